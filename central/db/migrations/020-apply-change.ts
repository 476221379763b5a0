/**
 * `apply_change(plan)`: one decided act, done or not done as a whole in one round trip. The plan was made from facts that
 * may have changed since, so every expectation in it (versions, slots still offered, nobody else's hold) is checked again
 * under lock; a failed one answers `retry` and the caller gathers its facts anew. What only the database can decide (I1,
 * R18) is decided by the unique indexes: the plan says which answer belongs to which index.
 *
 * Answers {outcome: applied | replay | mismatch | refused | retry, ...}.
 * Locks in this order everywhere: intent, slots, things, and the clinics' event counters last, in order of their ids.
 */
export const applyChange = `
create function apply_change(plan jsonb) returns jsonb language plpgsql set enable_seqscan = off as $$
declare
  v_clinic uuid := (plan->>'clinicId')::uuid;
  v_intent uuid := (plan->>'intentId')::uuid;
  v_now timestamptz := (plan->>'now')::timestamptz;
  v_stored intent%rowtype;
  v_item jsonb;
  v_visit visit%rowtype;
  v_patient patient%rowtype;
  v_task desk_task%rowtype;
  v_setting setting%rowtype;
  v_schedule schedule%rowtype;
  v_name text;
  v_number bigint;
  v_own_number bigint;
  v_events jsonb := '[]';
begin
  if v_intent is not null then
    insert into intent (clinic_id, id, digest, state, status, body, visit_id, at)
      values (v_clinic, v_intent, plan->>'digest', plan->'answer'->>'state', (plan->'answer'->>'status')::int,
              plan->'answer'->>'body', (plan->>'visitId')::uuid, v_now)
      on conflict do nothing;
    if not found then
      select * into strict v_stored from intent where clinic_id = v_clinic and id = v_intent;
      if v_stored.state <> 'voided' and v_stored.digest <> plan->>'digest' then
        return jsonb_build_object('outcome', 'mismatch');
      end if;
      return jsonb_build_object('outcome', 'replay', 'state', v_stored.state, 'status', v_stored.status,
                                'body', v_stored.body, 'event', v_stored.event);
    end if;
  end if;
  if plan->'answer'->>'state' = 'refused' then
    return jsonb_build_object('outcome', 'refused', 'status', plan->'answer'->'status', 'body', plan->'answer'->'body');
  end if;

  begin
    for v_item in select * from jsonb_array_elements(plan->'expectSlots') loop
      perform 1 from slot where id = (v_item->>'id')::uuid and version = (v_item->>'version')::int and not withdrawn for share;
      if not found then raise exception using errcode = 'OK001'; end if;
      perform 1 from hold where slot_id = (v_item->>'id')::uuid and expires_at > v_now
        and client_id is distinct from plan->>'clientId';
      if found then raise exception using errcode = 'OK001'; end if;
      delete from hold where slot_id = (v_item->>'id')::uuid;
    end loop;

    for v_item in select * from jsonb_array_elements(plan->'patients') loop
      v_patient := jsonb_populate_record(null::patient, v_item->'columns');
      v_patient.updated_at := v_now;
      if v_patient.version = 1 then
        insert into patient values (v_patient.*);
      else
        update patient set other_keys = v_patient.other_keys, version = v_patient.version, pesel = v_patient.pesel,
            document = v_patient.document, family_name = v_patient.family_name, given_name = v_patient.given_name,
            row = v_patient.row, updated_at = v_now
          where id = v_patient.id and version = v_patient.version - 1;
        if not found then raise exception using errcode = 'OK001'; end if;
      end if;
      if v_item->>'newKey' is not null then
        insert into patient_key values (v_patient.clinic_id, v_item->>'newKey', v_patient.id);
      end if;
    end loop;

    for v_item in select * from jsonb_array_elements(plan->'schedules') loop
      v_schedule := jsonb_populate_record(null::schedule, v_item->'columns');
      v_schedule.updated_at := v_now;
      if v_schedule.version = 1 then
        insert into schedule (id, clinic_id, key, version, actor_key, actor_id, clinic_code, row, updated_at)
          values (v_schedule.id, v_schedule.clinic_id, v_schedule.key, 1, v_schedule.actor_key, v_schedule.actor_id,
                  v_schedule.clinic_code, v_schedule.row, v_now);
      else
        update schedule set version = v_schedule.version, actor_key = v_schedule.actor_key, actor_id = v_schedule.actor_id,
            clinic_code = v_schedule.clinic_code, row = v_schedule.row, updated_at = v_now
          where id = v_schedule.id and version = v_schedule.version - 1;
        if not found then raise exception using errcode = 'OK001'; end if;
      end if;
      perform replace_slots(v_schedule, v_item->'slots', v_item->'goneSlotIds', v_now);
    end loop;

    for v_item in select * from jsonb_array_elements(plan->'visits') loop
      v_visit := jsonb_populate_record(null::visit, v_item->'columns');
      v_visit.updated_at := v_now;
      if v_visit.version = 1 then
        insert into visit values (v_visit.*);
      else
        update visit set version = v_visit.version, schedule_key = v_visit.schedule_key, slot_id = v_visit.slot_id,
            patient_id = v_visit.patient_id, starts_at = v_visit.starts_at, status = v_visit.status, kind = v_visit.kind,
            service = v_visit.service, untouched_legacy = v_visit.untouched_legacy, referral = v_visit.referral, row = v_visit.row, updated_at = v_now
          where id = v_visit.id and version = v_visit.version - 1;
        if not found then raise exception using errcode = 'OK001'; end if;
      end if;
    end loop;

    -- R30: the slot of a visit that the clinic itself cancelled (absence, breakdown) is not offered any more.
    update slot set withdrawn = true, version = version + 1, updated_at = v_now
      where id in (select jsonb_array_elements_text(plan->'withdrawSlotIds')::uuid);

    for v_item in select * from jsonb_array_elements(plan->'tasks') loop
      v_task := jsonb_populate_record(null::desk_task, v_item->'columns');
      v_task.updated_at := v_now;
      if v_task.version = 1 then
        insert into desk_task values (v_task.*);
      else
        update desk_task set version = v_task.version, state = v_task.state, row = v_task.row, updated_at = v_now
          where id = v_task.id and version = v_task.version - 1;
        if not found then raise exception using errcode = 'OK001'; end if;
      end if;
    end loop;

    for v_item in select * from jsonb_array_elements(plan->'settings') loop
      v_setting := jsonb_populate_record(null::setting, v_item->'columns');
      v_setting.updated_at := v_now;
      if v_setting.version = 1 then
        insert into setting values (v_setting.*);
      else
        update setting set version = v_setting.version, row = v_setting.row, updated_at = v_now
          where id = v_setting.id and version = v_setting.version - 1;
        if not found then raise exception using errcode = 'OK001'; end if;
      end if;
    end loop;
  exception
    when unique_violation or foreign_key_violation then
      get stacked diagnostics v_name = constraint_name;
      v_item := plan->'refusals'->v_name;
      if v_item is null then
        delete from intent where clinic_id = v_clinic and id = v_intent;
        return jsonb_build_object('outcome', 'retry', 'why', v_name);
      end if;
      update intent set state = 'refused', status = (v_item->>'status')::int, body = v_item->>'body', visit_id = null
        where clinic_id = v_clinic and id = v_intent;
      return jsonb_build_object('outcome', 'refused', 'status', v_item->'status', 'body', v_item->'body');
    when sqlstate 'OK001' then
      delete from intent where clinic_id = v_clinic and id = v_intent;
      return jsonb_build_object('outcome', 'retry', 'why', 'expectation');
  end;

  insert into audit (at, clinic_id, author, intent_id, type, key, before, after)
    select v_now, v_clinic, plan->>'author', v_intent, a->>'type', a->>'key', nullif(a->'before', 'null'), nullif(a->'after', 'null')
    from jsonb_array_elements(plan->'audit') a;

  for v_item in select * from jsonb_array_elements(plan->'events') loop
    update clinic set last_event = last_event + 1 where id = (v_item->>'clinicId')::uuid returning last_event into strict v_number;
    insert into event values ((v_item->>'clinicId')::uuid, v_number, v_now, v_intent, v_item->'focus');
    v_events := v_events || jsonb_build_object('clinicId', v_item->'clinicId', 'number', v_number);
    if (v_item->>'clinicId')::uuid = v_clinic then v_own_number := v_number; end if;
  end loop;
  if v_intent is not null then
    update intent set event = v_own_number where clinic_id = v_clinic and id = v_intent;
  end if;
  return jsonb_build_object('outcome', 'applied', 'event', v_own_number, 'events', v_events);
end
$$;

-- I8: at most one hold a slot, of limited life. Answers held (with id and end) | taken | held-by-other | gone.
create function hold_slot(p_slot uuid, p_version int, p_id uuid, p_client text, p_clinic uuid, p_now timestamptz, p_until timestamptz)
returns jsonb language plpgsql as $$
declare
  v_hold hold%rowtype;
begin
  perform 1 from slot where id = p_slot and version = p_version and not withdrawn for no key update;
  if not found then return '{"outcome": "gone"}'; end if;
  perform 1 from visit where slot_id = p_slot and status in ('booked', 'arrived', 'fulfilled');
  if found then return '{"outcome": "taken"}'; end if;
  delete from hold where slot_id = p_slot and expires_at <= p_now;
  select * into v_hold from hold where slot_id = p_slot;
  if found and v_hold.client_id <> p_client then return '{"outcome": "held-by-other"}'; end if;
  -- Asking again does not prolong it: nobody keeps a slot for longer than the policy allows.
  if not found then
    insert into hold values (p_id, p_slot, p_client, p_clinic, p_until) returning * into v_hold;
  end if;
  return jsonb_build_object('outcome', 'held', 'id', v_hold.id, 'until', v_hold.expires_at);
end
$$;

-- What vanishes is deleted, or withdrawn when a visit refers to it; then the new and changed slots are written.
create function replace_slots(s schedule, slots jsonb, gone jsonb, now timestamptz) returns void language plpgsql as $$
declare
  v_gone uuid[] := array(select jsonb_array_elements_text(gone)::uuid);
  v_number int := (select number from schedule where key = s.key);
begin
  delete from slot where id = any(v_gone) and not exists (select 1 from visit where visit.slot_id = slot.id);
  update slot set withdrawn = true, version = version + 1, updated_at = now where id = any(v_gone);
  insert into slot
    select (x->>'id')::uuid, s.clinic_id, s.key, 1, x->>'service', x->>'clinicCode', x->>'kind', x->>'mode', x->>'payer',
           (x->>'startsAt')::timestamptz, (x->>'startsAt')::timestamptz + (x->>'durationMinutes')::int * interval '1 minute',
           (x->>'durationMinutes')::int, x->>'room', (x->>'overbooked')::boolean, false, now, v_number
    from jsonb_array_elements(slots) x
    on conflict (id) do update set version = slot.version + 1, service = excluded.service, clinic_code = excluded.clinic_code,
      kind = excluded.kind, mode = excluded.mode, payer = excluded.payer, ends_at = excluded.ends_at, duration_minutes = excluded.duration_minutes,
      room = excluded.room, withdrawn = false, updated_at = now;
end
$$;
`;

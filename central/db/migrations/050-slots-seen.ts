/**
 * A publication is decided from the slots as they were read. One that was withdrawn in between (R30) would stay withdrawn
 * here while every desk makes it anew from the schedule: the publication is decided again when the slots have changed.
 * `gone`: {ids, from, versions}: ids that vanish; sum of the versions of all slots of the schedule from that instant.
 */
export const slotsSeen = `
create or replace function replace_slots(s schedule, slots jsonb, gone jsonb, now timestamptz) returns void language plpgsql as $$
declare
  v_gone uuid[] := array(select jsonb_array_elements_text(gone->'ids')::uuid);
  v_number int := (select number from schedule where key = s.key);
  v_versions bigint;
begin
  select coalesce(sum(seen.version), 0) into v_versions from (
    select version from slot where schedule_key = s.key and starts_at >= (gone->>'from')::timestamptz order by id for no key update
  ) seen;
  if v_versions <> (gone->>'versions')::bigint then raise exception using errcode = 'OK001'; end if;

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

/**
 * I8: a hold is visible, so the clinic whose slot it is hears of it: an event names the slot when it is taken and when it is
 * given back. What ends by itself needs none, since everybody knows until when it lasts; a booking is told anyway.
 */
export const holdsTold = `
create function tell_of_slot(p_slot uuid, p_now timestamptz) returns jsonb language plpgsql as $$
declare
  v_clinic uuid;
  v_number bigint;
begin
  select clinic_id into strict v_clinic from slot where id = p_slot;
  update clinic set last_event = last_event + 1 where id = v_clinic returning last_event into strict v_number;
  insert into event values (v_clinic, v_number, p_now, null, jsonb_build_array(jsonb_build_array('Slot', p_slot, p_slot, false)));
  return jsonb_build_object('clinicId', v_clinic, 'number', v_number);
end
$$;

create or replace function hold_slot(p_slot uuid, p_version int, p_id uuid, p_client text, p_clinic uuid, p_now timestamptz, p_until timestamptz)
returns jsonb language plpgsql as $$
declare
  v_hold hold%rowtype;
  v_told jsonb;
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
    v_told := tell_of_slot(p_slot, p_now);
  end if;
  return jsonb_build_object('outcome', 'held', 'id', v_hold.id, 'until', v_hold.expires_at, 'told', v_told);
end
$$;

-- Ends one's own hold; null = there is none of that id.
create function release_hold(p_id uuid, p_client text, p_now timestamptz) returns jsonb language plpgsql as $$
declare
  v_slot uuid;
begin
  delete from hold where id = p_id and client_id = p_client returning slot_id into v_slot;
  if not found then return null; end if;
  update slot set for_waiting = (kind = 'first' and service = 'cardiology') where id = v_slot;
  return tell_of_slot(v_slot, p_now);
end
$$;
`;

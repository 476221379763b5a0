/**
 * `booking_facts(question)`: what central must know to judge one booking, move or cancellation; shapes in
 * central/booking/booking-facts.ts. A function, because its statements are planned once per connection: planning them anew
 * costs more than running them.
 */
const patient = `jsonb_build_object('id', p.id, 'version', p.version, 'otherKeys', p.other_keys, 'row', p.row)`;
const schedule = `jsonb_build_object('id', c.id, 'key', c.key, 'clinicId', c.clinic_id, 'actor', c.row->'actor', 'actorId', c.actor_id)`;

export const bookingFacts = `
create function booking_facts(q jsonb) returns jsonb language plpgsql stable set enable_seqscan = off as $$
declare
  v_clinic uuid := (q->>'clinicId')::uuid;
  v_slot_id uuid := (q->>'slotId')::uuid;
  v_visit visit%rowtype;
  v_slot slot%rowtype;
  v_patient uuid;
  v_referral uuid;
begin
  select * into v_visit from visit where clinic_id = v_clinic and key = q->>'key';
  select * into v_slot from slot where id = v_slot_id;
  v_patient := coalesce(
    v_visit.patient_id,
    (select patient_id from patient_key where clinic_id = v_clinic and key = q->>'patientKey'),
    (select id from patient where clinic_id = v_clinic and id = (q->>'patientId')::uuid));
  v_referral := coalesce((q->>'referral')::uuid, v_visit.referral);
  return jsonb_build_object(
    'visit', case when v_visit.id is not null then jsonb_build_object(
      'id', v_visit.id, 'version', v_visit.version, 'patientId', v_visit.patient_id, 'row', v_visit.row) end,
    'slot', case when v_slot.id is not null then to_jsonb(v_slot) end,
    'slotTaken', exists (select 1 from visit where slot_id = v_slot_id and id is distinct from v_visit.id
      and status in ('booked', 'arrived', 'fulfilled')),
    'slotHeld', exists (select 1 from hold where slot_id = v_slot_id and expires_at > (q->>'now')::timestamptz
      and client_id is distinct from q->>'clientId'),
    'schedule', (select ${schedule} from schedule c where c.key = coalesce(v_slot.schedule_key, q->>'scheduleKey')),
    'currentSchedule', (select ${schedule} from schedule c where c.key = v_visit.schedule_key),
    'patient', (select ${patient} from patient p where p.id = v_patient),
    'samePesel', (select ${patient} from patient p where p.clinic_id = v_clinic and p.pesel = q->>'pesel'),
    'patientThere', case when v_slot.clinic_id <> v_clinic then (select ${patient} from patient p
      where p.clinic_id = v_slot.clinic_id and p.pesel = (select pesel from patient where id = v_patient)) end,
    'referralUsed', v_referral is not null and exists (select 1 from visit where referral = v_referral
      and id is distinct from v_visit.id and kind = 'first' and service = 'cardiology'
      and status in ('booked', 'arrived', 'fulfilled')));
end
$$;
`;

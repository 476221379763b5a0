/**
 * A visit that a desk booked, on a patient's behalf, in another clinic (R14, R19): the visit is that clinic's, `visit_elsewhere` says
 * who booked it and by which key and patient the booking clinic knows it. Whatever becomes of the visit, whoever does it, is told
 * in the booking clinic's stream too: by `apply_change`, so that no act can forget it. Intent ids and the audit log stay with
 * the clinic whose they are.
 */
import { bookingFactsWithWaiting, changeWithWaiting } from './070-waiting-room.ts';
import { revised } from './revised.ts';

const tables = `
create table visit_elsewhere (
  visit_id uuid primary key references visit,
  -- The clinic that booked.
  clinic_id uuid not null,
  key text not null,
  patient_id uuid not null references patient,
  constraint visit_elsewhere_key unique (clinic_id, key)
);
create index visit_elsewhere_page on visit_elsewhere (clinic_id, visit_id);
-- Who has no PESEL is known by the document.
create index patient_document on patient (clinic_id, document) where pesel is null and document is not null;
`;

export const changed = revised(changeWithWaiting, 'apply_change', [
  ['  v_events jsonb', '  v_told jsonb;\n  v_events jsonb'],
  [
    `    for v_item in select * from jsonb_array_elements(plan->'waiting') loop`,
    `    insert into visit_elsewhere (visit_id, clinic_id, key, patient_id)
      select (x->>'visitId')::uuid, (x->>'clinicId')::uuid, x->>'key', (x->>'patientId')::uuid
      from jsonb_array_elements(coalesce(plan->'elsewhere', '[]')) x;

    for v_item in select * from jsonb_array_elements(plan->'waiting') loop`,
  ],
  [
    `select v_now, v_clinic, plan->>'author', v_intent, a->>'type'`,
    `select v_now, coalesce((a->>'clinicId')::uuid, v_clinic), plan->>'author',
      case when coalesce((a->>'clinicId')::uuid, v_clinic) = v_clinic then v_intent end, a->>'type'`,
  ],
  [
    `  for v_item in select * from jsonb_array_elements(plan->'events') loop`,
    `  v_told := plan->'events';
  if exists (select 1 from jsonb_array_elements(plan->'visits') v join visit_elsewhere w on w.visit_id = (v->'columns'->>'id')::uuid) then
    -- One event for each clinic, in order of their ids.
    select jsonb_agg(jsonb_build_object('clinicId', clinic, 'focus', focus) order by clinic) into v_told from (
      select clinic, jsonb_agg(f order by place) as focus from (
        select (e->>'clinicId')::uuid as clinic, f, n as place
        from jsonb_array_elements(plan->'events') e, jsonb_array_elements(e->'focus') with ordinality as parts(f, n)
        union all
        select w.clinic_id, jsonb_build_array('Appointment', w.visit_id, w.key, 0), 1000000
        from jsonb_array_elements(plan->'visits') v join visit_elsewhere w on w.visit_id = (v->'columns'->>'id')::uuid
      ) parts group by clinic
    ) by_clinic;
  end if;
  for v_item in select * from jsonb_array_elements(v_told) loop`,
  ],
  [
    `v_number, v_now, v_intent, v_item->'focus'`,
    `v_number, v_now, case when (v_item->>'clinicId')::uuid = v_clinic then v_intent end, v_item->'focus'`,
  ],
]);

/** The clinic of a schedule by name, when it is not the asking one. */
const place = `'clinic', case when c.clinic_id <> v_clinic then
  (select jsonb_build_object('name', k.name, 'town', k.place->>'town') from clinic k where k.id = c.clinic_id) end`;

export const facts = revised(bookingFactsWithWaiting, 'booking_facts', [
  [
    `  select * into v_slot from slot`,
    `  if not found then
    select v.* into v_visit from visit_elsewhere e join visit v on v.id = e.visit_id
      where e.clinic_id = v_clinic and e.key = q->>'key';
  end if;
  select * into v_slot from slot`,
  ],
  [`'actorId', c.actor_id)`, `'actorId', c.actor_id, ${place})`],
  [
    `'actorId', c.actor_id) from schedule c where c.key = v_visit`,
    `'actorId', c.actor_id, ${place}) from schedule c where c.key = v_visit`,
  ],
  [
    `case when v_slot.clinic_id <> v_clinic then (select`,
    `case when v_slot.clinic_id <> coalesce(v_visit.clinic_id, v_clinic) then (select`,
  ],
  [
    `p.pesel = (select pesel from patient where id = v_patient)) end`,
    `p.pesel = coalesce(q->>'pesel', (select pesel from patient where id = v_patient))
      union all select jsonb_build_object('id', p.id, 'version', p.version, 'otherKeys', p.other_keys, 'row', p.row) from patient p
      where p.clinic_id = v_slot.clinic_id and p.pesel is null and q->>'pesel' is null
        and p.document = coalesce(q->>'document', (select document from patient where id = v_patient and pesel is null))
      limit 1) end,
    'own', case when v_visit.clinic_id <> v_clinic then (select
      jsonb_build_object('id', p.id, 'version', p.version, 'otherKeys', p.other_keys, 'row', p.row)
      from visit_elsewhere e join patient p on p.id = e.patient_id where e.visit_id = v_visit.id) end`,
  ],
]);

export const elsewhere = `${tables}\n${changed}\n${facts}`;

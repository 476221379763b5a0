/**
 * R37: what SIMP is to be told. A row is one booked or cancelled exam; a trigger on `visit` writes it in the transaction of the
 * change, whoever makes it, so that nothing is told that did not happen and nothing that happened is left out.
 */
export const simp = `
create table simp_message (
  -- SIMP drops what it has got before under the same id.
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity,
  -- Whose messages keep their order: PESEL, or central's id of a patient without one.
  person text not null,
  visit_id uuid not null,
  facts jsonb not null,
  status text not null default 'waiting' check (status in ('waiting', 'delivering', 'delivered', 'refused')),
  -- The machine's time: tries and claims do not jump with a moved clock.
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  claimed_until timestamptz,
  reason text
);
create index simp_message_open on simp_message (person, number) where status in ('waiting', 'delivering');
create index simp_message_due on simp_message (next_attempt_at) where status in ('waiting', 'delivering');

create function exam_told() returns trigger language plpgsql as $$
begin
  insert into simp_message (person, visit_id, facts)
  select coalesce(p.pesel, p.id::text), new.id, jsonb_build_object(
    'act', case when new.status = 'cancelled' then 'cancelled' else 'booked' end,
    'visit', new.id, 'clinic', new.clinic_id, 'service', new.service, 'clinicCode', new.row->'clinicCode', 'startsAt', new.row->'startsAt',
    'repeat', new.kind = 'continuation', 'broughtAlong', new.row->'legacy', 'pesel', p.pesel, 'cancelReason', new.row->'cancelReason',
    'at', to_char(new.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from patient p where p.id = new.patient_id;
  return null;
end
$$;

-- Exams of the past were told by whoever booked them.
create trigger exam_told_of_new after insert on visit for each row
  when (new.service <> 'cardiology' and new.status = 'booked' and new.starts_at > new.updated_at) execute function exam_told();
create trigger exam_told_of_change after update on visit for each row
  when (new.service <> 'cardiology' and (old.status = 'cancelled') <> (new.status = 'cancelled')) execute function exam_told();
`;

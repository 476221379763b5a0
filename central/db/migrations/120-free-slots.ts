/**
 * `free_slot`: the slots that are published and that no active visit is on. Kept by triggers in the transaction of the change,
 * whoever makes it, so that a search need not pass over the booked ones: in a region where people wait, 99 of 100.
 *
 * A row of its own and not a column of `slot`: a booking then deletes a short row instead of rewriting a long one in all of
 * the indexes of `slot`, the exclusion constraint among them. `for_waiting` and holds, which are few, stay where they are.
 */
const row = (slot: string) => `${slot}.id, ${slot}.clinic_id, ${slot}.clinic_code, ${slot}.starts_at,
  ${slot}.payer = 'nfz' and (${slot}.service <> 'cardiology' or (${slot}.kind = 'first' and ${slot}.mode = 'in-person'))`;
const active = `status in ('booked', 'arrived', 'fulfilled')`;

export const freeSlots = `
create table free_slot (
  slot_id uuid primary key references slot on delete cascade,
  clinic_id uuid not null,
  clinic_code text not null,
  starts_at timestamptz not null,
  -- R1, R16, R17: open to everyone: NFZ, a first visit in person or an exam. The others are the clinic's own (R14).
  live boolean not null
);
insert into free_slot select ${row('t')} from slot t
  where not withdrawn and not exists (select 1 from visit v where v.slot_id = t.id and v.${active});
create index free_slot_by_time on free_slot (starts_at, slot_id) where live;
create index free_slot_by_code on free_slot (clinic_code, starts_at) where live;
create index free_slot_of_clinic on free_slot (clinic_id, live, starts_at);

create function slot_published() returns trigger language plpgsql as $$
begin
  if new.withdrawn then
    delete from free_slot where slot_id = new.id;
  elsif not exists (select 1 from visit where slot_id = new.id and ${active}) then
    insert into free_slot select ${row('new')}
      on conflict (slot_id) do update set clinic_code = excluded.clinic_code, live = excluded.live;
  end if;
  return null;
end
$$;
create trigger slot_published after insert or update of withdrawn, clinic_code, service, kind, mode, payer on slot
  for each row execute function slot_published();

create function slot_left_or_taken() returns trigger language plpgsql as $$
begin
  -- Locked: whoever offers the slot anew at the same time waits, and then sees it without a visit.
  if tg_op <> 'INSERT' and old.slot_id is not null and old.${active} then
    insert into free_slot select ${row('t')} from (select * from slot where id = old.slot_id for share) t
      where not t.withdrawn and not exists (select 1 from visit v where v.slot_id = t.id and v.${active})
      on conflict do nothing;
  end if;
  if tg_op <> 'DELETE' and new.slot_id is not null and new.${active} then
    delete from free_slot where slot_id = new.slot_id;
  end if;
  return null;
end
$$;
create trigger slot_taken after insert or delete on visit for each row execute function slot_left_or_taken();
create trigger slot_left_or_taken after update on visit for each row
  when (old.slot_id is distinct from new.slot_id or old.status <> new.status) execute function slot_left_or_taken();
`;

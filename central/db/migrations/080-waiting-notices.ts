/**
 * R26, R27, R42: what patients are told of the waiting room. An assigned date is a visit like any other and is told of as
 * such (040). Here: an entry that was made, and one that was deleted. An entry that is made because a visit was cancelled is
 * told of by the message of that cancellation; one that is deleted together with its date turns that message's end.
 */
export const waitingNotices = `
-- Who handles an answer just now; the act it became is decided once (visit_id), whoever ends it.
alter table sms_reply add column claimed_until timestamptz not null default now();

create function tell_of_entry(e waiting_entry, p_kind text) returns void language sql as $$
  insert into communication (kind, medium, address, facts, at)
  select p_kind, m.medium, m.address,
    jsonb_build_object('relation', e.row->'contact'->'relation', 'givenName', e.person->'givenName'), e.updated_at
  from (
    select 'sms' as medium, e.row->'contact'->>'phone' as address
    union all select 'email', e.row->'contact'->>'email'
    union all select 'push', a.id::text from ikp_account a where a.push
      and (a.pesel = e.pesel or a.pesel in (select guardian_pesel from guardianship where child_pesel = e.pesel))
  ) m
  where m.address <> ''
$$;

create function entry_told() returns trigger language plpgsql as $$
declare
  v_left jsonb := nullif(current_setting('okienko.left_visit', true), '')::jsonb;
begin
  if tg_op = 'INSERT' then
    if new.status = 'waiting' and (v_left is null or v_left->>'referral' is distinct from new.referral::text)
      and coalesce((select (policy->'notifications'->>'tellOfEntry')::boolean from central), true)
    then
      perform tell_of_entry(new, 'entry-made');
    end if;
    return null;
  end if;
  if new.row->>'closed' = 'withdrawn' then
    update communication set facts = facts || '{"deleted": true}'
      where visit_id = new.visit_id and kind = 'cancelled' and at = new.updated_at;
    if not found then perform tell_of_entry(new, 'entry-deleted'); end if;
  end if;
  return null;
end
$$;

create trigger entry_told_of_new after insert on waiting_entry for each row execute function entry_told();
create trigger entry_told_of_end after update on waiting_entry for each row
  when (old.status <> 'closed' and new.status = 'closed') execute function entry_told();
`;

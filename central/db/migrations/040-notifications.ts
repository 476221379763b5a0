/**
 * R40-R42, I6: what patients are told. A row of `communication` is one message over one medium; it is written by a trigger
 * on `visit`, so in the same transaction as the change it tells of, whoever makes that change. Reminders are planned
 * the same way and become messages when their time has come (central/notifications/worker.ts).
 *
 * - No reminder twice: the primary key of \`reminder\`; a sent one stays as \`sent\`.
 * - None for a visit that is cancelled or moved: planned ones go, queued ones are stopped, and \`remind_due\` looks at the
 *   visit under lock. It never waits for a visit while it holds a reminder, so the two cannot block each other.
 * - None late: only times after the change are planned.
 */
export const notifications = `
-- A database older than this; a new one gets the whole policy when central opens it (central/db/ensure-central.ts).
update central set policy = '{"notifications": {"reminderDaysBefore": [7, 1], "remindersFrom": "08:00", "remindersTo": "20:00",
  "tellOfEntry": true}}'::jsonb || policy;

create table ikp_account (
  id uuid primary key default gen_random_uuid(),
  pesel text not null unique,
  family_name text not null,
  given_name text not null,
  -- What forms begin with; the contact that counts is the visit's (R15).
  phone text,
  email text,
  -- Wants messages in the app.
  push boolean not null default false,
  -- Offered on the page of test identities, with what it is good for.
  test_label text
);

-- R48: who may act for a minor.
create table guardianship (
  guardian_pesel text not null,
  child_pesel text not null,
  primary key (guardian_pesel, child_pesel)
);
create index guardianship_of_child on guardianship (child_pesel);

create table communication (
  id uuid primary key default gen_random_uuid(),
  -- Order in which messages to one address are sent.
  number bigint generated always as identity,
  clinic_id uuid,
  visit_id uuid,
  patient_id uuid,
  kind text not null,
  medium text not null check (medium in ('sms', 'email', 'push')),
  address text not null,
  facts jsonb not null,
  -- As in FHIR: preparation, in-progress, completed, not-done (reason), stopped, unknown.
  status text not null default 'preparation',
  -- Central's instant.
  at timestamptz not null,
  -- From here on the machine's time: tries and claims do not jump with a moved clock.
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  claimed_until timestamptz,
  text text,
  sent_at timestamptz,
  reason text
);
create index communication_of_visit on communication (visit_id);
create index communication_open on communication (medium, address, number) where status in ('preparation', 'in-progress');
create index communication_due on communication (next_attempt_at) where status = 'preparation';
create index communication_claimed on communication (claimed_until) where status = 'in-progress';
create index communication_thread on communication (address, number);
create index communication_page on communication (clinic_id, id);

create table reminder (
  visit_id uuid not null,
  starts_at timestamptz not null,
  days int not null,
  due_at timestamptz not null,
  state text not null default 'planned' check (state in ('planned', 'sent')),
  primary key (visit_id, starts_at, days)
);
create index reminder_due on reminder (due_at) where state = 'planned';

-- What the development mailbox has got.
create table mailbox (
  communication_id uuid primary key,
  number bigint generated always as identity,
  medium text not null,
  address text not null,
  subject text,
  text text not null,
  at timestamptz not null
);

-- An answer to an SMS is handled once, however often the gateway delivers it.
create table sms_reply (
  id text primary key,
  address text not null,
  text text not null,
  at timestamptz not null,
  outcome text,
  visit_id uuid
);
create index sms_reply_thread on sms_reply (address, at);

-- One message for each medium that the visit's contact names (R40).
create function tell_patient(v visit, p_kind text, p_facts jsonb) returns void language sql as $$
  insert into communication (clinic_id, visit_id, patient_id, kind, medium, address, facts, at)
  select v.clinic_id, v.id, v.patient_id, p_kind, m.medium, m.address,
    jsonb_build_object('startsAt', v.row->'startsAt', 'service', v.service, 'kind', v.kind, 'legacy', v.row->'legacy',
      'referral', v.row->'referral' <> 'null'::jsonb, 'cancelReason', v.row->'cancelReason', 'bookedBy', v.row->'bookedBy',
      'relation', v.row->'contact'->'relation') || p_facts,
    v.updated_at
  from (
    select 'sms' as medium, v.row->'contact'->>'phone' as address
    union all select 'email', v.row->'contact'->>'email'
    union all select 'push', a.id::text from patient p join ikp_account a on a.push
      and (a.pesel = p.pesel or a.pesel in (select guardian_pesel from guardianship where child_pesel = p.pesel))
      where p.id = v.patient_id
  ) m
  where m.address <> ''
$$;

-- R41: the same time of the clinic's clock some days before, moved into decent hours.
create function plan_reminders(v visit) returns void language sql as $$
  insert into reminder (visit_id, starts_at, days, due_at)
  select v.id, v.starts_at, planned.days, planned.due_at from (
    select days::int as days,
      (before::date + least(greatest(before::time, (c.policy->'notifications'->>'remindersFrom')::time), (c.policy->'notifications'->>'remindersTo')::time))
        at time zone 'Europe/Warsaw' as due_at
    from central c, jsonb_array_elements_text(c.policy->'notifications'->'reminderDaysBefore') as days,
      lateral (select (v.starts_at at time zone 'Europe/Warsaw') - make_interval(days => days::int) as before) b
  ) planned
  where planned.due_at > v.updated_at
  on conflict do nothing
$$;

create function visit_told() returns trigger language plpgsql as $$
declare
  v_left jsonb;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'booked' then return null; end if;
    -- R31: a move to another clinic is a cancellation there and a booking here in one transaction: one message, not two.
    v_left := nullif(current_setting('okienko.left_visit', true), '')::jsonb;
    if v_left is not null and v_left->>'referral' = new.referral::text then
      delete from communication where visit_id = (v_left->>'id')::uuid and kind = 'cancelled' and at = new.updated_at;
      perform tell_patient(new, 'moved', jsonb_build_object('previousStartsAt', v_left->'startsAt'));
    -- R6: a visit that was brought along is no news to its patient.
    elsif not new.untouched_legacy then
      perform tell_patient(new, 'booked', '{}');
    end if;
    perform plan_reminders(new);
    return null;
  end if;

  if new.status = 'booked' and old.status = 'booked' and new.starts_at = old.starts_at and new.schedule_key = old.schedule_key then
    return null;
  end if;
  delete from reminder where visit_id = new.id and state = 'planned';
  -- After the delete, which waits for a reminder that is just being made a message.
  update communication set status = 'stopped', reason = 'visit-changed'
    where visit_id = new.id and kind = 'reminder' and status = 'preparation';
  if new.status = 'cancelled' and old.status <> 'cancelled' then
    perform tell_patient(new, 'cancelled', '{}');
    perform set_config('okienko.left_visit', case when new.referral is null then '' else
      jsonb_build_object('id', new.id, 'referral', new.referral, 'startsAt', new.row->'startsAt')::text end, true);
  elsif new.status = 'booked' then
    perform tell_patient(new, case when old.status = 'cancelled' then 'booked' else 'moved' end,
      case when old.status = 'cancelled' then '{}'::jsonb else jsonb_build_object('previousStartsAt', old.row->'startsAt') end);
    perform plan_reminders(new);
  end if;
  return null;
end
$$;

-- Only what is still ahead concerns anybody: history by the hundred thousand passes at the cost of a comparison.
create trigger visit_told_of_new after insert on visit for each row
  when (new.starts_at > new.updated_at) execute function visit_told();
create trigger visit_told_of_change after update on visit for each row
  when (old.starts_at > new.updated_at and (old.status <> new.status or old.starts_at <> new.starts_at or old.schedule_key <> new.schedule_key))
  execute function visit_told();

-- Makes messages of the reminders that are due; answers how many reminders it took.
create function remind_due(p_now timestamptz, p_limit int) returns int language plpgsql as $$
declare
  v_reminder reminder%rowtype;
  v_visit visit%rowtype;
  v_count int := 0;
begin
  for v_reminder in select * from reminder where state = 'planned' and due_at <= p_now order by due_at limit p_limit for update skip locked loop
    select * into v_visit from visit where id = v_reminder.visit_id for share skip locked;
    if not found then continue; end if;
    v_count := v_count + 1;
    update reminder set state = 'sent' where visit_id = v_reminder.visit_id and starts_at = v_reminder.starts_at and days = v_reminder.days;
    if v_visit.status = 'booked' and v_visit.starts_at = v_reminder.starts_at and v_visit.starts_at > p_now
      -- After a standstill only the last one of several.
      and not exists (select 1 from reminder r where r.visit_id = v_reminder.visit_id and r.starts_at = v_reminder.starts_at
                      and r.days < v_reminder.days and r.due_at <= p_now)
    then
      v_visit.updated_at := p_now;
      perform tell_patient(v_visit, 'reminder', jsonb_build_object('days', v_reminder.days));
    end if;
  end loop;
  return v_count;
end
$$;
`;

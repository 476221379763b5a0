/**
 * The waiting room (R20–R34).
 *
 * - R18: `waiting_one_open_per_referral`, and `apply_change` checks under a lock on the referral that no patient waits who
 *   has a date.
 * - R33, I4: `slot.for_waiting`: this slot has become free and is offered to waiting patients first; no live search sees it
 *   and no live booking gets it until the waiting room has looked at it. `waiting_entry.fresh`: the same for entries.
 *   Both are set in the transaction that frees the slot or makes the entry, so that a crash between it and the look loses
 *   nothing.
 * - R22: `central.window_opened_to`: last day that is open to live search.
 */
import { applyChange } from './020-apply-change.ts';
import { bookingFacts } from './030-booking-facts.ts';
import { revised } from './revised.ts';

const tables = `
alter table clinic add column place jsonb;
alter table slot add column for_waiting boolean not null default false;
create index slot_for_waiting on slot (id) where for_waiting;
alter table central add column window_opened_to date;
update central set policy = policy || '{"waitingRoom": {"order": "category-first", "afterCancel": "original", "afterNoShow": "now"}}'
  where not policy ? 'waitingRoom';
-- What the patient had searched for when he booked by IKP: the criteria of an entry after a cancellation (R27).
alter table visit add column search jsonb;

create table waiting_entry (
  id uuid primary key,
  key text not null constraint waiting_entry_key unique,
  version int not null,
  status text not null check (status in ('waiting', 'assigned', 'closed')),
  -- Digest of the referral (core/domain/referral.ts).
  referral uuid not null,
  pesel text,
  birth_date date,
  clinic_codes text[] not null,
  urgent boolean not null,
  entitled boolean not null,
  submitted_at timestamptz not null,
  -- Not yet compared with the free slots.
  fresh boolean not null,
  -- Central's id of the visit that was assigned or booked.
  visit_id uuid,
  -- The patient as whoever entered him knows him: a visit may be booked where nobody does.
  person jsonb not null,
  row jsonb not null,
  updated_at timestamptz not null
);
create unique index waiting_one_open_per_referral on waiting_entry (referral) where status in ('waiting', 'assigned');
create index waiting_of_referral on waiting_entry (referral);
create index waiting_of_pesel on waiting_entry (pesel);
create index waiting_of_visit on waiting_entry (visit_id) where visit_id is not null;
create index waiting_by_category on waiting_entry (urgent desc, entitled desc, submitted_at, key) where status = 'waiting';
create index waiting_by_entitlement on waiting_entry (entitled desc, urgent desc, submitted_at, key) where status = 'waiting';
create index waiting_fresh on waiting_entry (key) where fresh;
`;

const booked = `status in ('booked', 'arrived', 'fulfilled') and kind = 'first' and service = 'cardiology' and not untouched_legacy`;

export const changeWithWaiting = revised(applyChange, 'apply_change', [
  [
    'and not withdrawn for share;',
    `and not withdrawn
        and (not for_waiting or coalesce((plan->>'waitingRoom')::boolean, false)) for share;`,
  ],
  ['  v_name text;', '  v_name text;\n  v_entry waiting_entry%rowtype;\n  v_referrals uuid[];'],
  [
    `    for v_item in select * from jsonb_array_elements(plan->'visits') loop`,
    `    v_referrals := array(
      select (x->'columns'->>'referral')::uuid from jsonb_array_elements((plan->'visits') || coalesce(plan->'waiting', '[]')) x
      where x->'columns'->>'referral' is not null order by 1);
    perform pg_advisory_xact_lock(hashtextextended(r::text, 18)) from unnest(v_referrals) r;

    for v_item in select * from jsonb_array_elements(plan->'visits') loop`,
  ],
  [
    `    -- R30: the slot of a visit`,
    `    for v_item in select * from jsonb_array_elements(plan->'waiting') loop
      v_entry := jsonb_populate_record(null::waiting_entry, v_item->'columns');
      v_entry.updated_at := v_now;
      if v_entry.version = 1 then
        insert into waiting_entry values (v_entry.*);
      else
        update waiting_entry set version = v_entry.version, status = v_entry.status, clinic_codes = v_entry.clinic_codes,
            urgent = v_entry.urgent, entitled = v_entry.entitled, submitted_at = v_entry.submitted_at, fresh = v_entry.fresh,
            visit_id = v_entry.visit_id, row = v_entry.row, updated_at = v_now
          where id = v_entry.id and version = v_entry.version - 1;
        if not found then raise exception using errcode = 'OK001'; end if;
      end if;
    end loop;
    -- R18: nobody waits who has a date.
    perform 1 from waiting_entry e where e.referral = any(v_referrals) and e.status = 'waiting'
      and exists (select 1 from visit v where v.referral = e.referral and ${booked});
    if found then raise exception using errcode = 'OK001'; end if;
    -- R33: what has become free is offered to waiting patients first.
    update slot set for_waiting = true
      where id in (select jsonb_array_elements_text(plan->'freedSlotIds')::uuid) and not withdrawn;

    -- R30: the slot of a visit`,
  ],
  [
    `  if v_intent is not null then
    update intent set event`,
    `  if v_own_number is null then
    select last_event into v_own_number from clinic where id = v_clinic;
  end if;
  if v_intent is not null then
    update intent set event`,
  ],
]);

const entry = `jsonb_build_object('id', e.id, 'version', e.version, 'status', e.status, 'person', e.person, 'row', e.row)`;

export const bookingFactsWithWaiting = revised(bookingFacts, 'booking_facts', [
  [
    `    'referralUsed', v_referral is not null`,
    `    'search', (select search from visit where id = v_visit.id),
    'waiting', (select ${entry} from waiting_entry e where e.referral = v_referral and e.status = 'waiting'),
    'entry', (select ${entry} from waiting_entry e where e.visit_id = v_visit.id order by e.submitted_at desc limit 1),
    'entryElsewhere', exists (select 1 from waiting_entry e where e.referral = v_referral
      and e.status in ('waiting', 'assigned') and e.visit_id is distinct from v_visit.id),
    'referralUsed', v_referral is not null`,
  ],
]);

export const waitingRoom = `${tables}\n${changeWithWaiting}\n${bookingFactsWithWaiting}`;

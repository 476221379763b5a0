/**
 * Central's tables. What is searched or constrained has a column; the whole domain value is `row` (slots are flat and have
 * columns only). Times are `timestamptz`; the domain's own spelling of an instant lives in `row`.
 *
 * The invariants that hold here and nowhere else:
 * - I1: `visit_one_active_per_slot`, a partial unique index.
 * - R18: `visit_one_active_per_referral`, the same for the whole country.
 * - R8, R49: `slot_no_overlap`, an exclusion constraint over the slots of one schedule, overbooked ones exempt.
 * - I3: the primary key of `intent`, which holds the answer that was given.
 */
export const tables = `
create extension if not exists btree_gist;

create table central (
  singleton boolean primary key default true check (singleton),
  epoch uuid not null,
  token_secret text not null,
  clock_offset_ms bigint not null default 0,
  policy jsonb not null,
  seed text
);

create table clinic (
  id uuid primary key,
  name text not null,
  -- Order of joining.
  number bigint generated always as identity,
  last_event bigint not null default 0,
  -- Events up to this number are not kept: a reader that stands before it starts anew.
  feed_start bigint not null default 0
);

create table client (
  id text primary key,
  clinic_id uuid not null references clinic,
  name text not null,
  public_jwk jsonb not null,
  -- Demo and training only: the desk's private key, handed out at start.
  demo_jwk jsonb,
  revoked boolean not null default false
);

create table client_assertion (
  client_id text not null,
  jti text not null,
  expires_at timestamptz not null,
  primary key (client_id, jti)
);

create table schedule (
  id uuid primary key,
  clinic_id uuid not null,
  key text not null,
  version int not null,
  actor_key text not null,
  actor_id uuid not null,
  clinic_code text not null,
  row jsonb not null,
  updated_at timestamptz not null,
  -- Short name for the exclusion constraint, which costs half as much on a number as on a text.
  number int generated always as identity,
  constraint schedule_key unique (key)
);
create index schedule_page on schedule (clinic_id, id);

create table slot (
  id uuid primary key,
  clinic_id uuid not null,
  schedule_key text not null,
  version int not null,
  service text not null,
  clinic_code text not null,
  kind text not null,
  mode text not null,
  payer text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  duration_minutes int not null,
  room text,
  overbooked boolean not null,
  -- No longer offered, but a visit refers to it.
  withdrawn boolean not null default false,
  updated_at timestamptz not null,
  schedule_number int not null,
  constraint slot_no_overlap exclude using gist (
    schedule_number with =,
    tstzrange(starts_at, ends_at) with &&
  ) where (not overbooked and not withdrawn)
);
create index slot_page on slot (clinic_id, id) where not withdrawn;
create index slot_of_schedule on slot (schedule_key, starts_at);
create index slot_search on slot (clinic_code, starts_at) where not withdrawn;

create table patient (
  id uuid primary key,
  clinic_id uuid not null,
  -- The first key; further ones (merged patients) in patient_key.
  key text not null,
  other_keys text[] not null default '{}',
  version int not null,
  pesel text,
  document text,
  family_name text not null,
  given_name text not null,
  row jsonb not null,
  updated_at timestamptz not null
);
create unique index patient_pesel on patient (clinic_id, pesel) where pesel is not null;
create index patient_page on patient (clinic_id, id);
create index patient_name on patient (clinic_id, lower(family_name) text_pattern_ops);
create index patient_by_pesel on patient (pesel) where pesel is not null;

create table patient_key (
  clinic_id uuid not null,
  key text not null,
  patient_id uuid not null references patient,
  primary key (clinic_id, key)
);

create table visit (
  id uuid primary key,
  clinic_id uuid not null,
  key text not null,
  version int not null,
  schedule_key text not null,
  slot_id uuid constraint visit_slot references slot,
  patient_id uuid not null,
  starts_at timestamptz not null,
  status text not null,
  kind text not null,
  service text not null,
  -- A legacy visit as it was brought along (R6); the first change makes it a visit like any other.
  untouched_legacy boolean not null,
  -- Digest of the referral (core/domain/referral.ts); null when none is known.
  referral uuid,
  row jsonb not null,
  updated_at timestamptz not null,
  constraint visit_key unique (clinic_id, key)
);
create unique index visit_one_active_per_slot on visit (slot_id)
  where slot_id is not null and status in ('booked', 'arrived', 'fulfilled');
-- Legacy visits (R6) came with whatever referral text the clinic had, so they do not collide with one another;
-- a new booking on such a referral is refused by the judge.
create unique index visit_one_active_per_referral on visit (referral)
  where referral is not null and not untouched_legacy and kind = 'first' and service = 'cardiology' and status in ('booked', 'arrived', 'fulfilled');
create index visit_referral on visit (referral) where referral is not null;
create index visit_page on visit (clinic_id, id);
create index visit_day on visit (clinic_id, starts_at);
create index visit_of_patient on visit (patient_id);
create index visit_of_slot on visit (slot_id);

create table hold (
  id uuid primary key,
  slot_id uuid not null references slot on delete cascade,
  client_id text not null,
  clinic_id uuid not null,
  expires_at timestamptz not null
);
create unique index hold_slot on hold (slot_id);

create table desk_task (
  id uuid primary key,
  clinic_id uuid not null,
  key text not null,
  version int not null,
  state text not null,
  row jsonb not null,
  updated_at timestamptz not null,
  constraint desk_task_key unique (clinic_id, key)
);
create index desk_task_page on desk_task (clinic_id, id);

create table setting (
  id uuid primary key,
  clinic_id uuid not null,
  key text not null,
  version int not null,
  row jsonb not null,
  updated_at timestamptz not null,
  constraint setting_key unique (clinic_id, key)
);
create index setting_page on setting (clinic_id, id);

create table intent (
  clinic_id uuid not null,
  id uuid not null,
  -- What was asked, so that one id cannot stand for two acts.
  digest text not null,
  state text not null check (state in ('applied', 'refused', 'voided')),
  status int not null,
  body text not null,
  event bigint,
  visit_id uuid,
  at timestamptz not null,
  primary key (clinic_id, id)
);

create table event (
  clinic_id uuid not null,
  number bigint not null,
  at timestamptz not null,
  intent_id uuid,
  -- [[type, id, key, deleted], ...]; the resources are read when they are sent.
  focus jsonb not null,
  primary key (clinic_id, number)
);
create index event_age on event (at);

-- I7: who changed what, from what to what.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  clinic_id uuid not null,
  -- A desk's client, or who else acted: 'ikp', 'central'.
  author text not null,
  intent_id uuid,
  type text not null,
  key text not null,
  before jsonb,
  after jsonb
);
create index audit_of_thing on audit (clinic_id, key);
`;

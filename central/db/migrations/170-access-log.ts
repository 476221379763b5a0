/** Who was shown what of whom (central/access/access-log.ts): reads, beside the writes of `audit`. */
export const accessLog = `
create table access (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  clinic_id uuid not null,
  client text not null,
  author text,
  act text not null,
  type text not null,
  -- Of what was shown; a few are named one by one.
  first text,
  last text,
  count int not null,
  shown text[]
);
create index access_of_clinic on access (clinic_id, type, first) where first is not null;
`;

/**
 * I7: who at the desk sent an intent, and why, beside the client that the audit log names. Refused intents too. Written with
 * the change, in one statement (central/writes/apply-plans.ts). A desk that lost its journal asks by it what it had sent.
 */
export const intentAuthor = `
create table intent_author (
  clinic_id uuid not null,
  intent_id uuid not null,
  client_id text not null,
  author text,
  reason text,
  at timestamptz not null,
  primary key (clinic_id, intent_id)
);
create index intent_author_of_client on intent_author (clinic_id, client_id, at);
create index audit_of_intent on audit (clinic_id, intent_id) where intent_id is not null;
`;

import { v5 } from 'uuid';
import { localDateTimeOf } from '../../core/domain/time.ts';
import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { book } from '../booking/book.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { answerOfWrite } from '../fhir-api/answer-of-write.ts';
import type { MessageKind } from '../notifications/communication.ts';
import { patientActor } from '../waiting-room/patient-actor.ts';
import { leaveEntry } from '../waiting-room/save-entry.ts';
import { type ParsedReply, parseReply } from './parse-reply.ts';

export interface SmsReply {
  /** The gateway's id of the message: the same SMS delivered again has the same. */
  id: string;
  /** E.164 */
  from: string;
  text: string;
  /** Id of the message that is answered, where the gateway knows it. */
  inReplyTo: string | null;
}

/** `ignored`: from a number that was never written to, or that has had its share of answers today. */
export type ReplyOutcome =
  | 'cancelled'
  | 'entry-deleted'
  | 'confirmed'
  | 'asked-which'
  | 'asked-back'
  | 'nothing-to-cancel'
  | 'ignored';

const namespace = '6a1d0e6e-2b7f-5c53-8f0b-1d5e1c9a4b77';
/** Answers to what was not understood: two machines must not talk to each other for ever. */
const answersADay = 3;

/** Longer than any handling takes; whoever died in the middle is replaced after it. */
const claimSeconds = 20;
const pollMs = 100;

/**
 * R41: handles an answer once, however often the gateway delivers it and to however many processes: one claims it, the others
 * wait for the outcome. The visit it means is written down before anything is done, because a cancelled patient may have a new
 * date a moment later; the act has an intent id made of the message's id; its answer is written with the mark that it is done.
 */
export async function handleReply(central: Central, reply: SmsReply): Promise<ReplyOutcome> {
  const { database, clock } = central;
  const [mine] = await database.query(
    `insert into sms_reply (id, address, text, at, claimed_until)
     values ($1, $2, $3, $4::timestamptz, now() + make_interval(secs => $5::int)) on conflict do nothing returning 1`,
    [reply.id, reply.from, reply.text.slice(0, 1000), clock.now(), claimSeconds],
  );
  if (mine !== undefined) return finish(central, reply, await decide(central, reply, null));
  for (;;) {
    const [known] = await database.query<{ outcome: ReplyOutcome | null; visitId: string | null; free: boolean }>(
      'select outcome, visit_id as "visitId", claimed_until <= now() as free from sms_reply where id = $1',
      [reply.id],
    );
    if (known?.outcome) return known.outcome;
    if (known?.free && (await takeOver(database, reply.id))) {
      return finish(central, reply, await decide(central, reply, known.visitId));
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function takeOver(database: Queryable, id: string): Promise<boolean> {
  const rows = await database.query(
    `update sms_reply set claimed_until = now() + make_interval(secs => $2::int)
     where id = $1 and outcome is null and claimed_until <= now() returning 1`,
    [id, claimSeconds],
  );
  return rows.length > 0;
}

interface Decided {
  outcome: ReplyOutcome;
  visitId?: string;
  answer?: { kind: MessageKind; choices?: string[] };
}

/** `begun`: central's id of the visit that an earlier handler had already chosen. */
async function decide(central: Central, reply: SmsReply, begun: string | null): Promise<Decided> {
  if (begun !== null) return cancelChosen(central, reply, begun);
  const parsed = parseReply(reply.text);
  switch (parsed.meaning) {
    case 'confirm':
      return { outcome: 'confirmed' };
    case 'unclear':
      return { outcome: 'asked-back', answer: { kind: 'reply-unclear' } };
    case 'cancel':
      return cancel(central, reply, parsed);
    case 'delete-entry':
      return deleteEntry(central, reply);
    default:
      return parsed.meaning satisfies never;
  }
}

interface Candidate {
  id: string;
  key: string;
  version: number;
  clinicId: string;
  startsAt: string;
  /** The last message about it. */
  messageId: string;
}

async function cancel(central: Central, reply: SmsReply, parsed: ParsedReply): Promise<Decided> {
  const candidates = await candidatesOf(central, reply.from);
  const meant = candidates.filter((candidate) => isMeant(candidate, parsed));
  const answered = candidates.find(({ messageId }) => messageId === reply.inReplyTo);
  const visit = answered ?? (meant.length === 1 ? meant[0] : undefined);
  if (visit) {
    await central.database.query('update sms_reply set visit_id = $2::uuid where id = $1', [reply.id, visit.id]);
    return cancelVisit(central, reply, visit);
  }
  if (candidates.length === 0) return { outcome: 'nothing-to-cancel', answer: { kind: 'reply-nothing' } };
  const choices = (meant.length > 0 ? meant : candidates).slice(0, 3).map(({ startsAt }) => startsAt);
  return { outcome: 'asked-which', answer: { kind: 'reply-which', choices } };
}

/** Visits ahead that this number has been written to about, and that still name it. */
function candidatesOf({ database, clock }: Central, address: string): Promise<Candidate[]> {
  return database.query<Candidate>(
    `select v.id, v.key, v.version, v.clinic_id as "clinicId", v.row->>'startsAt' as "startsAt",
       (select c.id from communication c where c.visit_id = v.id and c.address = $1 and c.medium = 'sms' order by c.number desc limit 1)
         as "messageId"
     from visit v
     where v.id in (select visit_id from communication where address = $1 and medium = 'sms' and visit_id is not null)
       and v.status in ('booked', 'arrived') and v.starts_at > $2::timestamptz and v.row->'contact'->>'phone' = $1
     order by v.starts_at`,
    [address, clock.now()],
  );
}

function isMeant({ startsAt }: Candidate, { date, time }: ParsedReply): boolean {
  const local = localDateTimeOf(startsAt);
  return (date === null || local.slice(5, 10) === date) && (time === null || local.slice(11) === time);
}

async function cancelChosen(central: Central, reply: SmsReply, visitId: string): Promise<Decided> {
  const [visit] = await central.database.query<Omit<Candidate, 'messageId' | 'startsAt'>>(
    'select id, key, version, clinic_id as "clinicId" from visit where id = $1::uuid',
    [visitId],
  );
  if (visit === undefined) throw new Error('an answer that means no visit');
  return cancelVisit(central, reply, visit);
}

async function cancelVisit(
  central: Central,
  reply: SmsReply,
  visit: Omit<Candidate, 'messageId' | 'startsAt'>,
): Promise<Decided> {
  const { key, version, clinicId } = visit;
  const [applied] = await book(central.database, [
    {
      command: {
        key,
        slotId: null,
        cancel: { reason: 'sms-reply', by: 'patient' },
        wanted: null,
        patientRef: null,
        patient: null,
        seenVersion: version,
      },
      context: {
        actor: { clinicId, clientId: null, author: 'sms', party: 'patient', channel: 'sms' },
        intentId: v5(`${reply.id} ${visit.id}`, namespace),
        ifMatch: version,
        now: central.clock.now(),
        policy: central.policy,
        newId: central.newId,
      },
    },
  ]);
  if (applied === undefined) throw new Error('a cancellation without an answer');
  // Not waited for: the same message may come twice at once, and what it did is to be found then.
  if (applied.outcome === 'applied' && applied.wakesWaitingRoom) central.waitingRoom.serve().catch(central.onFault);
  const { status } = answerOfWrite(central, applied);
  if (applied.outcome === 'applied' && applied.wakesWaitingRoom) await central.waitingRoom.serve();
  // The confirmation is the message of every cancellation, written with the change itself.
  if (status < 300) return { outcome: 'cancelled', visitId: visit.id };
  // Changed by someone else in this very moment: the patient is told of that change and can answer again.
  return { outcome: 'asked-back', answer: { kind: 'reply-unclear' } };
}

/** R41: the second answer. The newest open entry of this number; a date that is assigned to it goes too (R27). */
async function deleteEntry(central: Central, { from }: SmsReply): Promise<Decided> {
  const { database } = central;
  const [found] = await database.query<{ row: WaitingEntry; version: number; pesel: string | null }>(
    `select row, version, pesel from waiting_entry where status <> 'closed' and row->'contact'->>'phone' = $1
     order by updated_at desc limit 1`,
    [from],
  );
  const nothing: Decided = { outcome: 'nothing-to-cancel', answer: { kind: 'reply-nothing' } };
  if (found === undefined) return nothing;
  const { row, version, pesel } = found;
  const applied = await leaveEntry(
    database,
    { key: row.id, referral: row.referral, pesel },
    patientActor(central, 'sms', version),
  );
  if (answerOfWrite(central, applied).status >= 300) return nothing;
  await central.waitingRoom.serve();
  return { outcome: 'entry-deleted' };
}

/** The mark and the answer in one statement; of two who handle the same message at once, one writes it. */
async function finish({ database, clock, notices }: Central, { id, from }: SmsReply, decided: Decided): Promise<ReplyOutcome> {
  const { outcome, visitId, answer } = decided;
  const [done] = await database.query<{ answered: boolean; outcome: ReplyOutcome }>(
    `with mine as (
       update sms_reply set outcome = $2, visit_id = coalesce($3::uuid, visit_id) where id = $1 and outcome is null returning 1
     ), answered as (
       insert into communication (kind, medium, address, facts, at)
       select $4::text, 'sms', $5, $6::jsonb, $7::timestamptz from mine
       where $4::text is not null
         and exists (select 1 from communication where address = $5 and medium = 'sms')
         and (select count(*) from communication where address = $5 and kind like 'reply-%' and at > $7::timestamptz - interval '1 day') < $8::int
       returning 1
     )
     select exists (select 1 from answered) as answered`,
    [
      id,
      outcome,
      visitId ?? null,
      answer?.kind ?? null,
      from,
      JSON.stringify({ choices: answer?.choices ?? [] }),
      clock.now(),
      answersADay,
    ],
  );
  notices.changed();
  return answer !== undefined && done?.answered === false ? 'ignored' : outcome;
}

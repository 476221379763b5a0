import { v5 } from 'uuid';
import { localDateTimeOf } from '../../core/domain/time.ts';
import { book } from '../booking/book.ts';
import type { Central } from '../central.ts';
import { answerOfWrite } from '../fhir-api/answer-of-write.ts';
import type { MessageKind } from '../notifications/communication.ts';
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

/**
 * R41: handles an answer once, however often the gateway delivers it: the act has an intent id made of the message's id, and
 * its answer to the patient is written with the mark that it is done.
 */
export async function handleReply(central: Central, reply: SmsReply): Promise<ReplyOutcome> {
  const { database, clock } = central;
  await database.query(
    'insert into sms_reply (id, address, text, at) values ($1, $2, $3, $4::timestamptz) on conflict do nothing',
    [reply.id, reply.from, reply.text.slice(0, 1000), clock.now()],
  );
  const [known] = await database.query<{ outcome: ReplyOutcome | null }>('select outcome from sms_reply where id = $1', [
    reply.id,
  ]);
  if (known?.outcome) return known.outcome;
  const decided = await decide(central, reply);
  return finish(central, reply, decided);
}

interface Decided {
  outcome: ReplyOutcome;
  visitId?: string;
  answer?: { kind: MessageKind; choices?: string[] };
}

async function decide(central: Central, reply: SmsReply): Promise<Decided> {
  const parsed = parseReply(reply.text);
  switch (parsed.meaning) {
    case 'confirm':
      return { outcome: 'confirmed' };
    case 'unclear':
      return { outcome: 'asked-back', answer: { kind: 'reply-unclear' } };
    case 'cancel':
      return cancel(central, reply, parsed);
    case 'delete-entry':
      return { outcome: 'nothing-to-cancel', answer: { kind: 'reply-nothing' } };
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
  if (visit) return cancelVisit(central, reply, visit);
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

async function cancelVisit(central: Central, reply: SmsReply, visit: Candidate): Promise<Decided> {
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
  // The confirmation is the message of every cancellation, written with the change itself.
  if (status < 300) return { outcome: 'cancelled', visitId: visit.id };
  // Changed by someone else in this very moment: the patient is told of that change and can answer again.
  return { outcome: 'asked-back', answer: { kind: 'reply-unclear' } };
}

/** The mark and the answer in one statement; of two who handle the same message at once, one writes it. */
async function finish({ database, clock, notices }: Central, { id, from }: SmsReply, decided: Decided): Promise<ReplyOutcome> {
  const { outcome, visitId, answer } = decided;
  const [done] = await database.query<{ answered: boolean; outcome: ReplyOutcome }>(
    `with mine as (
       update sms_reply set outcome = $2, visit_id = $3::uuid where id = $1 and outcome is null returning 1
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

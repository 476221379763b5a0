import type { QueueItem } from '../contract/views.ts';
import type { Intent } from '../domain/intent.ts';
import { displayName } from '../domain/name.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { JournalEntry } from '../sync/ports.ts';
import type { DeskContext } from './desk-context.ts';
import { localMinuteOf } from './placed.ts';
import { visitOf } from './view-rows.ts';

/** What has not reached central yet, in order of entry. */
export function readQueue(desk: DeskContext): QueueItem[] {
  return desk.store.journal.list(['pending', 'sending', 'unknown', 'parked'], mostItems).map((entry) => ({
    intentId: entry.intent.id,
    act: queuedAct(entry.intent),
    state: entry.state as QueueItem['state'],
    at: entry.intent.at,
    attempts: entry.attempts,
    nextAttemptAt: entry.nextAttemptAt === null ? null : new Date(entry.nextAttemptAt).toISOString(),
    patientName: patientNameOf(desk, entry.intent),
    wantedLocalStart: wantedStart(entry.intent),
    stalled: entry.stalled,
    lastAnswer: lastAnswerOf(entry),
    refusals: refusalsOf(entry),
  }));
}

function queuedAct({ act }: Intent): QueueItem['act'] {
  return act.kind === 'book' && act.replaces !== undefined ? 'rebook' : act.kind;
}

function wantedStart({ act }: Intent): string | null {
  if (act.kind === 'book') return localMinuteOf(act.visit.startsAt);
  return act.kind === 'move' ? localMinuteOf(act.startsAt) : null;
}

function lastAnswerOf({ lastOutcome, state }: JournalEntry): QueueItem['lastAnswer'] {
  switch (lastOutcome?.kind) {
    case 'refused':
      return 'refused';
    case 'retry':
      return lastOutcome.status === null ? 'unreachable' : 'busy';
    case 'unauthorised':
      return 'signed-out';
    case 'unknown':
      return 'no-answer';
    default:
      // Found `sending` after a crash: an answer may have come that nobody wrote down.
      return state === 'unknown' ? 'no-answer' : 'none';
  }
}

/** An import queues thousands; a person reads the first hundreds, the status gives the count. */
const mostItems = 500;

export function refusalsOf(entry: JournalEntry): Refusal[] {
  return entry.lastOutcome?.kind === 'refused' ? entry.lastOutcome.refusals : [];
}

export function patientNameOf(desk: DeskContext, intent: Intent): string | null {
  const patient =
    intent.act.kind === 'book' ? intent.act.patient : intent.act.kind === 'change-patient' ? intent.act.patient : null;
  if (patient) return displayName(patient);
  const patientId = patientIdOf(desk, intent);
  const name = patientId === null ? null : desk.reads.patientName(patientId);
  return name && displayName({ familyName: name.family_name, givenName: name.given_name });
}

/** The patient whom an intent is about, from its own content or from the visit that it touches. */
export function patientIdOf(desk: DeskContext, intent: Intent): string | null {
  const { act } = intent;
  switch (act.kind) {
    case 'book':
      return act.visit.patientId;
    case 'change-patient':
      return act.patient.id;
    case 'enter-waiting':
      return act.entry.patientId;
    case 'move':
    case 'cancel':
    case 'set-outcome':
    case 'change-visit': {
      const row = desk.reads.visit(act.visitId);
      return row && visitOf(row).patientId;
    }
    case 'open-task':
      return act.task.patientId;
    case 'change-waiting':
    case 'leave-waiting':
    case 'close-task':
    case 'change-task':
    case 'publish':
    case 'save-setting':
      return null;
    default:
      return act satisfies never;
  }
}

import type { Refusal } from '../domain/refusal.ts';
import type { Visit } from '../domain/visit.ts';
import { retryDelayMs } from './backoff.ts';
import type { FeedPosition, IntentFate, IntentState, JournalChange, JournalEntry, Outcome } from './ports.ts';

/** What happens to an intent. */
export type IntentEvent =
  | { kind: 'send' }
  | { kind: 'answer'; outcome: Outcome }
  | { kind: 'fate'; fate: IntentFate | { kind: 'offline' } }
  /** The program started and finds it `sending`: nobody knows whether central has it. */
  | { kind: 'found-sending' }
  /** The feed brought an event that it caused. */
  | { kind: 'seen'; position: FeedPosition; versions: Record<string, number> }
  | { kind: 'give-up'; author: string; at: string; reason: string }
  /** What it was based on was given up. */
  | { kind: 'base-gone' }
  /** Central began a new life and may not know it any more. */
  | { kind: 'epoch-lost' };

/** What must be done beside the journal's change. */
export type Consequence =
  | { kind: 'open-task'; refusals: Refusal[]; current: Visit | null }
  /** It was parked and is not any more. */
  | { kind: 'close-task'; resolution: 'withdrawn' | 'fixed' }
  /** 401/403: nothing is sent until someone signs in. */
  | { kind: 'pause' }
  /**
   * Nothing else is sent for the time being: central asked for it (`throttled`), could not be reached (`unreachable`), or gave no
   * answer that can be trusted (`doubt`).
   */
  | { kind: 'hold'; why: 'throttled' | 'unreachable' | 'doubt'; ms: number };

export interface Step {
  change: JournalChange;
  consequences: Consequence[];
}

/**
 * The state machine of an intent (docs/spec/sync.md has the picture). Pure. null = the event changes nothing in this state,
 * e.g. an answer that comes after the feed has confirmed the intent.
 *
 * @param now own clock, ms
 * @param random in [0, 1), for the backoff
 */
export function nextStep(entry: JournalEntry, event: IntentEvent, now: number, random: number): Step | null {
  switch (event.kind) {
    case 'send':
      return entry.state === 'pending'
        ? step(entry, { state: 'sending', attempts: entry.attempts + 1, nextAttemptAt: null })
        : null;
    case 'answer':
      return entry.state === 'sending' ? onAnswer(entry, event.outcome, now, random) : null;
    case 'fate':
      return entry.state === 'unknown' || (entry.state === 'pending' && entry.exposed)
        ? onFate(entry, event.fate, now, random)
        : null;
    case 'found-sending':
      return entry.state === 'sending' ? step(entry, { state: 'unknown', nextAttemptAt: null, exposed: true }) : null;
    case 'seen':
      return maySee.includes(entry.state) ? confirm(entry, { ...event, kind: 'applied', aliases: {} }) : null;
    case 'give-up':
      return mayGiveUp.includes(entry.state)
        ? step(entry, { ...settled, state: 'withdrawn', audit: auditOf(event) }, ...closeTask(entry, 'withdrawn'))
        : null;
    case 'base-gone':
      return entry.state === 'pending' ? park(entry, baseGone) : null;
    case 'epoch-lost':
      return entry.state === 'confirmed'
        ? step(entry, { state: 'unknown', nextAttemptAt: null, confirmedAt: null, exposed: true })
        : null;
    default:
      return event satisfies never;
  }
}

/** Parked too: the refusal may have come from something between us and central. */
const maySee: readonly IntentState[] = ['pending', 'sending', 'unknown', 'parked'];
const mayGiveUp: readonly IntentState[] = ['pending', 'unknown', 'parked'];
const settled = { nextAttemptAt: null } as const;
const baseGone: Refused = { kind: 'refused', status: 0, refusals: [{ code: 'not-found', path: 'base' }], current: null };

type Applied = Extract<Outcome, { kind: 'applied' }>;
type Refused = Extract<Outcome, { kind: 'refused' }>;

function onAnswer(entry: JournalEntry, outcome: Outcome, now: number, random: number): Step {
  switch (outcome.kind) {
    case 'applied':
      return confirm(entry, outcome);
    case 'refused':
      return park(entry, outcome);
    case 'retry': {
      const ms = retryDelayMs(entry.attempts, outcome.retryAfterMs, random);
      const hold: Consequence = { kind: 'hold', why: outcome.status === null ? 'unreachable' : 'throttled', ms };
      return step(entry, { state: 'pending', outcome, nextAttemptAt: now + ms }, hold);
    }
    case 'unauthorised':
      return step(entry, { state: 'pending', outcome, nextAttemptAt: null }, { kind: 'pause' });
    case 'unknown': {
      const ms = retryDelayMs(entry.attempts, null, random);
      const hold: Consequence = { kind: 'hold', why: 'doubt', ms };
      return step(entry, { state: 'unknown', outcome, nextAttemptAt: now + ms, exposed: true }, hold);
    }
    default:
      return outcome satisfies never;
  }
}

function onFate(entry: JournalEntry, fate: IntentFate | { kind: 'offline' }, now: number, random: number): Step {
  switch (fate.kind) {
    case 'applied':
      return confirm(entry, fate);
    case 'refused':
      return park(entry, fate);
    case 'never-seen':
      // Sent again under the same id; a late arrival of the first sending is the same act (I3).
      return step(entry, { state: 'pending', nextAttemptAt: null });
    case 'voided':
      return step(entry, { ...settled, state: 'withdrawn' });
    case 'unauthorised':
      return step(entry, { nextAttemptAt: now + retryDelayMs(entry.attempts + 1, null, random) }, { kind: 'pause' });
    case 'retry':
    case 'unknown':
    case 'offline': {
      const attempts = entry.attempts + 1;
      const retryAfterMs = fate.kind === 'retry' ? fate.retryAfterMs : null;
      return step(entry, { attempts, nextAttemptAt: now + retryDelayMs(attempts, retryAfterMs, random) });
    }
    default:
      return fate satisfies never;
  }
}

function confirm(entry: JournalEntry, { position, versions, aliases }: Applied): Step {
  const outcome: Applied = { kind: 'applied', position, versions, aliases };
  return step(entry, { ...settled, state: 'confirmed', outcome, confirmedAt: position }, ...closeTask(entry, 'fixed'));
}

function park(entry: JournalEntry, outcome: Refused): Step {
  return step(
    entry,
    { ...settled, state: 'parked', outcome },
    { kind: 'open-task', refusals: outcome.refusals, current: outcome.current },
  );
}

function closeTask(entry: JournalEntry, resolution: 'withdrawn' | 'fixed'): Consequence[] {
  return entry.state === 'parked' ? [{ kind: 'close-task', resolution }] : [];
}

function auditOf({ author, at, reason }: { author: string; at: string; reason: string }): NonNullable<JournalChange['audit']> {
  return { author, at, reason, what: 'give-up' };
}

function step(entry: JournalEntry, changed: Partial<JournalChange>, ...consequences: Consequence[]): Step {
  const change: JournalChange = {
    intentId: entry.intent.id,
    state: entry.state,
    attempts: entry.attempts,
    nextAttemptAt: entry.nextAttemptAt,
    outcome: entry.lastOutcome,
    confirmedAt: entry.confirmedAt,
    exposed: entry.exposed,
    ...changed,
  };
  return { change, consequences };
}

/**
 * What sync needs from the world. `store/` implements CopyStore and Journal on SQLite, `remote/` implements
 * CentralGateway over HTTP; tests use fakes. Words are explained in docs/spec/sync.md.
 */
import type { AuditValues } from '../domain/audit-values.ts';
import type { Intent } from '../domain/intent.ts';
import type { JoinedClinic } from '../domain/joined-clinic.ts';
import type { LiveSearch, SearchAnswer } from '../domain/live-search.ts';
import type { Patient } from '../domain/patient.ts';
import type { Policy } from '../domain/policy.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Schedule, Slot } from '../domain/schedule.ts';
import type { DeskTask } from '../domain/task.ts';
import type { Visit } from '../domain/visit.ts';
import type { SubmissionQuestion, SubmissionStatus } from '../domain/waiting-entry.ts';

/** One life of central's database, and the number of the last event of this clinic's stream. */
export interface FeedPosition {
  epoch: string;
  event: number;
}

// --- the clock ----------------------------------------------------------------------------------------------------

export interface Clock {
  /** The machine's own time in ms since 1970. Rules never use it directly, see CentralTime. */
  now(): number;
}

export interface Timers {
  /** Calls back after `ms`; the returned function cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** Central's clock as the desk knows it: own clock + measured offset. */
export interface CentralTime {
  now(): string;
  offsetMs(): number | null;
}

// --- central ------------------------------------------------------------------------------------------------------

/** What became of one request. Classified once, by status and code, never by message text. */
export type Outcome =
  /**
   * Applied, or found applied earlier under the same id. `versions`: key -> version afterwards; `aliases`: desk key -> key that
   * central keeps (merged patient). Keys as in `Intent.keys`: `visit:<id>`, `patient:<id>`, `schedule:<id>`, `task:<id>`, `setting:<name>`.
   */
  | { kind: 'applied'; position: FeedPosition; versions: Record<string, number>; aliases: Record<string, string> }
  /** 404/409/410/412/422 and unknown 4xx: a person must decide. `current` is central's version of the visit, when there is one. */
  | { kind: 'refused'; status: number; refusals: Refusal[]; current: Visit | null }
  /** Known not applied: 429, 503 with a body of central's, connection refused before anything was sent. */
  | { kind: 'retry'; status: number | null; retryAfterMs: number | null }
  /** 401/403: the queue stops and asks for sign-in; nothing is lost. */
  | { kind: 'unauthorised'; status: number }
  /** Sent, no trustworthy answer: timeout, reset, 5xx, garbage, a captive portal. */
  | { kind: 'unknown' };

/** Central's answer to "what became of intent X?". */
export type IntentFate = Outcome | { kind: 'never-seen' } | { kind: 'voided' };

export type FeedChange =
  | { entity: 'visit'; key: string; row: Visit | null }
  | { entity: 'patient'; key: string; row: Patient | null }
  | { entity: 'schedule'; key: string; row: Schedule | null }
  | { entity: 'slot'; key: string; row: Slot | null }
  | { entity: 'task'; key: string; row: DeskTask | null }
  | { entity: 'setting'; key: string; row: { name: string; value: unknown; version: number } | null };

export interface FeedEvent {
  event: number;
  /** Central's instant of the change. */
  at: string;
  /** Intent that caused it, whoever sent it; null when the patient or central itself did. */
  intentId: string | null;
  changes: FeedChange[];
  /** I8: slots that someone has begun or ceased to keep; `client` is a desk of this clinic, `ikp` or `other-clinic`. */
  slots?: SlotNews[];
}

export interface SlotNews {
  slotId: string;
  claim: { client: string; until: string } | null;
}

export type FeedPage =
  | { kind: 'events'; epoch: string; events: FeedEvent[]; last: number }
  /** Position too old, or another epoch: reseed. */
  | { kind: 'reseed'; position: FeedPosition };

export type ReseedEntity = FeedChange['entity'];

/** Reads and feed calls answer with a value or the reason why there is none. */
export type Answer<T> =
  | { kind: 'ok'; value: T }
  | { kind: 'offline' }
  | { kind: 'unauthorised'; status: number }
  | { kind: 'failed'; status: number };

export interface SlotCriteria {
  service: Service;
  clinicCodes: string[];
  /** null = every participating clinic. */
  clinicId: string | null;
  actorId: string | null;
  /** `YYYY-MM-DD`, inclusive. */
  from: string;
  to: string;
}
type Service = Schedule['service'];

/** An act as central's log tells it (I7). */
export interface CentralAct {
  /** Central's instant. */
  at: string;
  /** As it was shown at the desk; null when the act came without a name. */
  author: string | null;
  /** Client id of the desk, `ikp` for the patient, `central` for central itself. */
  client: string;
  intentId: string | null;
  /** Changed thing, as in `Intent.keys`; null for a refused act. */
  key: string | null;
  refused: boolean;
  reason: string | null;
  before: AuditValues | null;
  after: AuditValues | null;
}

export interface EligibilityQuestion {
  /** Key of a patient of the asking clinic, or central's id. */
  patientKey: string;
  clinicCode: string;
  /** R39: a repeat exam, which the clinic books. */
  repeat: boolean;
}

interface EligibilityAnswer {
  /** Empty = qualified. */
  refusals: Refusal[];
  /** eWUŚ; null = cannot be asked, for want of a PESEL. */
  insured: boolean | null;
}

/** A slot kept from others. */
export interface Hold {
  id: string;
  /** UTC instant by central's clock. */
  until: string;
}

export interface CentralGateway {
  /** Sends one intent. `ifMatch`: version of the changed thing, null for something new. Never throws. */
  send(intent: Intent, ifMatch: number | null): Promise<Outcome>;
  /** Sends independent intents in one Bundle; outcomes in the same order. */
  sendBatch(items: { intent: Intent; ifMatch: number | null }[]): Promise<Outcome[]>;
  fateOf(intentId: string): Promise<IntentFate | { kind: 'offline' }>;
  /** Gives an unknown intent up: a late arrival will be refused. Answers its fate if it had been applied. */
  voidIntent(intentId: string): Promise<IntentFate | { kind: 'offline' }>;

  events(since: FeedPosition, limit: number): Promise<Answer<FeedPage>>;
  position(): Promise<Answer<FeedPosition>>;
  /** One page in order of central's id; `next` null = last page. */
  page(entity: ReseedEntity, after: string | null, limit: number): Promise<Answer<{ rows: FeedChange[]; next: string | null }>>;
  /** How many things of this clinic central holds (`_summary=count`), for the check after an import. */
  count(entity: Exclude<ReseedEntity, 'setting'>): Promise<Answer<number>>;
  policy(): Promise<Answer<Policy>>;
  /** Oldest first: who changed one thing (key as in `Intent.keys`), or what this desk did from an instant on. */
  history(of: { key: string } | { since: string }): Promise<Answer<CentralAct[]>>;
  /** I8: this clinic's slots that somebody keeps at the moment; the feed tells only of what changes. */
  heldSlots(): Promise<Answer<SlotNews[]>>;
  find(criteria: SlotCriteria): Promise<Answer<Slot[]>>;
  /** R12, R19: free slots of every clinic, or the offer of the waiting room. */
  search(search: LiveSearch): Promise<Answer<SearchAnswer>>;
  /** I8: keeps a slot for this desk for at most the policy's minutes; asking again does not prolong it. */
  hold(slotId: string): Promise<{ kind: 'held'; hold: Hold } | { kind: 'refused'; refusals: Refusal[] } | { kind: 'offline' }>;
  /** Ends one's own hold; whether central heard it does not matter, it ends by itself. */
  release(holdId: string): Promise<void>;
  /** R20: the status of a submission; null = none for this referral. */
  submission(question: SubmissionQuestion): Promise<Answer<SubmissionStatus | null>>;
  /** R4: all clinics that take part. */
  clinics(): Promise<Answer<JoinedClinic[]>>;
  /** Has a visit confirmed to its patient by e-mail; the same id again is the same message. */
  sendConfirmation(
    visitId: string,
    intentId: string,
  ): Promise<{ kind: 'accepted' } | { kind: 'refused'; refusals: Refusal[] } | { kind: 'offline' }>;
  /** R36: does a patient of this clinic qualify for an exam today, by eWUŚ and SIMP? null = central does not know the patient. */
  eligibility(question: EligibilityQuestion): Promise<Answer<EligibilityAnswer | null>>;
  /** WebSocket notices. `onNotice(last)`: event number to fetch up to. `onState(true)` when open. Reconnecting is the caller's. */
  listen(handlers: { onNotice(last: number): void; onState(open: boolean): void }): () => void;
  /** Offset of central's clock from ours in ms, from the last answer's Date header; null before the first. */
  clockOffsetMs(): number | null;
  close(): Promise<void>;
}

// --- the copy -----------------------------------------------------------------------------------------------------

/** Writes of copy.db. Only the feed and a reseed may call these. */
export interface CopyStore {
  position(): FeedPosition | null;
  /** One transaction: rows (by version, older ones are ignored) and the new position. */
  applyEvents(epoch: string, events: FeedEvent[], last: number): void;
  /** A new copy file beside the old one; readers see the old one until `commit`. */
  beginReseed(): ReseedTarget;
  policy(): Policy | null;
  savePolicy(policy: Policy): void;
  /** Central's instant up to which the copy is known to be complete; null = never filled. */
  asOf(): string | null;
  saveAsOf(instant: string): void;
  /** Version of a thing in the copy, by its key as in `Intent.keys`; null = not there. */
  versionOf(key: string): number | null;
  /** A shared task as central holds it; null = not there. */
  task(id: string): DeskTask | null;
}

export interface ReseedTarget {
  /** Rows of a page: they overwrite nothing newer and bring nothing back that an event has deleted. */
  put(rows: FeedChange[]): void;
  /** Events after the position at which the reseed began, in order; may be mixed with pages. */
  applyEvents(events: FeedEvent[]): void;
  /** Swaps the files; the old copy is gone afterwards. */
  commit(position: FeedPosition): void;
  abort(): void;
}

// --- the journal --------------------------------------------------------------------------------------------------

export type IntentState = 'pending' | 'sending' | 'unknown' | 'confirmed' | 'parked' | 'superseded' | 'withdrawn';

export interface JournalEntry {
  intent: Intent;
  state: IntentState;
  /** Order of entry at this desk. */
  sequence: number;
  /** Place in the order of sending: its own sequence, or the place of the intent that it replaced. */
  place: number;
  attempts: number;
  /** Own clock, ms; null = at once. Persisted, so that a restart neither hurries nor forgets. */
  nextAttemptAt: number | null;
  lastOutcome: Outcome | null;
  /** Leaves the overlay when the copy has reached this; null while not confirmed. */
  confirmedAt: FeedPosition | null;
  /** A sent copy of it may still be on its way to central, so giving it up needs central's word (`voidIntent`). */
  exposed: boolean;
  /** The intent that it is based on now: `intent.baseIntentId`, or what replaced that one. */
  baseId: string | null;
  /** It waits for a base that is parked or withdrawn: not sent, not in the overlay, in nobody's way. */
  stalled: boolean;
}

/** journal.db. Every write is durable (`synchronous=FULL`) when the call returns. */
export interface Journal {
  /**
   * One transaction: intents with their audit rows. Repeating an id is harmless and answers `false` for it.
   * An intent that names another in `supersedes` makes that one `superseded`, takes its place in the order and becomes the base
   * of what was based on it.
   */
  append(intents: Intent[]): boolean[];
  get(intentId: string): JournalEntry | null;
  /** Entries in these states, by sequence. */
  list(states: IntentState[], limit?: number): JournalEntry[];
  counts(): Record<IntentState, number>;
  /** Pending, due, first in line for each of its keys, base confirmed: may be sent now, in order. */
  ready(nowMs: number, limit: number): JournalEntry[];
  /** The last of all that are ready. */
  newestReady(nowMs: number): JournalEntry | null;
  /** Unknown and due to be asked about, in order. */
  doubtful(nowMs: number, limit: number): JournalEntry[];
  /** Earliest `nextAttemptAt` among pending and unknown ones; null = none is waiting for a time. */
  nextDue(): number | null;
  /** Central can be reached again: what waits only because it could not be reached is due now. */
  wake(): void;
  /** Open intents based on this one, directly or not, in order. */
  dependants(intentId: string): JournalEntry[];
  /** Confirmed in an epoch other than this one, newest event first, below this event. */
  confirmedOutside(epoch: string, belowEvent: number, limit: number): JournalEntry[];
  /** Confirmed at a position that the copy has not reached, by sequence. */
  unseen(position: FeedPosition | null): JournalEntry[];
  /** One transaction for many transitions; `also`: intents born of them (an `open-task` for a parked one). */
  transition(changes: JournalChange[], also?: Intent[]): void;
  /** The copy is about to be of this epoch: what was confirmed in any other one counts as seen from now on. */
  enterEpoch(epoch: string): void;
  /** The epoch that the copy was last said to enter while this process runs; null: none so far. */
  entered(): string | null;
  /** An epoch that the copy has left behind. */
  hasLeft(epoch: string): boolean;
  /** Machine settings and read marks of this desk. */
  readSetting(name: string): unknown;
  writeSetting(name: string, value: unknown): void;
}

export interface JournalChange {
  intentId: string;
  state: IntentState;
  attempts: number;
  nextAttemptAt: number | null;
  outcome: Outcome | null;
  confirmedAt: FeedPosition | null;
  exposed: boolean;
  /** A person's decision about it (giving up), for the audit log. */
  audit?: { author: string; at: string; what: string; reason: string | null };
}

/** What changed for readers: the copy, the overlay, or both. */
export type StoreChange =
  /** Everything may have changed (a renewed copy). */
  | { kind: 'all' }
  | { kind: 'rows'; rows: ChangedRow[] }
  /** States in the queue only. */
  | { kind: 'queue' };

export interface ChangedRow {
  entity: FeedChange['entity'];
  key: string;
  /** Local dates of the calendar on which it shows or showed; empty for what has no date. */
  dates: string[];
}

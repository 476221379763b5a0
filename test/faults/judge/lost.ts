import type { DeskStore } from '../../../core/store/desk-store.ts';
import type { SqlJournal } from '../../../core/store/sql-journal.ts';
import { targetKey } from '../../../core/sync/intent-target.ts';
import type { JournalEntry } from '../../../core/sync/ports.ts';
import { openingId, refusalTaskId } from '../../../core/sync/refusal-task.ts';
import type { AuditRow, CentralState } from './central-state.ts';
import { isDoneAsAsked } from './done-as-asked.ts';
import type { Asked, Ledger } from './ledger.ts';

/** What was entered and is neither done as it was asked for nor in somebody's sight, and what was overwritten unseen. */
export function lost(
  state: CentralState,
  desks: { name: string; store: DeskStore | null }[],
  ledger: Ledger,
  restored: boolean,
): string[] {
  const found = patientsLost(state, ledger);
  for (const [n, { name, store }] of desks.entries()) {
    if (!store) {
      found.push(`${name} does not run`);
      continue;
    }
    const asked = ledger.asked.filter(({ desk }) => desk === n);
    const complaints = [...journalLost(state, store, asked, ledger, restored), ...toldLost(state, store, asked)];
    found.push(...complaints.map((what) => `${name}: ${what}`));
  }
  return found;
}

/** Every intent in the journal, whoever wrote it, and each that a person was told is accepted. */
function journalLost(state: CentralState, store: DeskStore, asked: Asked[], ledger: Ledger, restored: boolean): string[] {
  const found: string[] = [];
  const { journal } = store;
  const broken = (journal as SqlJournal).firstAuditBreak();
  if (broken !== null) found.push(`the audit chain breaks at ${broken}`);
  const changes = Map.groupBy(state.audit, ({ intent }) => intent ?? '');
  for (const entry of journal.list(['pending', 'sending', 'unknown', 'confirmed', 'parked', 'superseded', 'withdrawn'])) {
    const complaint = fateOf(entry, state, store, asked, ledger) ?? effectOf(entry, changes, store, restored);
    if (complaint) found.push(`${entry.intent.act.kind} ${entry.intent.id} ${complaint}`);
  }
  return found;
}

function fateOf(entry: JournalEntry, state: CentralState, store: DeskStore, asked: Asked[], ledger: Ledger): string | null {
  const { intent, stalled } = entry;
  switch (entry.state) {
    case 'confirmed':
      return state.intents[intent.id] === 'applied' ? null : 'is confirmed, but central did not do it';
    case 'parked':
      return isInSight(entry, state, store) ? null : 'is refused, and there is no task about it';
    case 'superseded':
      return asked.some(({ about }) => about === intent.id) ? null : 'was replaced by nobody';
    case 'withdrawn':
      return wasGivenUp(entry, store, asked, ledger) ? null : 'was given up by nobody';
    case 'pending':
      return stalled && waitsForAPerson(entry, state, store) ? null : 'is still waiting';
    default:
      return `is still ${entry.state}`;
  }
}

/**
 * By its task. Refused tasks of the program's own open no further task: they stand in the queue of this desk, which is also
 * where an intent is seen whose task somebody between us and central has refused.
 */
function isInSight({ intent }: JournalEntry, { tasks }: CentralState, { journal }: DeskStore): boolean {
  const { kind } = intent.act;
  if (kind === 'open-task' || kind === 'close-task' || kind === 'change-task') return true;
  if (tasks.some(({ id, state }) => id === refusalTaskId(intent.id) && state === 'open')) return true;
  return journal.get(openingId(intent.id))?.state === 'parked';
}

function waitsForAPerson(entry: JournalEntry, state: CentralState, store: DeskStore): boolean {
  for (let base = baseOf(entry, store); base; base = baseOf(base, store)) {
    if (base.state === 'parked') return isInSight(base, state, store);
  }
  return false;
}

const baseOf = ({ baseId }: JournalEntry, { journal }: DeskStore) => (baseId === null ? null : journal.get(baseId));

/** By a person here, by closing its task at any desk, or with what it was based on. */
function wasGivenUp(entry: JournalEntry, store: DeskStore, asked: Asked[], ledger: Ledger): boolean {
  for (let given: JournalEntry | null = entry; given; given = baseOf(given, store)) {
    const { id } = given.intent;
    if (asked.some(({ act, about }) => act === 'withdraw' && about === id)) return true;
    if (ledger.asked.some(({ act, about }) => act === 'close-task' && about === refusalTaskId(id))) return true;
  }
  return false;
}

/** What was done is what was asked for, on the version that the person saw. */
function effectOf(entry: JournalEntry, changes: Map<string, AuditRow[]>, store: DeskStore, restored: boolean): string | null {
  if (entry.state !== 'confirmed') return null;
  const { intent, baseId } = entry;
  const [type, key] = auditedAs(targetKey(intent.act));
  const made = changes.get(intent.id)?.find((row) => row.type === type && (row.key === key || type === 'Patient'));
  if (!made) return intent.act.kind === 'change-patient' ? null : 'changed nothing at central';
  if (!isDoneAsAsked(intent.act, made.after)) return `was done otherwise: ${JSON.stringify(made.after).slice(0, 400)}`;
  // What desks add to a shared task, and that they close it, goes on top of whatever it is by then.
  if (intent.act.kind === 'close-task' || intent.act.kind === 'change-task') return null;
  // Without a version an entry is changed as it is: the desk had not been told of any.
  if (type === 'Task' && intent.seenVersion === null) return null;
  if (typeof made.before?.version !== 'number' || restored) return null;
  const verdict = baseId === null ? null : store.journal.get(baseId)?.lastOutcome;
  const ofBase = verdict?.kind === 'applied' ? verdict.versions[targetKey(intent.act)] : undefined;
  const seen = ofBase ?? intent.seenVersion;
  return made.before.version === seen ? null : `overwrote version ${made.before.version}, but ${seen} was seen`;
}

const auditTypes: Record<string, string> = {
  visit: 'Appointment',
  patient: 'Patient',
  schedule: 'Schedule',
  task: 'Task',
  setting: 'Basic',
  waiting: 'Task',
};

function auditedAs(target: string): [type: string, key: string] {
  const at = target.indexOf(':');
  return [auditTypes[target.slice(0, at)] ?? '', target.slice(at + 1)];
}

/** Whoever was told "accepted" finds it in the journal; whoever closed a task finds it closed. */
function toldLost(state: CentralState, { journal }: DeskStore, asked: Asked[]): string[] {
  return asked.flatMap(({ act, intentId, about, answer }) => {
    if (answer !== 'accepted') return [];
    switch (act) {
      case 'close-task': {
        const open = state.tasks.some(({ id, state }) => id === about && state === 'open');
        return open && !isClosingRefused(about, journal) ? [`task ${about} was closed and is open`] : [];
      }
      case 'withdraw':
        return journal.get(about ?? '')?.state === 'withdrawn'
          ? []
          : [`${about} was given up and is ${journal.get(about ?? '')?.state}`];
      case 'retry':
        return journal.get(intentId) || journal.get(about ?? '') ? [] : [`${about} was tried again and is gone`];
      default:
        return journal.get(intentId) ? [] : [`${act} ${intentId} was accepted and is not in the journal`];
    }
  });
}

/** Then the task is open again, for all to see. */
function isClosingRefused(taskId: string | null, journal: DeskStore['journal']): boolean {
  return journal.list(['parked']).some(({ intent: { act } }) => act.kind === 'close-task' && act.taskId === taskId);
}

function patientsLost({ visitIds, visits }: CentralState, { byPatients }: Ledger): string[] {
  return byPatients.flatMap(({ visitId, version, status }) => {
    const visit = visits.find(({ id }) => id === visitIds[visitId]);
    const stands = visit && (visit.version > version || visit.status === status);
    return stands ? [] : [`what a patient did to ${visitId} is gone`];
  });
}

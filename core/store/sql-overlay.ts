import type { Intent } from '../domain/intent.ts';
import { rowKeys } from '../sync/intent-target.ts';
import type { ChangedRow, FeedPosition, IntentState, JournalEntry } from '../sync/ports.ts';
import type { CopyEntity } from './copy-schema.ts';
import type { Database } from './database.ts';
import type { Overlay } from './desk-store.ts';
import { foldRow } from './folded-rows.ts';
import { nowRows } from './now-rows.ts';
import { type OverlayTruth, overlayTables } from './overlay-tables.ts';
import type { SqlJournal } from './sql-journal.ts';

const recentIntents = 200;

/** Of an open intent only this stays in memory; its body is read from the journal when a row is worked out. */
interface ShownIntent {
  state: IntentState;
  confirmedAt: FeedPosition | null;
  place: number;
  sequence: number;
  keys: string[];
  rows: string[];
  /** It speaks of somebody whom central keeps under another key. */
  isAliased: boolean;
}

export interface SqlOverlay extends Overlay {
  /** After a commit in the journal. `entered`: of the new ones among them, what the journal has, so that it need not be read again. */
  intentsChanged(ids: string[], entered?: ReadonlyMap<string, JournalEntry>): ChangedRow[];
  /** After a commit in the copy. */
  copyChanged(rows: ChangedRow[]): ChangedRow[];
}

/**
 * I5: the TEMP rows that lie over the copy, worked out from the open intents. An intent is shown from its entry until the
 * copy has reached the event that confirmed it. A change works out only the rows that the intent touches.
 */
export function sqlOverlay(database: Database, journal: SqlJournal, copyPosition: () => FeedPosition | null): SqlOverlay {
  const tables = overlayTables(database);
  const rows = nowRows(database);
  const shown = new Map<string, ShownIntent>();
  const byRow = new Map<string, Set<string>>();
  /** Rows that may lie in the TEMP tables: others need not be looked for there. It only grows, since a change may be rolled back. */
  const laid = new Set<string>();
  const recent = new Map<string, Intent>();

  function isShown(entry: JournalEntry): boolean {
    if (entry.state === 'confirmed') return !isSeen(entry.confirmedAt);
    return !entry.stalled && (entry.state === 'pending' || entry.state === 'sending' || entry.state === 'unknown');
  }

  function isSeen(confirmedAt: FeedPosition | null): boolean {
    const position = copyPosition() ?? journal.watermark();
    if (!confirmedAt) return true;
    if (position?.epoch === confirmedAt.epoch) return position.event >= confirmedAt.event;
    return journal.hasLeft(confirmedAt.epoch);
  }

  function show(entry: JournalEntry): string[] {
    const spoken = aliased(entry.intent);
    const touched = rowKeys(spoken);
    const isAliased = spoken !== entry.intent;
    const { state, confirmedAt, place, sequence } = entry;
    remember(entry.intent);
    shown.set(entry.intent.id, { state, confirmedAt, place, sequence, keys: entry.intent.keys, rows: touched, isAliased });
    for (const row of touched) byRow.set(row, (byRow.get(row) ?? new Set()).add(entry.intent.id));
    return touched;
  }

  function hide(id: string): string[] {
    const intent = shown.get(id);
    if (!intent) return [];
    shown.delete(id);
    for (const row of intent.rows) {
      const ids = byRow.get(row);
      ids?.delete(id);
      if (ids?.size === 0) byRow.delete(row);
    }
    return intent.rows;
  }

  /** The newest ones are worked out again with each change of state. */
  function intentOf(id: string): Intent {
    const known = recent.get(id);
    if (known) return known;
    const { intent } = journal.get(id) as JournalEntry;
    remember(intent);
    return intent;
  }

  function remember(intent: Intent): void {
    recent.set(intent.id, intent);
    if (recent.size > recentIntents) recent.delete(recent.keys().next().value as string);
  }

  /** Open intents on a row, in order. */
  function intentsOn(row: string): { id: string; intent: ShownIntent }[] {
    return [...(byRow.get(row) ?? [])]
      .map((id) => ({ id, intent: shown.get(id) as ShownIntent }))
      .sort((a, b) => a.intent.place - b.intent.place || a.intent.sequence - b.intent.sequence);
  }

  function workOut(row: string): ChangedRow {
    const [entity, key] = parts(row);
    const before = laid.has(row) ? tables.datesOf(entity, key) : [];
    if (laid.has(row)) tables.remove(entity, key);
    if (entity === 'schedule') tables.removeSlots(key);
    const onRow = intentsOn(row);
    const newest = onRow.at(-1);
    if (newest) {
      const intents = onRow.map(({ id }) => aliased(intentOf(id)));
      const { change, slots } = foldRow(row, intents, rows);
      const truth = truthOf(newest.intent.state);
      if (change) {
        laid.add(row);
        tables.put(change, truth, newest.id);
      }
      if (slots) {
        const changes = slots.map((slot) => ({ entity: 'slot' as const, key: slot.id, row: slot }));
        tables.replaceSlots(key, changes, truth, newest.id);
      }
    }
    const now = laid.has(row) ? tables.datesOf(entity, key) : [];
    return { entity, key, dates: [...new Set([...before, ...now, ...copyDates(entity, key)])] };
  }

  const copyVisitDate = database.prepare<unknown[], string>('SELECT local_date FROM copy.visit WHERE id = ?').pluck();
  /** A visit that an intent moves shows no longer on the date that it has in the copy, and again when the intent goes. */
  function copyDates(entity: CopyEntity, key: string): string[] {
    const date = entity === 'visit' ? (copyVisitDate.get(key) as string | undefined) : undefined;
    return date === undefined ? [] : [date];
  }

  /** An intent's effect on one row looks at its other rows too (a booking brings its patient only while central has no such visit). */
  const workOutAll = database.transaction((touched: Set<string>): ChangedRow[] => {
    const rowsToo = [...touched].flatMap((row) => [row, ...intentsOn(row).flatMap(({ intent }) => intent.rows)]);
    return [...new Set(rowsToo)].sort((a, b) => rank(a) - rank(b)).map(workOut);
  });

  const tellTruthAll = database.transaction((retold: string[]): ChangedRow[] =>
    retold.map((row) => {
      const [entity, key] = parts(row);
      const newest = intentsOn(row).at(-1);
      if (newest) tables.setTruth(entity, key, truthOf(newest.intent.state));
      return { entity, key, dates: [...new Set([...tables.datesOf(entity, key), ...copyDates(entity, key)])] };
    }),
  );

  /** Patients whom central keeps under another key. */
  function aliased(intent: Intent): Intent {
    const { act } = intent;
    if (act.kind === 'book') {
      const patientId = journal.resolveAlias('patient', act.visit.patientId);
      if (patientId === act.visit.patientId) return intent;
      const patient = act.patient && { ...act.patient, id: patientId };
      return { ...intent, act: { ...act, visit: { ...act.visit, patientId }, patient } };
    }
    if (act.kind === 'enter-waiting') {
      const patientId = journal.resolveAlias('patient', act.entry.patientId);
      if (patientId === act.entry.patientId) return intent;
      const patient = act.patient && { ...act.patient, id: patientId };
      return { ...intent, act: { ...act, entry: { ...act.entry, patientId }, patient } };
    }
    if (act.kind === 'change-patient') {
      const id = journal.resolveAlias('patient', act.patient.id);
      return id === act.patient.id ? intent : { ...intent, act: { ...act, patient: { ...act.patient, id } } };
    }
    return intent;
  }

  return {
    intentsChanged(ids, entered) {
      const touched = new Set<string>();
      const retold = new Set<string>();
      for (const id of new Set(ids)) {
        const before = shown.get(id);
        const rowsBefore = hide(id);
        const entry = entered?.get(id) ?? journal.get(id);
        const rowsNow = entry && isShown(entry) ? show(entry) : [];
        // What an intent does to a row does not depend on its state: a drain changes thousands of states, not rows.
        const isSame = before && isLike(before, shown.get(id));
        for (const row of isSame ? rowsNow : [...rowsBefore, ...rowsNow]) (isSame ? retold : touched).add(row);
      }
      return [...workOutAll(touched), ...tellTruthAll([...retold].filter((row) => !touched.has(row)))];
    },
    copyChanged(changed) {
      const touched = new Set<string>();
      for (const [id, intent] of shown) {
        if (intent.state === 'confirmed' && isSeen(intent.confirmedAt)) for (const row of hide(id)) touched.add(row);
      }
      for (const { entity, key } of changed) {
        if (byRow.has(`${entity}:${key}`)) touched.add(`${entity}:${key}`);
      }
      return workOutAll(touched);
    },
    rebuild() {
      shown.clear();
      byRow.clear();
      laid.clear();
      tables.clear();
      for (const entry of [...journal.list(['pending', 'sending', 'unknown']), ...journal.unseen(copyPosition())]) {
        if (isShown(entry)) show(entry);
      }
      workOutAll(new Set(byRow.keys()));
    },
    newestIntentOn: (key) => intentsOn(key).at(-1)?.id ?? null,
    heldBack() {
      const slots = new Set<string>();
      const patients = new Set<string>();
      for (const { state, keys } of shown.values()) {
        if (state !== 'unknown') continue;
        for (const key of keys) {
          if (key.startsWith('slot:')) slots.add(key.slice(5));
          if (key.startsWith('patient:')) patients.add(key.slice(8));
        }
      }
      return { slots, patients };
    },
  };
}

/** `visit:<id>` */
function parts(row: string): [entity: CopyEntity, key: string] {
  const entity = row.slice(0, row.indexOf(':')) as CopyEntity;
  return [entity, row.slice(entity.length + 1)];
}

function isLike(before: ShownIntent, now: ShownIntent | undefined): boolean {
  if (!now || before.isAliased || now.isAliased || before.place !== now.place) return false;
  return before.rows.length === now.rows.length && before.rows.every((row, n) => row === now.rows[n]);
}

function truthOf(state: IntentState): OverlayTruth {
  if (state === 'pending') return 'local';
  return state === 'unknown' ? 'unknown' : 'sent';
}

/** What others look at is worked out first: a move looks at a publication's slots, a booking's patient at its visit. */
function rank(row: string): number {
  if (row.startsWith('schedule:')) return 0;
  return row.startsWith('visit:') ? 1 : 2;
}

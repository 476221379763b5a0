import type { ImportFaultRow } from '../../contract/import-draft-views.ts';
import type { ImportReport, ImportRowResult } from '../../contract/views.ts';
import { correctedRow, type ImportCorrections, type RowCorrection, rowKey } from './corrections.ts';
import { type FilesRead, type JudgedRow, RowCounts } from './count-rows.ts';
import { faultRowOf, twinKeyOf } from './find-faults.ts';
import type { ImportContext } from './import-plan.ts';
import { type MergedPatients, mergePatients, personKey } from './merge-patients.ts';
import { type Place, placing } from './place-visits.ts';
import { type PlannedRow, plannedRow, visitId } from './plan-visits.ts';
import type { PreparedImport } from './prepare-import.ts';
import type { TableRow } from './read-table.ts';
import type { VisitRow } from './read-visit-row.ts';
import { contentOf, duplicateOf, leftOut, readRow } from './read-visits.ts';
import { RowGroups } from './row-groups.ts';

/** A row of visits as it counts now. */
export interface KeptRow {
  readonly at: number;
  readonly original: TableRow;
  row: TableRow;
  correction: RowCorrection | undefined;
  /** Why it brings no visit. */
  refused: ImportRowResult | null;
  isDuplicate: boolean;
  visit: VisitRow | null;
  patient: ReturnType<MergedPatients['of']> | null;
  id: string;
  place: Place | null;
  planned: PlannedRow | null;
  /** PESEL of the one who may be the same person. */
  twin: string | null;
  fault: ImportFaultRow | null;
  /** As it stands in the counts. */
  counted: JudgedRow | null;
}

export interface KeptRows {
  /** In the order of the files. */
  readonly rows: readonly KeptRow[];
  report(files: FilesRead): ImportReport;
  byKey(key: string): KeptRow | null;
  /** Judges again what the corrections changed since the last time, and what stands in its reach. */
  correct(corrections: ImportCorrections): void;
}

/**
 * The rows of a draft, planned once and kept. What a row becomes depends on rows that are the same to the letter, on the same
 * person's, on the same hour of a doctor and on who has the same name and phone; a correction judges these again and no others.
 * Invariant: at any time the rows are what planning all of them anew with the same corrections would give (a property test).
 */
export function keptRows(prepared: PreparedImport, context: ImportContext): KeptRows {
  const { clinicId, existing } = context;
  const rows = prepared.visitRows.map((original, at): KeptRow => {
    const none = {
      refused: null,
      visit: null,
      patient: null,
      place: null,
      planned: null,
      twin: null,
      fault: null,
      counted: null,
    };
    return { at, original, row: original, correction: undefined, isDuplicate: false, id: '', ...none };
  });
  const keyed = new Map(rows.map((row) => [rowKey(row.original), row]));
  const contents = new RowGroups<KeptRow>();
  const persons = new RowGroups<KeptRow>();
  const visits = new RowGroups<KeptRow>();
  const hours = new RowGroups<KeptRow>();
  const twins = new RowGroups<KeptRow>();
  const counts = new RowCounts(prepared);
  let last: ImportCorrections['rows'] | null = null;

  function correct({ rows: next }: ImportCorrections): void {
    const judged = new Set<KeptRow>(changed(next));
    for (const row of judged) {
      row.correction = next[rowKey(row.original)];
      row.row = correctedRow(row.original, row.correction);
      contents.put(row, contentOf(row.row));
    }
    last = next;
    for (const [first, ...others] of contents.takeTouched()) {
      if (first) read(first, null);
      for (const row of [first, ...others]) if (row) judged.add(row);
      for (const row of others) read(row, first ?? null);
    }
    for (const row of plan()) judged.add(row);
    for (const group of twins.takeTouched()) {
      const pesels = new Set(group.flatMap(({ visit }) => visit?.pesel?.pesel ?? []));
      for (const row of group) {
        row.twin = row.visit?.pesel || pesels.size !== 1 ? null : ([...pesels][0] ?? null);
        judged.add(row);
      }
    }
    for (const row of judged) {
      row.fault = faultRowOf(row);
      count(row);
    }
  }

  function count(row: KeptRow): void {
    const { planned, refused, isDuplicate, counted } = row;
    if (counted) counts.count(counted, -1);
    row.counted = { planned, refused, isDuplicate };
    counts.count(row.counted, 1);
  }

  function changed(next: ImportCorrections['rows']): KeptRow[] {
    if (!last) return rows;
    const before = last;
    const keys = new Set([...Object.keys(before), ...Object.keys(next)]);
    return [...keys].flatMap((key) => (before[key] === next[key] ? [] : (keyed.get(key) ?? [])));
  }

  /** `first`: the row that says the same to the letter, and comes before. */
  function read(row: KeptRow, first: KeptRow | null): void {
    const now = first ? duplicateOf(row.row, first.row) : row.correction?.out ? leftOut(row.row) : readRow(row.row, prepared);
    row.isDuplicate = first !== null;
    row.refused = 'result' in now ? now : null;
    const visit = 'result' in now ? null : now;
    if (visit === row.visit) return;
    row.visit = visit;
    row.twin = null;
    persons.put(row, visit && personKey(visit));
    hours.put(row, visit && prepared.slots.fitOf(visit).time);
    twins.put(row, visit && twinKeyOf(visit));
    if (visit) return;
    visits.put(row, null);
    Object.assign(row, { patient: null, id: '', place: null, planned: null });
  }

  /** Who, which visit, where: in this order, because each asks the one before. */
  function plan(): Set<KeptRow> {
    const again = new Set<KeptRow>();
    for (const group of persons.takeTouched()) {
      const merged = mergePatients(
        group.flatMap(({ visit }) => visit ?? []),
        existing,
        clinicId,
      );
      for (const row of group) {
        const visit = row.visit as VisitRow;
        row.patient = merged.of(visit);
        visits.put(row, `${visit.posts[0]?.actor.id}|${visit.startsAt}|${row.patient.patient.id}`);
        again.add(row);
      }
    }
    for (const group of visits.takeTouched()) {
      const taken = new Set<string>();
      for (const row of group) {
        const id = visitId(clinicId, row.visit as VisitRow, row.patient?.patient.id ?? '', taken);
        // A slot that its own visit holds at central is free for it.
        if (id !== row.id) hours.touch(row);
        row.id = id;
      }
    }
    for (const group of hours.takeTouched()) {
      const places = placing(prepared.slots);
      for (const row of group) {
        row.place = places.place(row.visit as VisitRow, (slotId) => {
          const other = existing.activeVisitAt(slotId);
          return other !== null && other.id !== row.id;
        });
        again.add(row);
      }
    }
    for (const row of again) {
      const { visit, id, place, patient } = row;
      if (visit && place && patient) row.planned = plannedRow(visit, id, existing.visit(id) !== null, place, patient, context);
    }
    return again;
  }

  return {
    rows,
    report: (files) => counts.report(rows, persons.size, files),
    byKey: (key) => keyed.get(key) ?? null,
    correct,
  };
}

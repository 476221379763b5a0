import type { ImportColumn } from '../../contract/import-columns.ts';
import { type ImportFault, type ImportFaultRow, importFaults } from '../../contract/import-draft-views.ts';
import type { ImportRowResult } from '../../contract/views.ts';
import { peselWithLostZeros } from '../../domain/pesel.ts';
import { type ImportCorrections, rowKey } from './corrections.ts';
import { personName } from './merge-patients.ts';
import type { RowsPlan } from './plan-rows.ts';
import type { TableRow } from './read-table.ts';
import type { VisitRow } from './read-visit-row.ts';

/** The cells in which each fault can be put right. */
const columnsOfFault: Readonly<Record<ImportFault, readonly ImportColumn[]>> = {
  'unknown-actor': ['actor', 'code'],
  'unreadable-date': ['date'],
  'unreadable-time': ['time'],
  'missing-column-value': [],
  'double-booked': ['date', 'time', 'actor'],
  'outside-schedule': ['date', 'time', 'actor'],
  holiday: ['date', 'time'],
  'same-person': ['pesel'],
  'pesel-zero-lost': ['pesel'],
  'bad-pesel': ['pesel'],
  'no-pesel': ['pesel'],
  'phone-unusable': ['phone'],
  'no-phone': ['phone'],
  'no-referral': ['referral'],
  'referral-invalid': ['referral'],
  'unknown-kind': ['kind'],
  'phone-split': ['phone', 'secondPhone'],
  'phone-words-moved': ['phone', 'note'],
};

export interface FoundFaults {
  /** Every row that has a fault or was decided, in the order of the files. */
  rows: ImportFaultRow[];
  open: Partial<Record<ImportFault, number>>;
  openRows: number;
  settled: number;
}

/** Rows of visits with something to put right, and those that were put right. What an earlier import brought is not asked again. */
export function findFaults(
  { planned, refused, rows }: RowsPlan,
  twins: Twins,
  corrections: ImportCorrections,
  original: TableRow[],
): FoundFaults {
  const found = new Map<string, ImportFault[]>();
  const note = (result: ImportRowResult, more: ImportFault[] = []) => {
    if (result.remarks.length + more.length === 0) return;
    const codes = new Set<string>([...result.remarks.map(({ code }) => code), ...more]);
    found.set(
      rowKey(result),
      importFaults.filter((fault) => codes.has(fault)),
    );
  };
  for (const result of refused) note(result);
  for (const { result, known, row } of planned) {
    if (!known) note(result, twins.twinOf(row) ? ['same-person'] : []);
  }
  const list: ImportFaultRow[] = [];
  const open: FoundFaults['open'] = {};
  let openRows = 0;
  let settled = 0;
  for (const [index, row] of rows.entries()) {
    const key = rowKey(row);
    const all = found.get(key) ?? [];
    const correction = corrections.rows[key];
    if (all.length === 0 && !correction) continue;
    const left = all.filter((fault) => correction?.left.includes(fault));
    const faults = correction?.out ? [] : all.filter((fault) => !left.includes(fault));
    for (const fault of faults) open[fault] = (open[fault] ?? 0) + 1;
    if (faults.length > 0) openRows++;
    if (correction) settled++;
    list.push(faultRow(row, original[index] as TableRow, { faults, left, out: correction?.out ?? false }, all, corrections));
  }
  return { rows: list, open, openRows, settled };
}

function faultRow(
  row: TableRow,
  original: TableRow,
  state: Pick<ImportFaultRow, 'faults' | 'left' | 'out'>,
  all: ImportFault[],
  corrections: ImportCorrections,
): ImportFaultRow {
  const given = corrections.rows[rowKey(row)]?.cells ?? {};
  const columns = new Set<ImportColumn>(all.flatMap((fault) => columnsOf(fault, row)));
  for (const column of Object.keys(given) as ImportColumn[]) columns.add(column);
  return {
    file: row.file,
    line: row.line,
    ...state,
    patient: nameIn(row),
    date: row.text('date'),
    time: row.text('time'),
    actor: row.text('actor'),
    cells: [...columns].map((column) => ({
      column,
      text: row.text(column),
      was: given[column] === undefined ? null : original.text(column),
      proposal: proposalFor(column, row, state.faults),
    })),
  };
}

function proposalFor(column: ImportColumn, row: TableRow, open: readonly ImportFault[]): string | null {
  if (column !== 'pesel' || !open.includes('pesel-zero-lost')) return null;
  return peselWithLostZeros(row.text(column))?.pesel ?? null;
}

function columnsOf(fault: ImportFault, row: TableRow): readonly ImportColumn[] {
  if (fault === 'unknown-actor') return row.header('code') === '' ? ['actor'] : ['actor', 'code'];
  if (fault !== 'missing-column-value') return columnsOfFault[fault];
  const person: ImportColumn = row.header('patient') === '' && row.header('familyName') !== '' ? 'familyName' : 'patient';
  const empty = (['actor', person] as const).filter((column) => row.text(column) === '');
  // A name of one word is there, and yet no name.
  return empty.length > 0 ? empty : [person];
}

const nameIn = (row: TableRow): string => row.text('patient') || `${row.text('familyName')} ${row.text('givenName')}`.trim();

export interface Twins {
  /** PESEL of the one who may be the same person. */
  twinOf(row: VisitRow): string | null;
}

/**
 * A row without PESEL whose name and phone are those of exactly one person with PESEL may be that person, or a son of the same
 * name. Rows are never merged on that ground; a person is asked.
 */
export function peselsByPerson(rows: VisitRow[]): Twins {
  const pesels = new Map<string, Set<string>>();
  const keyOf = (row: VisitRow) => (row.contact.phone === null ? null : `${personName(row)}|${row.contact.phone}`);
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null && row.pesel) pesels.set(key, (pesels.get(key) ?? new Set()).add(row.pesel.pesel));
  }
  return {
    twinOf(row) {
      const key = row.pesel ? null : keyOf(row);
      const [one, ...others] = key === null ? [] : (pesels.get(key) ?? []);
      return one !== undefined && others.length === 0 ? one : null;
    },
  };
}

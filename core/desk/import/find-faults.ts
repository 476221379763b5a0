import type { ImportColumn } from '../../contract/import-columns.ts';
import { type ImportFault, type ImportFaultRow, importFaults } from '../../contract/import-draft-views.ts';
import { peselWithLostZeros } from '../../domain/pesel.ts';
import type { KeptRow } from './kept-rows.ts';
import { personName } from './merge-patients.ts';
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

/** What can be put right in a row of visits, or was; null = nothing. What an earlier import brought is not asked again. */
export function faultRowOf({ row, original, correction, refused, planned, twin }: KeptRow): ImportFaultRow | null {
  const remarks = refused?.remarks ?? (planned?.known ? [] : (planned?.result.remarks ?? []));
  const codes = new Set<string>(remarks.map(({ code }) => code));
  if (twin !== null && planned && !planned.known) codes.add('same-person');
  const all = importFaults.filter((fault) => codes.has(fault));
  if (all.length === 0 && !correction) return null;
  const left = all.filter((fault) => correction?.left.includes(fault));
  const out = correction?.out ?? false;
  const faults = out ? [] : all.filter((fault) => !left.includes(fault));
  const given = correction?.cells ?? {};
  const columns = new Set<ImportColumn>(all.flatMap((fault) => columnsOf(fault, row)));
  for (const column of Object.keys(given) as ImportColumn[]) columns.add(column);
  return {
    file: row.file,
    line: row.line,
    faults,
    left,
    out,
    patient: nameIn(row),
    date: row.text('date'),
    time: row.text('time'),
    actor: row.text('actor'),
    cells: [...columns].map((column) => ({
      column,
      text: row.text(column),
      was: given[column] === undefined ? null : original.text(column),
      proposal: proposalFor(column, row, faults),
    })),
  };
}

export interface FoundFaults {
  /** Every row that has a fault or was decided, in the order of the files. */
  rows: ImportFaultRow[];
  open: Partial<Record<ImportFault, number>>;
  openRows: number;
  settled: number;
}

export function findFaults(kept: readonly KeptRow[]): FoundFaults {
  const found: FoundFaults = { rows: [], open: {}, openRows: 0, settled: 0 };
  for (const { fault, correction } of kept) {
    if (!fault) continue;
    found.rows.push(fault);
    for (const one of fault.faults) found.open[one] = (found.open[one] ?? 0) + 1;
    if (fault.faults.length > 0) found.openRows++;
    if (correction) found.settled++;
  }
  return found;
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

/**
 * A row without PESEL whose name and phone are those of exactly one person with PESEL may be that person, or a son of the same
 * name. Rows are never merged on that ground; a person is asked.
 */
export const twinKeyOf = (row: VisitRow): string | null =>
  row.contact.phone === null ? null : `${personName(row)}|${row.contact.phone}`;

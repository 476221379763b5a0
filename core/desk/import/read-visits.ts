import type { ImportRowResult } from '../../contract/views.ts';
import type { PreparedImport } from './prepare-import.ts';
import type { TableRow } from './read-table.ts';
import { readVisitRow, type VisitRow } from './read-visit-row.ts';
import { remark } from './row-log.ts';

export interface ReadVisits {
  /** In the order of the files. */
  visits: VisitRow[];
  refused: ImportRowResult[];
  rows: number;
  duplicates: number;
}

/**
 * Reads all rows of the visits files. A row that repeats an earlier one to the letter is refused, and so is one that somebody
 * has taken out.
 */
export function readVisits(
  rows: TableRow[],
  prepared: Pick<PreparedImport, 'staff' | 'read'>,
  isOut: (row: TableRow) => boolean,
): ReadVisits {
  const visits: VisitRow[] = [];
  const refused: ImportRowResult[] = [];
  const seen = new Map<string, TableRow>();
  let duplicates = 0;
  for (const row of rows) {
    const content = contentOf(row);
    const first = seen.get(content);
    if (first) duplicates++;
    else seen.set(content, row);
    const read = first ? duplicateOf(row, first) : isOut(row) ? leftOut(row) : readRow(row, prepared);
    if ('result' in read) refused.push(read);
    else visits.push(read);
  }
  return { visits, refused, rows: rows.length, duplicates };
}

export const contentOf = ({ cells }: TableRow): string => cells.join('\u0000');

export const duplicateOf = (row: TableRow, first: TableRow): ImportRowResult =>
  refusedRow(row, [remark('duplicate-row', String(first.line))]);

export const leftOut = (row: TableRow): ImportRowResult => refusedRow(row, [remark('left-out')]);

/** A row is read once: after a correction only the corrected one is read again. */
export function readRow(row: TableRow, { staff, read }: Pick<PreparedImport, 'staff' | 'read'>): VisitRow | ImportRowResult {
  const known = read.get(row) ?? readVisitRow(row, staff);
  read.set(row, known);
  return 'refused' in known ? refusedRow(row, known.refused) : known;
}

const refusedRow = ({ file, line }: TableRow, remarks: ImportRowResult['remarks']): ImportRowResult => ({
  file,
  line,
  result: 'refused',
  remarks,
});

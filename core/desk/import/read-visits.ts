import type { ImportRowResult } from '../../contract/views.ts';
import type { Staff } from './read-staff.ts';
import type { TableRow } from './read-table.ts';
import { type ReadVisitRow, readVisitRow, type VisitRow } from './read-visit-row.ts';
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
 * has taken out. `known` keeps what was read of a row, so that after a correction only the corrected one is read again.
 */
export function readVisits(
  rows: TableRow[],
  staff: Staff,
  isOut: (row: TableRow) => boolean,
  known: WeakMap<TableRow, ReadVisitRow>,
): ReadVisits {
  const visits: VisitRow[] = [];
  const refused: ImportRowResult[] = [];
  const seen = new Map<string, number>();
  let duplicates = 0;
  for (const row of rows) {
    const { file, line } = row;
    const content = row.cells.join('\u0000');
    const original = seen.get(content);
    if (original !== undefined) {
      duplicates++;
      refused.push({ file, line, result: 'refused', remarks: [remark('duplicate-row', String(original))] });
      continue;
    }
    seen.set(content, line);
    if (isOut(row)) {
      refused.push({ file, line, result: 'refused', remarks: [remark('left-out')] });
      continue;
    }
    const read = known.get(row) ?? readVisitRow(row, staff);
    known.set(row, read);
    if ('refused' in read) refused.push({ file, line, result: 'refused', remarks: read.refused });
    else visits.push(read);
  }
  return { visits, refused, rows: rows.length, duplicates };
}

import type { ImportRowResult } from '../../contract/views.ts';
import type { Staff } from './read-staff.ts';
import type { Table } from './read-table.ts';
import { readVisitRow, type VisitRow } from './read-visit-row.ts';
import { remark } from './row-log.ts';

export interface ReadVisits {
  /** In the order of the files. */
  visits: VisitRow[];
  refused: ImportRowResult[];
  rows: number;
  duplicates: number;
}

/** Reads all rows of the visits files. A row that repeats an earlier one to the letter is refused. */
export function readVisits(tables: Table[], staff: Staff): ReadVisits {
  const visits: VisitRow[] = [];
  const refused: ImportRowResult[] = [];
  const seen = new Map<string, number>();
  let rows = 0;
  let duplicates = 0;
  for (const row of tables.flatMap((table) => table.rows)) {
    rows++;
    const { file, line } = row;
    const content = row.cells.join('\u0000');
    const original = seen.get(content);
    if (original !== undefined) {
      duplicates++;
      refused.push({ file, line, result: 'refused', remarks: [remark('duplicate-row', String(original))] });
      continue;
    }
    seen.set(content, line);
    const read = readVisitRow(row, staff);
    if ('refused' in read) refused.push({ file, line, result: 'refused', remarks: read.refused });
    else visits.push(read);
  }
  return { visits, refused, rows, duplicates };
}

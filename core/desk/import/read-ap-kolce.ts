import type { ImportReport, ImportRowResult } from '../../contract/views.ts';
import { readCount, readMonth } from './cells.ts';
import type { Table } from './read-table.ts';
import { type Remark, remark } from './row-log.ts';

export type ApKolceCount = ImportReport['apKolce'][number];

/** R44, R46: how many slots the clinic reports to AP-KOLCE, by service code and month. */
export function readApKolce(tables: Table[]): { counts: ApKolceCount[]; refused: ImportRowResult[] } {
  const counts: ApKolceCount[] = [];
  const refused: ImportRowResult[] = [];
  for (const row of tables.flatMap(({ rows }) => rows)) {
    const serviceCode = row.text('serviceCode');
    const month = readMonth(row.text('month'));
    const count = readCount(row.text('count'));
    const remarks: Remark[] = [];
    if (serviceCode === '') remarks.push(remark('missing-column-value', row.header('serviceCode')));
    if (!month) remarks.push(remark('unreadable-date', row.header('month')));
    if (count === null) remarks.push(remark('missing-column-value', row.header('count')));
    if (month && count !== null && remarks.length === 0) counts.push({ serviceCode, month, count });
    else refused.push({ file: row.file, line: row.line, result: 'refused', remarks });
  }
  return { counts, refused };
}

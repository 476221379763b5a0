import type { ImportReport } from '../../contract/views.ts';
import { correctedRow, type ImportCorrections, rowKey } from './corrections.ts';
import { type FilesRead, type JudgedRow, RowCounts } from './count-rows.ts';
import type { PlannedVisit } from './import-intents.ts';
import type { ImportContext } from './import-plan.ts';
import { mergePatients } from './merge-patients.ts';
import { placing } from './place-visits.ts';
import { planVisits } from './plan-visits.ts';
import type { PreparedImport } from './prepare-import.ts';
import type { TableRow } from './read-table.ts';
import { readVisits } from './read-visits.ts';

/** All rows of visits with their corrections become visits, at once: the import itself. A draft keeps them (kept-rows.ts). */
export function planRows(
  prepared: PreparedImport,
  corrections: ImportCorrections,
  files: FilesRead,
  context: ImportContext,
): { report: ImportReport; toBook: PlannedVisit[] } {
  const rows = prepared.visitRows.map((row) => correctedRow(row, corrections.rows[rowKey(row)]));
  const isOut = (row: TableRow) => corrections.rows[rowKey(row)]?.out ?? false;
  const read = readVisits(rows, prepared, isOut);
  const patients = mergePatients(read.visits, context.existing, context.clinicId);
  const planned = planVisits(read.visits, patients, placing(prepared.slots), context);
  const judged: JudgedRow[] = [
    ...read.refused.map((refused) => ({ refused, planned: null, isDuplicate: isDuplicate(refused) })),
    ...planned.map((one) => ({ planned: one, refused: null, isDuplicate: false })),
  ];
  const counts = new RowCounts(prepared);
  for (const row of judged) counts.count(row, 1);
  return {
    report: counts.report(judged, patients.count, files),
    toBook: planned.filter((row) => !row.known).map((row) => row.planned),
  };
}

const isDuplicate = ({ remarks }: ImportReport['remarks'][number]): boolean =>
  remarks.some(({ code }) => code === 'duplicate-row');

import type { ImportReport, ImportRowResult } from '../../contract/views.ts';
import { correctedRow, type ImportCorrections, rowKey } from './corrections.ts';
import { emptyReport } from './empty-report.ts';
import { gapTasks } from './gap-tasks.ts';
import { byTime, type PlannedVisit } from './import-intents.ts';
import type { ImportContext } from './import-plan.ts';
import { mergePatients } from './merge-patients.ts';
import { placing } from './place-visits.ts';
import { type PlannedRow, planVisits } from './plan-visits.ts';
import type { PreparedImport } from './prepare-import.ts';
import type { TableRow } from './read-table.ts';
import { type ReadVisits, readVisits } from './read-visits.ts';

/** Rows listed in the report; counts are always complete. */
const listedRemarks = 2000;

export interface RowsPlan {
  report: ImportReport;
  planned: PlannedRow[];
  refused: ImportRowResult[];
  /** All rows of visits as they count now, in the order of the files. */
  rows: TableRow[];
  /** What an import would write. */
  toBook: PlannedVisit[];
}

/** The rows of visits with their corrections become visits: the step that is done anew after each correction. */
export function planRows(
  prepared: PreparedImport,
  corrections: ImportCorrections,
  files: Pick<ImportReport, 'files' | 'skippedSheets'>,
  context: ImportContext,
): RowsPlan {
  const { schedules, staff, apKolce } = prepared;
  const rows = prepared.visitRows.map((row) => correctedRow(row, corrections.rows[rowKey(row)]));
  const isOut = (row: TableRow) => corrections.rows[rowKey(row)]?.out ?? false;
  const visits = readVisits(rows, staff, isOut, prepared.read);
  const patients = mergePatients(visits.visits, context.existing, context.clinicId);
  const places = placing(prepared.slots);
  const planned = planVisits(visits.visits, patients, places, context);
  const toBook = planned.filter((row) => !row.known).map((row) => row.planned);
  const tasks = gapTasks(
    byTime(toBook.filter(({ visit }) => visit.gaps.length > 0)).map(({ visit }) => visit),
    context,
  );
  const report: ImportReport = {
    ...emptyReport([], files.files),
    skippedSheets: files.skippedSheets,
    ...visitCounts(visits, planned),
    staff: new Set(staff.posts.map(({ actor }) => actor.id)).size,
    schedules: schedules.all.length,
    slots: places.slots,
    patients: patients.count,
    tasks: tasks.length,
    apKolce,
    remarks: listed([...prepared.refused, ...visits.refused, ...planned.map(({ result }) => result)]),
  };
  return { report, planned, refused: visits.refused, rows, toBook };
}

function visitCounts({ visits, refused, rows, duplicates }: ReadVisits, planned: PlannedRow[]) {
  const having = (gap: string) => planned.filter(({ planned: { visit } }) => visit.gaps.some((one) => one === gap)).length;
  const perCode: Record<string, number> = {};
  for (const { planned: one } of planned) perCode[one.visit.clinicCode] = (perCode[one.visit.clinicCode] ?? 0) + 1;
  return {
    rows,
    imported: planned.filter(({ result }) => result.result === 'imported').length,
    corrected: planned.filter(({ result }) => result.result === 'corrected').length,
    refused: refused.length,
    badPesel: having('bad-pesel'),
    noPesel: having('no-pesel'),
    twoPhones: visits.filter(({ phone }) => phone.two).length,
    noPhone: visits.filter(({ phone }) => phone.none).length,
    phoneWithWords: visits.filter(({ phone }) => phone.words).length,
    duplicateRows: duplicates,
    doubleBooked: having('double-booked'),
    outsideSchedule: having('outside-schedule'),
    holiday: having('holiday'),
    alreadyImported: planned.filter(({ known }) => known).length,
    first: visits.filter(({ kind }) => kind === 'first').length,
    continuation: visits.filter(({ kind }) => kind === 'continuation').length,
    perCode,
  };
}

/** Refused rows first, then what was corrected, then what is missing. */
function listed(results: ImportRowResult[]): ImportRowResult[] {
  const of = (result: ImportRowResult['result']) => results.filter((row) => row.result === result && row.remarks.length > 0);
  return [...of('refused'), ...of('corrected'), ...of('imported')].slice(0, listedRemarks);
}

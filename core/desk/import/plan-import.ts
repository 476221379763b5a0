import type { ImportReport, ImportRowResult } from '../../contract/views.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Role } from './columns.ts';
import { emptyReport } from './empty-report.ts';
import { importIntents } from './import-intents.ts';
import type { ImportContext, ImportFile, ImportPlan } from './import-plan.ts';
import { sizeProblems } from './import-size.ts';
import { mergePatients } from './merge-patients.ts';
import { placing } from './place-visits.ts';
import { type PlannedRow, planVisits } from './plan-visits.ts';
import { readApKolce } from './read-ap-kolce.ts';
import { readSchedules } from './read-schedules.ts';
import { type Post, readStaff, type Staff } from './read-staff.ts';
import { readTable, type Table } from './read-table.ts';
import { type ReadVisits, readVisits } from './read-visits.ts';

/** Rows listed in the report; counts are always complete. */
const listedRemarks = 2000;

/**
 * Reads the files that a clinic brings on its first day and says what they would become. Nothing is written: the same plan
 * is the dry run's report and the import itself. While the report has problems there are no intents.
 */
export function planImport(files: ImportFile[], context: ImportContext): ImportPlan {
  if (files.length === 0) return refused([{ file: null, problem: 'no-files', detail: null }]);
  const tooLarge = sizeProblems(files.map(({ name, bytes }) => ({ name, byteLength: bytes.byteLength })));
  if (tooLarge.length > 0) return refused(tooLarge);

  const { tables, problems } = readTables(files);
  const summaries = tables.map(({ summary }) => summary);
  if (problems.length > 0) return refused(problems, summaries);
  const ofRole = (role: Role) => tables.filter((table) => table.role === role);

  const { clinicId, existing, policy, now } = context;
  const today = localDateOf(now);
  const known: Post[] = existing.schedules.map(({ actor, clinicCode, service }) => ({ actor, clinicCode, service }));
  const staff = readStaff(ofRole('staff'), known, clinicId, policy, today);
  const schedules = readSchedules(ofRole('schedules'), staff, existing.schedules, clinicId);
  const missing = missingFiles(
    ofRole,
    staff,
    schedules.schedules.some(({ weekly }) => weekly.length > 0),
  );
  if (missing.length > 0) return refused(missing, summaries);

  const apKolce = readApKolce(ofRole('ap-kolce'));
  const visits = readVisits(ofRole('visits'), staff);
  const patients = mergePatients(visits.visits, existing, clinicId);
  const places = placing(schedules.schedules, today);
  const planned = planVisits(visits.visits, patients, places, context);
  const toBook = planned.filter((row) => !row.known).map((row) => row.planned);
  const { intents, tasks } = importIntents(toBook, schedules.changed, apKolce.counts, context);

  const otherRefusals = [...staff.refused, ...schedules.refused, ...apKolce.refused];
  const report: ImportReport = {
    ...emptyReport([], summaries),
    ...visitCounts(visits, planned),
    staff: new Set(staff.posts.map(({ actor }) => actor.id)).size,
    schedules: schedules.schedules.length,
    slots: places.slots,
    patients: patients.count,
    tasks,
    apKolce: apKolce.counts,
    remarks: listed([...otherRefusals, ...visits.refused, ...planned.map(({ result }) => result)]),
  };
  return { report, intents };
}

function readTables(files: ImportFile[]): { tables: Table[]; problems: ImportReport['problems'] } {
  const tables: Table[] = [];
  const problems: ImportReport['problems'] = [];
  for (const file of files) {
    const read = readTable(file);
    if ('problem' in read) problems.push({ file: file.name, ...read });
    else tables.push(read);
  }
  return { tables, problems };
}

/** Visits need somebody to come to, and hours; an earlier import may have brought both. */
function missingFiles(ofRole: (role: Role) => Table[], staff: Staff, hasHours: boolean): ImportReport['problems'] {
  const needsStaff = ofRole('visits').length + ofRole('schedules').length > 0;
  if (needsStaff && staff.posts.length === 0) return [{ file: null, problem: 'missing-file', detail: 'staff' }];
  if (ofRole('visits').length > 0 && !hasHours) return [{ file: null, problem: 'missing-file', detail: 'schedules' }];
  return [];
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

function refused(problems: ImportReport['problems'], files: ImportReport['files'] = []): ImportPlan {
  return { report: emptyReport(problems, files), intents: [] };
}

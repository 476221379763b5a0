import type { ImportReport, ImportRowResult } from '../../contract/views.ts';
import type { Schedule } from '../../domain/schedule.ts';
import { localDateOf } from '../../domain/time.ts';
import type { Role } from './columns.ts';
import { actorTextKey, type ImportCorrections } from './corrections.ts';
import type { ImportContext, ImportFile } from './import-plan.ts';
import type { Layouts } from './layouts.ts';
import { type SlotTable, slotTable } from './place-visits.ts';
import { type ApKolceCount, readApKolce } from './read-ap-kolce.ts';
import { readSchedules } from './read-schedules.ts';
import { type Post, readStaff, type Staff } from './read-staff.ts';
import { readTable, type Table, type TableRow } from './read-table.ts';
import type { ReadVisitRow } from './read-visit-row.ts';

type Problems = ImportReport['problems'];

export interface ReadTables {
  tables: Table[];
  problems: Problems;
  skippedSheets: string[];
}

/** Everything that no correction of a visit's row changes: read once, used for each check. */
export interface PreparedImport {
  staff: Staff;
  schedules: { all: Schedule[]; changed: Schedule[] };
  slots: SlotTable;
  apKolce: ApKolceCount[];
  visitRows: TableRow[];
  refused: ImportRowResult[];
  /** Uncorrected rows are read once. */
  read: WeakMap<TableRow, ReadVisitRow>;
}

/** A sheet without a known header is left out when its workbook has one that is known; alone it is a file that needs explaining. */
export function readTables(files: ImportFile[], layouts: Layouts): ReadTables {
  const tables: Table[] = [];
  const failed: { file: ImportFile; problem: Problems[number] }[] = [];
  for (const file of files) {
    const read = readTable(file, layouts);
    if ('problem' in read) failed.push({ file, problem: { file: file.name, ...read } });
    else tables.push(read);
  }
  const understood = new Set(tables.flatMap(({ file }) => files.find(({ name }) => name === file)?.workbook ?? []));
  const isSkipped = ({ file, problem }: (typeof failed)[number]) =>
    file.workbook !== undefined &&
    !file.mapping &&
    understood.has(file.workbook) &&
    (problem.problem === 'wrong-columns' || problem.problem === 'empty');
  return {
    tables,
    problems: failed.filter((each) => !isSkipped(each)).map(({ problem }) => problem),
    skippedSheets: failed.filter(isSkipped).map(({ file }) => file.name),
  };
}

export function prepareImport(
  tables: Table[],
  { actors }: Pick<ImportCorrections, 'actors'>,
  { clinicId, existing, policy, now }: ImportContext,
): PreparedImport | { problems: Problems } {
  const ofRole = (role: Role) => tables.filter((table) => table.role === role);
  const today = localDateOf(now);
  const known: Post[] = existing.schedules.map(({ actor, clinicCode, service }) => ({ actor, clinicCode, service }));
  const read = readStaff(ofRole('staff'), known, clinicId, policy, today);
  const staff: Staff = { ...read, postsOf: (name) => read.postsOf(actors[actorTextKey(name)]?.actor ?? name) };
  const { schedules, changed, refused } = readSchedules(ofRole('schedules'), staff, existing.schedules, clinicId);
  const hasHours = schedules.some(({ weekly }) => weekly.length > 0);
  const problems = missingFiles(ofRole, staff, hasHours);
  if (problems.length > 0) return { problems };
  const apKolce = readApKolce(ofRole('ap-kolce'));
  return {
    staff,
    schedules: { all: schedules, changed },
    slots: slotTable(schedules, today),
    apKolce: apKolce.counts,
    visitRows: ofRole('visits').flatMap(({ rows }) => rows),
    refused: [...staff.refused, ...refused, ...apKolce.refused],
    read: new WeakMap(),
  };
}

/** Visits need somebody to come to, and hours; an earlier import may have brought both. */
function missingFiles(ofRole: (role: Role) => Table[], staff: Staff, hasHours: boolean): Problems {
  const needsStaff = ofRole('visits').length + ofRole('schedules').length > 0;
  if (needsStaff && staff.posts.length === 0) return [{ file: null, problem: 'missing-file', detail: 'staff' }];
  if (ofRole('visits').length > 0 && !hasHours) return [{ file: null, problem: 'missing-file', detail: 'schedules' }];
  return [];
}

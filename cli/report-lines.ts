import type { EntityCounts, ImportProgress, ImportReport } from '../core/contract/views.ts';

const shownRemarks = 20;

/** The same report as in the program, for a terminal. Rows are named by file and line, never by what they hold. */
export function reportLines(report: ImportReport, progress: ImportProgress | null, dryRun: boolean): string[] {
  if (report.problems.length > 0) {
    return [
      'Nothing was imported:',
      ...report.problems.map(
        ({ file, problem, detail }) => `  ${[file, problem, detail].filter((part) => part !== null).join(': ')}`,
      ),
    ];
  }
  return [
    ...report.files.map(
      ({ name, role, encoding, separator, rows }) =>
        `${name}: ${role}, ${rows} rows, ${encoding}, separator ${JSON.stringify(separator)}`,
    ),
    ...countLines(report),
    ...remarkLines(report),
    ...(dryRun ? ['Dry run: nothing was written.'] : []),
    ...(progress ? progressLines(progress) : []),
  ];
}

function countLines(report: ImportReport): string[] {
  const counts: [string, number][] = [
    ['staff', report.staff],
    ['schedules', report.schedules],
    ['patients', report.patients],
    ['rows', report.rows],
    ['imported', report.imported],
    ['corrected', report.corrected],
    ['refused', report.refused],
    ['bad PESEL', report.badPesel],
    ['no PESEL', report.noPesel],
    ['two phones', report.twoPhones],
    ['no phone', report.noPhone],
    ['phone with words', report.phoneWithWords],
    ['duplicate rows', report.duplicateRows],
    ['double booked', report.doubleBooked],
    ['outside schedule', report.outsideSchedule],
    ['on a holiday', report.holiday],
    ['tasks', report.tasks],
  ];
  const { firstFree, firstBooked, continuationFree, continuationBooked } = report.slots;
  return [
    ...counts.map(([name, count]) => `${name.padEnd(18)}${String(count).padStart(7)}`),
    `slots: first ${firstFree} free, ${firstBooked} booked; continuation ${continuationFree} free, ${continuationBooked} booked`,
  ];
}

function remarkLines({ remarks }: ImportReport): string[] {
  const refused = remarks.filter((row) => row.result === 'refused');
  const lines = refused.slice(0, shownRemarks).map(({ file, line, remarks: codes }) => {
    return `refused ${file}:${line}: ${codes.map(({ code }) => code).join(', ')}`;
  });
  return refused.length > shownRemarks ? [...lines, `and ${refused.length - shownRemarks} more`] : lines;
}

function progressLines({ state, total, confirmed, refused, counts }: ImportProgress): string[] {
  if (state === 'none') return ['Everything had been imported before.'];
  const lines = [`central has ${confirmed} of ${total}, refused ${refused}`];
  if (state === 'feeding')
    lines.push('Central cannot be reached. All is kept at the desk; it goes on at the next start, or: okienko drain');
  if (counts)
    lines.push(
      `at the desk: ${entityLine(counts.desk)}`,
      `at central:  ${counts.central ? entityLine(counts.central) : 'not known'}`,
    );
  return lines;
}

const entityLine = ({ schedules, slots, visits, patients }: EntityCounts) =>
  `${schedules} schedules, ${slots} slots, ${visits} visits, ${patients} patients`;

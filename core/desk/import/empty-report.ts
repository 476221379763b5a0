import type { ImportReport } from '../../contract/views.ts';

export function emptyReport(problems: ImportReport['problems'], files: ImportReport['files'] = []): ImportReport {
  return {
    problems,
    files,
    skippedSheets: [],
    staff: 0,
    schedules: 0,
    slots: { firstFree: 0, firstBooked: 0, continuationFree: 0, continuationBooked: 0 },
    rows: 0,
    imported: 0,
    corrected: 0,
    refused: 0,
    badPesel: 0,
    noPesel: 0,
    twoPhones: 0,
    noPhone: 0,
    phoneWithWords: 0,
    duplicateRows: 0,
    doubleBooked: 0,
    outsideSchedule: 0,
    holiday: 0,
    alreadyImported: 0,
    first: 0,
    continuation: 0,
    perCode: {},
    patients: 0,
    tasks: 0,
    apKolce: [],
    remarks: [],
    done: false,
  };
}

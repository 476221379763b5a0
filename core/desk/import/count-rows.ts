import type { ImportReport, ImportRowResult } from '../../contract/views.ts';
import type { VisitGap } from '../../domain/visit.ts';
import { emptyReport } from './empty-report.ts';
import { GapTaskCount } from './gap-tasks.ts';
import type { PlannedRow } from './plan-visits.ts';
import type { PreparedImport } from './prepare-import.ts';

/** Rows listed in the report; counts are always complete. */
const listedRemarks = 2000;

export type FilesRead = Pick<ImportReport, 'files' | 'skippedSheets'>;

/** What became of a row of visits. */
export interface JudgedRow {
  planned: PlannedRow | null;
  refused: ImportRowResult | null;
  isDuplicate: boolean;
}

type Counted =
  | (typeof countedGaps)[VisitGap & keyof typeof countedGaps]
  | ('rows' | 'imported' | 'corrected' | 'refused' | 'duplicateRows' | 'alreadyImported' | 'first' | 'continuation')
  | ('twoPhones' | 'noPhone' | 'phoneWithWords');

const countedGaps = {
  'bad-pesel': 'badPesel',
  'no-pesel': 'noPesel',
  'double-booked': 'doubleBooked',
  'outside-schedule': 'outsideSchedule',
  holiday: 'holiday',
} as const;

/** The counts of a report. A row that is judged again is taken out as it was and counted as it is. */
export class RowCounts {
  readonly #prepared: PreparedImport;
  readonly #counts: Record<Counted, number> = {
    ...{ rows: 0, imported: 0, corrected: 0, refused: 0, duplicateRows: 0, alreadyImported: 0, first: 0, continuation: 0 },
    ...{ twoPhones: 0, noPhone: 0, phoneWithWords: 0 },
    ...{ badPesel: 0, noPesel: 0, doubleBooked: 0, outsideSchedule: 0, holiday: 0 },
  };
  readonly #perCode = new Map<string, number>();
  readonly #booked = { first: 0, continuation: 0 };
  readonly #tasks = new GapTaskCount();

  constructor(prepared: PreparedImport) {
    this.#prepared = prepared;
  }

  count({ planned, refused, isDuplicate }: JudgedRow, by: 1 | -1): void {
    this.#counts.rows += by;
    if (isDuplicate) this.#counts.duplicateRows += by;
    if (refused) this.#counts.refused += by;
    if (planned) this.#countVisit(planned, by);
  }

  /** `rows`: in the order of the files. */
  report(rows: Iterable<JudgedRow>, patients: number, files: FilesRead): ImportReport {
    const { schedules, staff, apKolce, slots } = this.#prepared;
    return {
      ...emptyReport([], files.files),
      ...this.#counts,
      skippedSheets: files.skippedSheets,
      staff: new Set(staff.posts.map(({ actor }) => actor.id)).size,
      schedules: schedules.all.length,
      slots: {
        firstFree: slots.free.first - this.#booked.first,
        firstBooked: this.#booked.first,
        continuationFree: slots.free.continuation - this.#booked.continuation,
        continuationBooked: this.#booked.continuation,
      },
      perCode: Object.fromEntries([...this.#perCode].filter(([, count]) => count > 0)),
      patients,
      tasks: this.#tasks.count,
      apKolce,
      remarks: this.#listed(rows),
    };
  }

  #countVisit({ row, planned: { visit }, known, place, result }: PlannedRow, by: 1 | -1): void {
    const counts = this.#counts;
    counts[result.result] += by;
    if (known) counts.alreadyImported += by;
    counts[row.kind] += by;
    if (row.phone.two) counts.twoPhones += by;
    if (row.phone.none) counts.noPhone += by;
    if (row.phone.words) counts.phoneWithWords += by;
    for (const gap of visit.gaps) if (isCounted(gap)) counts[countedGaps[gap]] += by;
    this.#perCode.set(visit.clinicCode, (this.#perCode.get(visit.clinicCode) ?? 0) + by);
    if (place.slot) this.#booked[place.slot.kind] += by;
    if (!known) this.#tasks.add(visit, by);
  }

  /** Refused rows first, then what was corrected, then what is missing. */
  #listed(rows: Iterable<JudgedRow>): ImportRowResult[] {
    const of: Record<ImportRowResult['result'], ImportRowResult[]> = {
      refused: [...this.#prepared.refused],
      corrected: [],
      imported: [],
    };
    for (const { planned, refused } of rows) {
      const result = refused ?? planned?.result;
      if (result && result.remarks.length > 0) of[result.result].push(result);
    }
    return [...of.refused, ...of.corrected, ...of.imported].slice(0, listedRemarks);
  }
}

const isCounted = (gap: VisitGap): gap is keyof typeof countedGaps => gap in countedGaps;

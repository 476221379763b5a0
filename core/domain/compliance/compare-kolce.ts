import { byText } from '../date-order.ts';
import type { Schedule, Slot } from '../schedule.ts';
import { slotsFor } from '../slots-for.ts';
import { addDays, localDateOf } from '../time.ts';
import { type ComplianceTables, serviceCodeOf } from './settlement-regime.ts';

/** R46: as the clinic reported it to AP-KOLCE. */
export interface KolceCount {
  serviceCode: string;
  /** `YYYY-MM`. */
  month: string;
  count: number;
}

/** Dates of one clinic code in one month: slots, free or booked, and visits that have none. */
export interface CountedDates {
  clinicCode: string;
  /** `YYYY-MM`. */
  month: string;
  /** Whether central counts them, or what stands in the way. */
  state: 'central' | 'unsent' | 'outside-schedule';
  count: number;
}

/** Why the two counts differ; `slots` = by how many. */
export type DifferenceCause =
  /** On this computer, not at central yet. */
  | { cause: 'unsent'; slots: number }
  /** Visits without a slot in the published schedule. */
  | { cause: 'outside-schedule'; slots: number }
  /** Absences and withdrawn slots, which AP-KOLCE may still count. */
  | { cause: 'withdrawn'; slots: number }
  /** The published schedule ends inside the month, or before it. */
  | { cause: 'schedule-ends'; slots: 0; date: string | null }
  | { cause: 'not-in-kolce'; slots: number }
  | { cause: 'unexplained'; slots: number };

export interface KolceRow {
  serviceCode: string;
  month: string;
  central: number;
  /** null: AP-KOLCE has no count of this month. */
  kolce: number | null;
  /** central - kolce. */
  difference: number;
  /** central / kolce; null without a count. */
  share: number | null;
  enough: boolean;
  causes: DifferenceCause[];
}

export interface ComparedFacts {
  dates: readonly CountedDates[];
  kolce: readonly KolceCount[];
  schedules: readonly Schedule[];
  /** `YYYY-MM`, ascending. */
  months: readonly string[];
  minShare: (month: string) => number;
  tables: ComplianceTables;
}

/** R44, R46: both counts by service code and month, each difference with what explains it. */
export function compareKolce({ dates, kolce, schedules, months, minShare, tables }: ComparedFacts): KolceRow[] {
  const counted = groupBy(dates, ({ clinicCode, month }) => keyOf(serviceCodeOf(clinicCode, `${month}-01`, tables), month));
  const reported = new Map(kolce.map((row) => [keyOf(row.serviceCode, row.month), row.count]));
  const codes = new Set([...tables.serviceCodes.map(({ serviceCode }) => serviceCode), ...kolce.map((row) => row.serviceCode)]);
  return [...codes].toSorted(byText).flatMap((serviceCode) =>
    months.flatMap((month): KolceRow[] => {
      const here = counted.get(keyOf(serviceCode, month)) ?? [];
      const reportedCount = reported.get(keyOf(serviceCode, month)) ?? null;
      if (here.length === 0 && reportedCount === null) return [];
      const central = countOf(here, 'central');
      const share = reportedCount === null || reportedCount === 0 ? null : central / reportedCount;
      const difference = central - (reportedCount ?? 0);
      const row = { serviceCode, month, central, kolce: reportedCount, difference, share };
      const enough = reportedCount === null || central >= reportedCount * minShare(month);
      return [{ ...row, enough, causes: causesOf(row, here, schedules, tables) }];
    }),
  );
}

function causesOf(
  { serviceCode, month, kolce, difference }: Pick<KolceRow, 'serviceCode' | 'month' | 'kolce' | 'difference'>,
  here: readonly CountedDates[],
  schedules: readonly Schedule[],
  tables: ComplianceTables,
): DifferenceCause[] {
  if (kolce === null) return [{ cause: 'not-in-kolce', slots: difference }];
  if (difference === 0) return [];
  if (difference > 0) return [{ cause: 'unexplained', slots: difference }];
  const causes: DifferenceCause[] = [];
  let missing = -difference;
  const explain = (cause: 'unsent' | 'outside-schedule' | 'withdrawn', found: number) => {
    const slots = Math.min(found, missing);
    if (slots === 0) return;
    causes.push({ cause, slots });
    missing -= slots;
  };
  explain('unsent', countOf(here, 'unsent'));
  explain('outside-schedule', countOf(here, 'outside-schedule'));
  const own = schedules.filter((schedule) => serviceCodeOf(schedule.clinicCode, `${month}-01`, tables) === serviceCode);
  explain('withdrawn', sum(own.map((schedule) => withdrawnSlots(schedule, month).length)));
  if (missing > 0) {
    const lastDay = lastDayOf(month);
    const end =
      own
        .flatMap(({ weekly }) => weekly.map(({ validTo }) => validTo))
        .toSorted(byText)
        .at(-1) ?? null;
    if (end === null || end < lastDay) causes.push({ cause: 'schedule-ends', slots: 0, date: end });
    causes.push({ cause: 'unexplained', slots: missing });
  }
  return causes;
}

/** Slots that the weekly template would give and that absences and withdrawals took away. */
export function withdrawnSlots(schedule: Schedule, month: string): Slot[] {
  const range = { from: `${month}-01`, to: lastDayOf(month) };
  const inMonth = ({ startsAt }: { startsAt: string }) => localDateOf(startsAt).startsWith(month);
  const touched =
    schedule.exceptions.some(({ date, kind }) => kind === 'closed' && date.startsWith(month)) ||
    schedule.overrides.some((override) => override.change.kind === 'withdraw' && inMonth(override));
  if (!touched) return [];
  const asPlanned: Schedule = {
    ...schedule,
    exceptions: schedule.exceptions.filter(({ kind }) => kind !== 'closed'),
    overrides: schedule.overrides.filter(({ change }) => change.kind !== 'withdraw'),
  };
  const left = new Set(slotsFor(schedule, range).map(({ id }) => id));
  return slotsFor(asPlanned, range).filter(({ id }) => !left.has(id));
}

export function lastDayOf(month: string): string {
  const next = addDays(`${month}-28`, 4);
  return addDays(`${next.slice(0, 7)}-01`, -1);
}

const keyOf = (serviceCode: string | null, month: string) => `${serviceCode ?? ''} ${month}`;
const countOf = (dates: readonly CountedDates[], state: CountedDates['state']) =>
  sum(dates.filter((date) => date.state === state).map(({ count }) => count));
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

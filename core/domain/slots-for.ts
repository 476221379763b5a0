import { byText, earlier, later } from './date-order.ts';
import { holidayOn } from './holidays.ts';
import type { DayHours, Schedule, Slot, SlotOverride, WeeklyHours, WeekRepeat } from './schedule.ts';
import { slotId } from './slot-id.ts';
import { addDays } from './time.ts';
import { instantMsOf, instantText, minuteOfDay } from './wall-clock.ts';

/** Inclusive local dates, `YYYY-MM-DD`. */
export interface DateRange {
  from: string;
  to: string;
}

interface Timed {
  slot: Slot;
  fromMs: number;
  toMs: number;
}

/**
 * R8, R10: the slots of a schedule within a range of days, in order of their start. Run by desk and central alike, so
 * the same schedule gives the same slots with the same ids everywhere.
 *
 * - Template and exceptions make no slot on a public holiday; an extra slot (an override with author and reason) does.
 * - Slots are counted in elapsed time from the start of their stretch: the spring change loses an hour's slots, autumn
 *   gains them, none overlap. What does not fit before the end of the stretch is not made.
 * - Overrides apply in the order in which they were written. Two slots overlap only when the later was overbooked (R49).
 */
export function slotsFor(schedule: Schedule, range: DateRange): Slot[] {
  const overrides = overridesByDate(schedule.overrides, range);
  const exceptions = new Map(schedule.exceptions.map((exception) => [exception.date, exception]));
  const slots: Slot[] = [];
  for (const date of datesOf(range)) {
    const day = templateOf(schedule, date, exceptions.get(date));
    for (const override of overrides.get(date) ?? []) applyOverride(schedule, day, override);
    if (overrides.has(date)) day.sort((a, b) => a.fromMs - b.fromMs || Number(a.slot.overbooked) - Number(b.slot.overbooked));
    for (const { slot } of day) slots.push(slot);
  }
  return slots;
}

/**
 * The days for which a publication makes slots: the whole validity for the first one, from today on for a later one (what
 * has passed stays as it was). At most two years ahead, so that a mistyped year makes no million slots.
 */
export function publishedRange(schedule: Schedule, today: string): DateRange {
  const extras = schedule.overrides.map(({ startsAt }) => startsAt.slice(0, 10));
  const dates = [...schedule.exceptions.map(({ date }) => date), ...extras].toSorted(byText);
  const starts = [...schedule.weekly.map(({ validFrom }) => validFrom), ...dates.slice(0, 1)].toSorted(byText);
  const ends = [...schedule.weekly.map(({ validTo }) => validTo), ...dates.slice(-1)].toSorted(byText);
  const earliest = schedule.revision > 1 ? today : addDays(today, -400);
  const latest = addDays(today, 731);
  return { from: later(starts[0] ?? today, earliest), to: earlier(ends.at(-1) ?? today, latest) };
}

function templateOf(schedule: Schedule, date: string, exception: Schedule['exceptions'][number] | undefined): Timed[] {
  const day: Timed[] = [];
  for (const stretch of hoursOn(schedule, date, exception)) {
    addStretch(schedule, date, stretch, day);
  }
  day.sort((a, b) => a.fromMs - b.fromMs);
  // Stretches of one schedule must not overlap (schedule.ts). Where they do, the earlier slot stays.
  let freeFrom = Number.NEGATIVE_INFINITY;
  return day.filter(({ fromMs, toMs }) => {
    if (fromMs < freeFrom) return false;
    freeFrom = toMs;
    return true;
  });
}

/** The hours of one day: none on a public holiday or in an absence, the day's own, or the template's. */
export function hoursOn(
  schedule: Schedule,
  date: string,
  exception: Schedule['exceptions'][number] | undefined,
): readonly DayHours[] {
  if (holidayOn(date) || exception?.kind === 'closed') return [];
  return exception?.kind === 'hours' ? exception.hours : weeklyOn(schedule, date);
}

/** The stretches of the template that hold on a day, whatever exceptions say. */
export function weeklyOn({ weekly }: Schedule, date: string): WeeklyHours[] {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return weekly.filter((hours) => hours.weekday === weekday && isValidOn(hours, date));
}

export function isValidOn({ validFrom, validTo, repeat }: WeeklyHours, date: string): boolean {
  return validFrom <= date && date <= validTo && (!repeat || isWeekOf(repeat, date));
}

/** Counted in whole weeks between Mondays, so that neither New Year nor a clock change matters. */
function isWeekOf({ everyWeeks, anchor }: WeekRepeat, date: string): boolean {
  return everyWeeks <= 1 || (weekNumber(date) - weekNumber(anchor)) % everyWeeks === 0;
}

/** Mondays since 1970-01-05, which was one. */
function weekNumber(date: string): number {
  return Math.floor((Date.parse(`${date}T00:00:00Z`) / 86_400_000 - 4) / 7);
}

function addStretch(schedule: Schedule, date: string, stretch: DayHours, day: Timed[]): void {
  if (!isWholeMinutes(stretch.slotMinutes)) return;
  const lengthMs = stretch.slotMinutes * 60_000;
  const endMs = instantMsOf(date, minuteOfDay(stretch.endsAt));
  let fromMs = instantMsOf(date, minuteOfDay(stretch.startsAt));
  for (let index = 0; fromMs + lengthMs <= endMs; index++, fromMs += lengthMs) {
    const startsAt = instantText(fromMs);
    const slot: Slot = {
      id: slotId(schedule.id, startsAt),
      scheduleId: schedule.id,
      service: schedule.service,
      clinicCode: schedule.clinicCode,
      kind: stretch.firstEvery > 0 && index % stretch.firstEvery === 0 ? 'first' : 'continuation',
      mode: stretch.mode,
      payer: stretch.payer,
      startsAt,
      durationMinutes: stretch.slotMinutes,
      room: stretch.room,
      overbooked: false,
    };
    day.push({ slot, fromMs, toMs: fromMs + lengthMs });
  }
}

function applyOverride(schedule: Schedule, day: Timed[], { startsAt, change }: SlotOverride): void {
  const fromMs = Date.parse(startsAt);
  const index = day.findIndex((timed) => timed.fromMs === fromMs && !timed.slot.overbooked);
  const found = day[index];
  switch (change.kind) {
    case 'withdraw':
      if (found) day.splice(index, 1);
      return;
    case 'set-kind':
      if (found) day[index] = { ...found, slot: { ...found.slot, kind: change.visitKind } };
      return;
    case 'extra': {
      if (!isWholeMinutes(change.durationMinutes)) return;
      const toMs = fromMs + change.durationMinutes * 60_000;
      const overlapped = day.filter((timed) => timed.fromMs < toMs && fromMs < timed.toMs && !timed.slot.overbooked);
      if (!change.overbooked && overlapped.length > 0) return;
      const earlierExtras = day.filter((timed) => timed.fromMs === fromMs && timed.slot.overbooked).length;
      const near = overlapped[0]?.slot ?? day[0]?.slot;
      const slot: Slot = {
        id: slotId(schedule.id, startsAt, change.overbooked ? earlierExtras + 1 : 0),
        scheduleId: schedule.id,
        service: schedule.service,
        clinicCode: schedule.clinicCode,
        kind: change.visitKind,
        mode: near?.mode ?? 'in-person',
        payer: near?.payer ?? 'nfz',
        startsAt,
        durationMinutes: change.durationMinutes,
        room: near?.room ?? null,
        overbooked: change.overbooked,
      };
      day.push({ slot, fromMs, toMs });
      return;
    }
    default:
      change satisfies never;
  }
}

function overridesByDate(overrides: SlotOverride[], range: DateRange): Map<string, SlotOverride[]> {
  const byDate = new Map<string, SlotOverride[]>();
  for (const override of overrides) {
    const date = localDate(override.startsAt);
    if (date < range.from || date > range.to) continue;
    byDate.set(date, [...(byDate.get(date) ?? []), override]);
  }
  return byDate;
}

/** Local date of an instant: a slot starts late in the evening only by mistake, yet belongs to its own day. */
function localDate(instant: string): string {
  const utcDate = instant.slice(0, 10);
  const nextDate = addDays(utcDate, 1);
  return Date.parse(instant) >= instantMsOf(nextDate, 0) ? nextDate : utcDate;
}

export function datesOf({ from, to }: DateRange): string[] {
  const dates: string[] = [];
  const endMs = Date.parse(`${to}T00:00:00Z`);
  for (let ms = Date.parse(`${from}T00:00:00Z`); ms <= endMs; ms += 86_400_000)
    dates.push(new Date(ms).toISOString().slice(0, 10));
  return dates;
}

const isWholeMinutes = (minutes: number): boolean => Number.isInteger(minutes) && minutes >= 1;

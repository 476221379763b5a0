import type { DayHours, Schedule, ScheduleException } from './schedule.ts';
import { type DateRange, datesOf, hoursOn, weeklyOn } from './slots-for.ts';
import { addDays } from './time.ts';

/** Edits of single days. Each answers a new list, in order of dates, with at most one entry for a day. */
type Exceptions = readonly ScheduleException[];

/** R10: no slots on these days. Days without any hours are closed too, so that a later change of the template does not open them. */
export function withAbsence(exceptions: Exceptions, range: DateRange, reason: string): ScheduleException[] {
  const closed = datesOf(range).map((date): ScheduleException => ({ date, kind: 'closed', reason }));
  return merged(exceptions, closed);
}

/** One day's own hours in place of the template's. */
export function withDayHours(exceptions: Exceptions, date: string, hours: DayHours[], reason: string): ScheduleException[] {
  return merged(exceptions, [
    { date, kind: 'hours', hours: hours.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)), reason },
  ]);
}

/** Back to the template. */
export function withoutExceptions(exceptions: Exceptions, range: DateRange): ScheduleException[] {
  return exceptions.filter(({ date }) => date < range.from || date > range.to);
}

/** The hours that a day has now, as one-off hours to begin with. */
export function hoursToEdit(schedule: Schedule, date: string): DayHours[] {
  const exception = schedule.exceptions.find((each) => each.date === date);
  const hours = exception ? hoursOn(schedule, date, exception) : weeklyOn(schedule, date);
  return hours.map(({ startsAt, endsAt, slotMinutes, firstEvery, room, mode, payer }) => ({
    startsAt,
    endsAt,
    slotMinutes,
    firstEvery,
    room,
    mode,
    payer,
  }));
}

/** One week's hours, absences included, as one-off days of another week. `from`, `to`: Mondays. */
export function copyWeek(schedule: Schedule, from: string, to: string, reason: string): ScheduleException[] {
  const copies = Array.from({ length: 7 }, (_, day): ScheduleException => {
    const source = addDays(from, day);
    const exception = schedule.exceptions.find(({ date }) => date === source);
    const date = addDays(to, day);
    if (exception?.kind === 'closed') return { date, kind: 'closed', reason: exception.reason };
    return { date, kind: 'hours', hours: hoursToEdit(schedule, source), reason };
  });
  return merged(schedule.exceptions, copies);
}

/** Runs of absent days with the same reason, as people speak of them: 7–18 December. Weekends between do not divide. */
export function absencesOf(exceptions: Exceptions): { from: string; to: string; reason: string }[] {
  const runs: { from: string; to: string; reason: string }[] = [];
  for (const { date, kind, reason } of exceptions.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    if (kind !== 'closed') continue;
    const last = runs.at(-1);
    if (last && last.reason === reason && addDays(last.to, 1) === date) last.to = date;
    else runs.push({ from: date, to: date, reason });
  }
  return runs;
}

function merged(exceptions: Exceptions, news: ScheduleException[]): ScheduleException[] {
  const byDate = new Map([...exceptions, ...news].map((exception) => [exception.date, exception]));
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

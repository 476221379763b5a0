import { withDayHours } from '../../../core/domain/edit-days.ts';
import { changeFrom, withBreak } from '../../../core/domain/edit-weekly.ts';
import type { DayHours, Schedule, WeeklyHours } from '../../../core/domain/schedule.ts';
import { addDays, weekdayOf } from '../../../core/domain/time.ts';
import type { Edit } from './schedule-drafts.ts';
import type { Block } from './week-model.ts';

export type Source = Block['source'];
/** Does a change of the template hold from the shown week on, or for all of its validity? */
export type Scope = 'from-here' | 'whole';

interface Edited {
  edit: Partial<Edit>;
  /** Where the stretch is afterwards; null = gone. */
  source: Source | null;
}

export function hoursAt(
  { weekly, exceptions }: Pick<Schedule, 'weekly' | 'exceptions'>,
  source: Source,
): WeeklyHours | DayHours | null {
  if (source.kind === 'weekly') return weekly[source.index] ?? null;
  const exception = exceptions.find(({ date }) => date === source.date);
  return exception?.kind === 'hours' ? (exception.hours[source.index] ?? null) : null;
}

/** @param next null = removed; `from`: the day from which the change holds with `from-here` */
export function changeHours(
  schedule: Pick<Schedule, 'weekly' | 'exceptions'>,
  source: Source,
  next: WeeklyHours | DayHours | null,
  { scope, from }: { scope: Scope; from: string },
): Edited {
  if (source.kind === 'day') return changeDay(schedule, source, next);
  const before = schedule.weekly[source.index];
  if (!before) return { edit: {}, source: null };
  const wanted = next as WeeklyHours | null;
  const divides = scope === 'from-here' && before.validFrom < from && (wanted === null || wanted.validFrom <= from);
  const start = divides ? from : before.validFrom;
  if (!divides) {
    const weekly = schedule.weekly.flatMap((hours, at) => (at === source.index ? (wanted ? [wanted] : []) : [hours]));
    return { edit: { weekly }, source: wanted ? source : null };
  }
  const weekly = changeFrom(schedule.weekly, source.index, start, wanted);
  return { edit: { weekly }, source: wanted ? { kind: 'weekly', index: source.index + 1 } : null };
}

function changeDay(
  { exceptions }: Pick<Schedule, 'exceptions'>,
  source: Extract<Source, { kind: 'day' }>,
  next: DayHours | null,
): Edited {
  const exception = exceptions.find(({ date }) => date === source.date);
  if (exception?.kind !== 'hours') return { edit: {}, source: null };
  const hours = exception.hours.flatMap((each, at) => (at === source.index ? (next ? [next] : []) : [each]));
  const sorted = withDayHours(exceptions, source.date, hours, exception.reason);
  const day = sorted.find(({ date }) => date === source.date);
  const index = next && day?.kind === 'hours' ? day.hours.indexOf(next) : -1;
  return { edit: { exceptions: sorted }, source: index < 0 ? null : { ...source, index } };
}

/** New hours where somebody drew them: one-off on a one-off day, in the template otherwise. Like the day's others, as far as these tell. */
export function addHours(schedule: Schedule, date: string, span: { startsAt: string; endsAt: string }, today: string): Edited {
  const exception = schedule.exceptions.find((each) => each.date === date);
  const like = likeOthers(schedule, date);
  if (exception?.kind === 'hours') {
    const added: DayHours = { ...like, ...span };
    const exceptions = withDayHours(schedule.exceptions, date, [...exception.hours, added], exception.reason);
    const day = exceptions.find((each) => each.date === date);
    const index = day?.kind === 'hours' ? day.hours.indexOf(added) : 0;
    return { edit: { exceptions }, source: { kind: 'day', date, index } };
  }
  const monday = addDays(date, 1 - weekdayOf(date));
  const validFrom = monday > today ? monday : today;
  const ends = schedule.weekly.map(({ validTo }) => validTo).filter((validTo) => validTo >= validFrom);
  const validTo = ends.sort((a, b) => (a < b ? 1 : -1))[0] ?? addDays(validFrom, 364);
  const added: WeeklyHours = { ...like, ...span, weekday: weekdayOf(date), validFrom, validTo };
  return { edit: { weekly: [...schedule.weekly, added] }, source: { kind: 'weekly', index: schedule.weekly.length } };
}

function likeOthers({ weekly, service }: Schedule, date: string): Omit<DayHours, 'startsAt' | 'endsAt'> {
  const last = weekly.findLast(({ validTo }) => validTo >= date) ?? weekly.at(-1);
  return {
    slotMinutes: last?.slotMinutes ?? (service === 'mammography' ? 10 : 20),
    firstEvery: last?.firstEvery ?? (service === 'cardiology' ? 3 : 1),
    room: last?.room ?? null,
    mode: last?.mode ?? 'in-person',
    payer: 'nfz',
  };
}

/** A break divides the stretch; the part before it keeps its place. */
export function insertBreak(
  schedule: Pick<Schedule, 'weekly' | 'exceptions'>,
  source: Source,
  pause: { from: string; to: string },
  when: { scope: Scope; from: string },
): Partial<Edit> {
  const hours = hoursAt(schedule, source);
  if (!hours) return {};
  const [before, after] = withBreak(hours, pause);
  const { edit, source: kept } = changeHours(schedule, source, before ?? null, when);
  if (!after || !kept) return edit;
  if (kept.kind === 'weekly') {
    const first = edit.weekly?.[kept.index];
    if (!first) return edit;
    const second = { ...(after as WeeklyHours), validFrom: first.validFrom, validTo: first.validTo };
    return { weekly: [...(edit.weekly ?? []), second] };
  }
  const exception = edit.exceptions?.find(({ date }) => date === kept.date);
  if (exception?.kind !== 'hours') return edit;
  return { exceptions: withDayHours(edit.exceptions ?? [], kept.date, [...exception.hours, after], exception.reason) };
}

import { earlier, later } from './date-order.ts';
import type { Refusal } from './refusal.ts';
import type { DayHours, Schedule, WeeklyHours } from './schedule.ts';
import { isValidOn } from './slots-for.ts';
import { addDays } from './time.ts';
import { minuteOfDay } from './wall-clock.ts';

/**
 * What a schedule must be to be published: hours that can be read and do not overlap (R8), no remote first visits (R16).
 * `path` names the stretch, `weekly.2` or `exceptions.0.hours.1`. Every fault is listed.
 */
export function judgeSchedule(schedule: Pick<Schedule, 'weekly' | 'exceptions'>): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [index, hours] of schedule.weekly.entries()) {
    refusals.push(...judgeHours(hours, `weekly.${index}`));
    if (hours.validFrom > hours.validTo) refusals.push({ code: 'hours-invalid', rule: 'R8', path: `weekly.${index}.validTo` });
  }
  for (const [first, second] of overlappingPairs(schedule.weekly)) {
    refusals.push({ code: 'hours-overlap', rule: 'R8', path: `weekly.${second}`, facts: { other: first } });
  }
  for (const [day, exception] of schedule.exceptions.entries()) {
    if (exception.kind !== 'hours') continue;
    const path = `exceptions.${day}`;
    exception.hours.forEach((hours, index) => {
      refusals.push(...judgeHours(hours, `${path}.hours.${index}`));
      if (exception.hours.slice(0, index).some((other) => overlapInTime(hours, other))) {
        refusals.push({ code: 'hours-overlap', rule: 'R8', path: `${path}.hours.${index}`, facts: { date: exception.date } });
      }
    });
  }
  return refusals;
}

/** Pairs of stretches that share time on at least one day, by index. */
export function overlappingPairs(weekly: readonly WeeklyHours[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (const [index, one] of weekly.entries()) {
    for (let other = index + 1; other < weekly.length; other++) {
      const second = weekly[other] as WeeklyHours;
      if (one.weekday === second.weekday && overlapInTime(one, second) && shareADay(one, second)) pairs.push([index, other]);
    }
  }
  return pairs;
}

function judgeHours(hours: DayHours, path: string): Refusal[] {
  const refusals: Refusal[] = [];
  const minutes = minuteOfDay(hours.endsAt) - minuteOfDay(hours.startsAt);
  const slots = Number.isInteger(hours.slotMinutes) && hours.slotMinutes >= 1;
  if (!(minutes > 0) || !slots || hours.slotMinutes > minutes) refusals.push({ code: 'hours-invalid', rule: 'R8', path });
  if (hours.mode === 'remote' && hours.firstEvery > 0) {
    refusals.push({ code: 'remote-first-visit', rule: 'R16', path: `${path}.mode` });
  }
  return refusals;
}

function overlapInTime(one: DayHours, other: DayHours): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

/** Alternating weeks repeat after the product of their rhythms: that many weeks tell for ever. */
function shareADay(one: WeeklyHours, other: WeeklyHours): boolean {
  const from = later(one.validFrom, other.validFrom);
  const to = earlier(one.validTo, other.validTo);
  const rhythm = (one.repeat?.everyWeeks ?? 1) * (other.repeat?.everyWeeks ?? 1);
  const start = new Date(`${from}T00:00:00Z`).getUTCDay() || 7;
  let date = addDays(from, (one.weekday - start + 7) % 7);
  for (let week = 0; week < rhythm && date <= to; week++, date = addDays(date, 7)) {
    if (isValidOn(one, date) && isValidOn(other, date)) return true;
  }
  return false;
}

/**
 * The reference that tests compare the waiting room with: slow, and right at a glance. It shares no line with the fast run: ages
 * and local times come from Temporal, what is near is the test's to say.
 */
import { ageOn, localDateOf, localTimeOf, weekdayOf } from '../time.ts';
import type { SearchCriteria } from '../waiting-entry.ts';
import type { AssignmentRules, Candidate, OpenSlot, Place } from './candidate.ts';

export type NaiveRules = Pick<AssignmentRules, 'now' | 'windowTo' | 'shortNoticeHours' | 'order'>;
export type IsNear = (place: Place, criteria: SearchCriteria) => boolean;

/** R22, R23: who gets what, as pairs of ids in the order of the queue. */
export function naiveRun(
  candidates: readonly Candidate[],
  slots: readonly OpenSlot[],
  rules: NaiveRules,
  isNear: IsNear,
): [string, string][] {
  const free = [...slots].sort((a, b) => a.startsAt.localeCompare(b.startsAt) || (a.id < b.id ? -1 : 1));
  const result: [string, string][] = [];
  for (const candidate of [...candidates].sort((a, b) => naiveCompare(a, b, rules.order))) {
    const place = free.findIndex((slot) => naiveMatch(candidate, slot, rules, isNear));
    if (place < 0) continue;
    result.push([candidate.id, (free[place] as OpenSlot).id]);
    free.splice(place, 1);
  }
  return result;
}

/** R23: less than zero = `a` goes first. */
export function naiveCompare(a: Candidate, b: Candidate, order: AssignmentRules['order']): number {
  const category = Number(b.category === 'urgent') - Number(a.category === 'urgent');
  const entitlement = Number(b.entitled) - Number(a.entitled);
  const first = order === 'category-first' ? category || entitlement : entitlement || category;
  return first || Date.parse(a.submittedAt) - Date.parse(b.submittedAt) || (a.id < b.id ? -1 : 1);
}

/** R19, R22, R28, R34, R48: may this patient be given this slot? */
export function naiveMatch(candidate: Candidate, slot: OpenSlot, rules: NaiveRules, isNear: IsNear): boolean {
  const wanted = candidate.criteria;
  // What costs nothing comes first: a soak asks this millions of times.
  if (!candidate.clinicCodes.includes(slot.clinicCode) || candidate.cancelledSlotIds.includes(slot.id)) return false;
  if (wanted.clinicIds.length > 0 && !wanted.clinicIds.includes(slot.place.clinicId)) return false;
  if (wanted.actorIds.length > 0 && !wanted.actorIds.includes(slot.actorId)) return false;
  if (wanted.voivodeship !== null && wanted.voivodeship !== slot.place.voivodeship) return false;
  if (wanted.town !== null && wanted.town !== slot.place.town && !isNear(slot.place, wanted)) return false;
  const date = localDateOf(slot.startsAt);
  const time = localTimeOf(slot.startsAt);
  const age = candidate.birthDate === null ? null : ageOn(candidate.birthDate, date);
  const isChildren = ['1101', '1103', '1105'].includes(slot.clinicCode);
  return (
    Date.parse(slot.startsAt) - Date.parse(rules.now) > rules.shortNoticeHours * 3_600_000 &&
    (rules.windowTo === null || date <= rules.windowTo) &&
    (age === null || (isChildren ? age < 18 : age >= 18)) &&
    (wanted.from === null || wanted.from <= date) &&
    (wanted.to === null || date <= wanted.to) &&
    (wanted.weekdays.length === 0 || wanted.weekdays.includes(weekdayOf(date))) &&
    (wanted.fromTime === null || wanted.fromTime <= time) &&
    (wanted.toTime === null || time <= wanted.toTime)
  );
}

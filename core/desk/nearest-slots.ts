import type { SlotView } from '../contract/views.ts';
import { addDays, localDateOf } from '../domain/time.ts';
import type { DeskContext } from './desk-context.ts';
import { freeSlots, type SlotCriteria, windowEnd } from './find-slots.ts';

/** Days on either side of the wanted one that are looked at, one ring after the other, until enough slots are found. */
const rings = [1, 3, 7, 14, 28, 56, 120, 366, 731];

/** Free slots nearest to an instant, before or after it, inside the window that applies (R11, R14, R38). */
export function nearestSlots(
  desk: DeskContext,
  criteria: Pick<SlotCriteria, 'kind' | 'clinicCodes' | 'limit'>,
  around: string,
): SlotView[] {
  const now = desk.time.now();
  const today = localDateOf(now);
  const all = { ...criteria, scheduleId: null, from: null };
  const last = windowEnd(desk, all, today);
  const wanted = localDateOf(around < now ? now : around);
  const middle = last !== null && wanted > last ? last : wanted;
  const distance = ({ startsAt }: SlotView) => Math.abs(Date.parse(startsAt) - Date.parse(around));
  let found: SlotView[] = [];
  for (const ring of rings) {
    const from = later(addDays(middle, -ring), today);
    const to = last === null ? addDays(middle, ring) : earlier(addDays(middle, ring), last);
    found = freeSlots(desk, all, from, to, now);
    if (found.length >= criteria.limit || (from === today && to === last)) break;
  }
  return found.sort((a, b) => distance(a) - distance(b)).slice(0, criteria.limit);
}

const later = (a: string, b: string) => (a > b ? a : b);
const earlier = (a: string, b: string) => (a < b ? a : b);

import type { Schedule, Slot } from './schedule.ts';
import type { Visit } from './visit.ts';

/**
 * R9: a visit that stays although its slot goes keeps its time to itself: new slots that would run into it are withdrawn, so
 * that nobody is booked beside it. Slots that ran into it before are somebody's earlier decision.
 */
export function withdrawBeside(
  after: Schedule,
  { slotsBefore, slotsAfter }: { slotsBefore: readonly Slot[]; slotsAfter: readonly Slot[] },
  kept: readonly Pick<Visit, 'slotId' | 'startsAt' | 'durationMinutes'>[],
  by: { author: string; reason: string },
): Schedule {
  if (kept.length === 0) return after;
  const known = new Set(slotsBefore.map(({ id }) => id));
  const times = kept.map(({ slotId, startsAt, durationMinutes }) => ({ slotId, ...spanOf({ startsAt, durationMinutes }) }));
  const beside = slotsAfter.filter((slot) => {
    if (known.has(slot.id) || slot.overbooked) return false;
    const { from, to } = spanOf(slot);
    return times.some((visit) => visit.slotId !== slot.id && visit.from < to && from < visit.to);
  });
  const overrides = beside.map(({ startsAt }) => ({ startsAt, change: { kind: 'withdraw' as const }, ...by }));
  return overrides.length > 0 ? { ...after, overrides: [...after.overrides, ...overrides] } : after;
}

function spanOf({ startsAt, durationMinutes }: Pick<Visit, 'startsAt' | 'durationMinutes'>): { from: number; to: number } {
  const from = Date.parse(startsAt);
  return { from, to: from + durationMinutes * 60_000 };
}

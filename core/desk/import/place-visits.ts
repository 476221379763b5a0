import { holidayOn } from '../../domain/holidays.ts';
import type { Schedule, Slot } from '../../domain/schedule.ts';
import { publishedRange, slotsFor } from '../../domain/slots-for.ts';
import { weekdayOf } from '../../domain/time.ts';
import type { VisitGap } from '../../domain/visit.ts';
import type { VisitRow } from './read-visit-row.ts';

/** Where a visit belongs: a slot of its own, or none and the reason (R6, R8, R10, R49). */
export interface Place {
  schedule: Schedule;
  slot: Slot | null;
  durationMinutes: number;
  gaps: Extract<VisitGap, 'double-booked' | 'outside-schedule' | 'holiday'>[];
}

export interface Placing {
  place(row: VisitRow, isTaken: (slotId: string) => boolean): Place;
}

/** Where a row would go if nobody else were there. */
interface Fit {
  schedule: Schedule;
  slot: Slot | null;
  /** Of the actor, whatever the schedule. */
  time: string;
}

/** The slots of all schedules: made once for all checks of the same files. */
export interface SlotTable {
  fitOf(row: VisitRow): Fit;
  free: { first: number; continuation: number };
}

export function slotTable(schedules: Schedule[], today: string): SlotTable {
  const byPost = new Map(schedules.map((schedule) => [`${schedule.actor.id}|${schedule.clinicCode}`, schedule]));
  const slotsAt = new Map<string, Slot>();
  const free = { first: 0, continuation: 0 };
  for (const schedule of schedules) {
    for (const slot of slotsFor(schedule, publishedRange({ ...schedule, revision: 1 }, today))) {
      if (!slot.overbooked) slotsAt.set(`${schedule.id}|${slot.startsAt}`, slot);
      free[slot.kind === 'first' ? 'first' : 'continuation']++;
    }
  }
  const known = new WeakMap<VisitRow, Fit>();
  const fitOf = (row: VisitRow): Fit => {
    const found = known.get(row) ?? findFit(row);
    known.set(row, found);
    return found;
  };
  return { fitOf, free };

  function findFit({ posts, startsAt }: VisitRow): Fit {
    const candidates = posts.flatMap(({ actor, clinicCode }) => byPost.get(`${actor.id}|${clinicCode}`) ?? []);
    const fitting = candidates.find(({ id }) => slotsAt.has(`${id}|${startsAt}`));
    const schedule = fitting ?? (candidates[0] as Schedule);
    const slot = fitting ? (slotsAt.get(`${fitting.id}|${startsAt}`) as Slot) : null;
    return { schedule, slot, time: `${schedule.actor.id}|${startsAt}` };
  }
}

/**
 * Gives visits their slots. A slot of the actor at that start is the visit's slot whatever its kind: legacy visits are
 * accepted on any (R6). The first row for a slot has it; the next is doubly booked. Nothing is lost for want of a slot.
 */
export function placing({ fitOf }: Pick<SlotTable, 'fitOf'>): Placing {
  const usedTimes = new Set<string>();

  function place(row: VisitRow, isTaken: (slotId: string) => boolean): Place {
    const { schedule, slot, time } = fitOf(row);
    const { date } = row;
    const doubled = usedTimes.has(time);
    usedTimes.add(time);
    if (slot && !doubled && !isTaken(slot.id)) return { schedule, slot, durationMinutes: slot.durationMinutes, gaps: [] };
    const gaps: Place['gaps'] = slot || doubled ? ['double-booked'] : [];
    if (!slot) gaps.push(holidayOn(date) ? 'holiday' : 'outside-schedule');
    return { schedule, slot: null, durationMinutes: slot?.durationMinutes ?? usualMinutes(schedule, date), gaps };
  }
  return { place };
}

/** Length of a slot of that weekday, else of any. */
function usualMinutes({ weekly }: Schedule, date: string): number {
  const sameDay = weekly.find(({ weekday }) => weekday === weekdayOf(date));
  return (sameDay ?? weekly[0])?.slotMinutes ?? 20;
}

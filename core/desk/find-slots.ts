import type { FoundSlots, SlotView } from '../contract/views.ts';
import type { Policy } from '../domain/policy.ts';
import type { Service, VisitKind } from '../domain/schedule.ts';
import { addDays, localDateOf } from '../domain/time.ts';
import { bookingWindow } from '../domain/window.ts';
import { readSchedules } from './calendar-queries.ts';
import { compareText } from './compare-text.ts';
import { byStart } from './day-view.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';
import { holdsOf, slotView } from './slot-view.ts';
import { wholeSecond } from './whole-second.ts';

export interface SlotCriteria {
  kind: VisitKind;
  clinicCodes: string[];
  scheduleId: string | null;
  /** `YYYY-MM-DD`; null = from today. */
  from: string | null;
  limit: number;
}

/** Days read at once: a search with a near answer must not read the year. */
const strideDays = 14;
/** Continuation slots are looked for this far ahead (R14 sets no limit); no schedule is published further. */
const horizonDays = 731;

/** R11, R14, R38: free slots inside the window that applies, nearest first. */
export function findSlots(desk: DeskContext, criteria: SlotCriteria): FoundSlots {
  const now = desk.time.now();
  const today = localDateOf(now);
  const windowTo = windowEnd(desk, criteria, today);
  const last = windowTo ?? addDays(today, horizonDays);

  const found: SlotView[] = [];
  let from = criteria.from !== null && criteria.from > today ? criteria.from : today;
  while (from <= last && found.length <= criteria.limit) {
    const to = [addDays(from, strideDays - 1), last].sort(compareText)[0] ?? last;
    found.push(...offeredSlots(desk, criteria, from, to, now));
    from = addDays(to, 1);
  }
  // Held ones are shown between free ones; where nothing is free there is no date to offer (R12).
  const shown = found.some(isFree) ? found.slice(0, criteria.limit) : [];
  return {
    windowTo,
    days: byDay(shown),
    truncated: found.length > criteria.limit,
    live: connectionOf(desk) === 'online',
  };
}

/** Last bookable day; when codes of several services are asked for, the latest. */
export function windowEnd(desk: DeskContext, criteria: SlotCriteria, today: string): string | null {
  const lastDays = lastBookableDays(desk.policy(), criteria.kind, today);
  const ends = readSchedules(desk)
    .filter((schedule) => criteria.clinicCodes.includes(schedule.clinicCode))
    .map((schedule) => lastDays[schedule.service]);
  if (ends.length === 0) return lastDays.cardiology;
  return ends.includes(null) ? null : (ends.sort(compareText).at(-1) ?? null);
}

/** Worked out once per search: calendar arithmetic per slot would cost more than the search itself. */
function lastBookableDays(policy: Policy, kind: VisitKind, today: string): Record<Service, string | null> {
  const last = (service: Service) => bookingWindow(policy, service, kind, today).to;
  return { cardiology: last('cardiology'), mammography: last('mammography'), cytology: last('cytology') };
}

/** Free slots of these days, by start. */
export function freeSlots(desk: DeskContext, criteria: SlotCriteria, from: string, to: string, now: string): SlotView[] {
  return offeredSlots(desk, criteria, from, to, now).filter(isFree);
}

const isFree = ({ state }: SlotView) => state === 'free';

/** With those that somebody else keeps for the moment (I8): they may be free in a minute. */
function offeredSlots(desk: DeskContext, criteria: SlotCriteria, from: string, to: string, now: string): SlotView[] {
  const heldBack = desk.store.overlay.heldBack().slots;
  const facts = { taken: desk.reads.takenSlotIds(from, to), heldBack, holdOn: holdsOf(desk), now };
  const lastDays = lastBookableDays(desk.policy(), criteria.kind, localDateOf(now));
  return desk.reads
    .searchedSlots(from, to, criteria.kind, criteria.clinicCodes, wholeSecond(now))
    .filter((row) => criteria.scheduleId === null || row.schedule_id === criteria.scheduleId)
    .filter((row) => row.payer === 'nfz' && (row.kind === 'continuation' || row.mode === 'in-person'))
    .filter((row) => row.local_date <= (lastDays[row.service] ?? row.local_date))
    .map((row) => slotView(row, facts))
    .filter((slot) => isFree(slot) || slot.state === 'held')
    .sort(byStart);
}

function byDay(slots: SlotView[]): FoundSlots['days'] {
  const days = new Map<string, SlotView[]>();
  for (const slot of slots) {
    const date = slot.localStart.slice(0, 10);
    const day = days.get(date);
    if (day) day.push(slot);
    else days.set(date, [slot]);
  }
  return [...days].map(([date, daySlots]) => ({ date, slots: daySlots }));
}

import type { DayView, MonthView, ScheduleView, SlotView, VisitView, WeekView } from '../contract/views.ts';
import { holidayOn } from '../domain/holidays.ts';
import { addDays } from '../domain/time.ts';
import { bookedCount, byStart, dayView, freeCount } from './day-view.ts';
import type { DeskContext } from './desk-context.ts';
import { scheduleView } from './schedule-view.ts';
import { holdsOf, slotView } from './slot-view.ts';
import { scheduleOf, type VisitRow } from './view-rows.ts';
import { visitView } from './visit-view.ts';
import { wholeSecond } from './whole-second.ts';

export function readDay(desk: DeskContext, date: string): DayView {
  return dayView({ date, holiday: holidayOn(date), schedules: readSchedules(desk), ...readSpan(desk, date, date) });
}

/** Seven days from `from`, of one schedule or of all. */
export function readWeek(desk: DeskContext, from: string, scheduleId: string | null): WeekView {
  const span = readSpan(desk, from, addDays(from, 6));
  const wanted = (thing: { scheduleId: string }) => scheduleId === null || thing.scheduleId === scheduleId;
  const days = Array.from({ length: 7 }, (_, index) => {
    const date = addDays(from, index);
    const slots = span.slots.filter((slot) => wanted(slot) && slot.localStart.startsWith(date)).sort(byStart);
    const visits = span.visits.filter((visit) => wanted(visit) && visit.localStart.startsWith(date)).sort(byStart);
    return { date, holiday: holidayOn(date), free: freeCount(slots), booked: bookedCount(visits), slots, visits };
  });
  return { from, scheduleId, days };
}

export function readMonth(desk: DeskContext, month: string): MonthView {
  const from = `${month}-01`;
  const dates: string[] = [];
  for (let date = from; date.startsWith(month); date = addDays(date, 1)) dates.push(date);
  const to = dates.at(-1) ?? from;

  const taken = desk.reads.takenSlotIds(from, to);
  const held = desk.store.overlay.heldBack().slots;
  const holdOn = holdsOf(desk);
  const free = new Map<string, number>();
  for (const slot of desk.reads.slotTimesBetween(from, to, wholeSecond(desk.time.now()))) {
    if (taken.has(slot.id) || held.has(slot.id) || holdOn(slot.id)) continue;
    free.set(slot.local_date, (free.get(slot.local_date) ?? 0) + 1);
  }
  const booked = new Map(desk.reads.bookedPerDay(from, to).map((row) => [row.local_date, row.count]));
  return {
    month,
    days: dates.map((date) => ({ date, holiday: holidayOn(date), free: free.get(date) ?? 0, booked: booked.get(date) ?? 0 })),
  };
}

/** Slots, and visits that stand in the calendar: a cancelled visit has given its place away. */
function readSpan(desk: DeskContext, from: string, to: string): { slots: SlotView[]; visits: VisitView[] } {
  const now = desk.time.now();
  const visitRows = desk.reads.visitsBetween(from, to).filter((row) => row.status !== 'cancelled');
  const taken = new Set(visitRows.flatMap((row) => (row.active && row.slot_id ? [row.slot_id] : [])));
  const facts = { taken, heldBack: desk.store.overlay.heldBack().slots, holdOn: holdsOf(desk), now };
  const slotRows = desk.reads.slotsBetween(from, to);
  const offered = new Set(slotRows.map((row) => row.id));
  return {
    slots: slotRows.map((row) => slotView(row, facts)),
    visits: visitRows.map((row) => marked(visitView(row, desk.reads.patientName(row.patient_id), now), row, offered, now)),
  };
}

/** R9: a visit ahead that was kept although its slot went stands outside the schedule, and says so. */
function marked(view: VisitView, row: VisitRow, offered: ReadonlySet<string>, now: string): VisitView {
  const kept =
    row.active === 1 && row.slot_id !== null && !offered.has(row.slot_id) && Date.parse(row.starts_at) > Date.parse(now);
  return kept && !view.gaps.includes('outside-schedule') ? { ...view, gaps: [...view.gaps, 'outside-schedule'] } : view;
}

export function readSchedules(desk: DeskContext): ScheduleView[] {
  return desk.reads.schedules().map((row) => scheduleView(scheduleOf(row)));
}

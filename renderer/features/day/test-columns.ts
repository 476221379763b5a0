import type { SlotView, VisitView } from '../../../core/contract/views.ts';
import type { GridColumn } from './calendar-grid.tsx';
import { minuteOf, timeOfMinute } from './column-days.ts';

/** Builders for tests: `aSlot('8:20')`, `aVisit('8:20')`, a column of twenty-minute slots. Invented people. */
export function aSlot(time: string, some: Partial<SlotView> = {}): SlotView {
  const durationMinutes = some.durationMinutes ?? 20;
  const from = minuteOf(time.padStart(5, '0'));
  const date = '2026-11-24';
  return {
    id: `slot ${some.scheduleId ?? 'a'} ${time}`,
    scheduleId: 'a',
    kind: 'first',
    mode: 'in-person',
    room: null,
    state: 'free',
    overbooked: false,
    startsAt: `${date}T${timeOfMinute(from - 60)}:00Z`,
    localStart: `${date}T${timeOfMinute(from)}`,
    localEnd: `${date}T${timeOfMinute(from + durationMinutes)}`,
    durationMinutes,
    ...some,
  };
}

export function aVisit(time: string, some: Partial<VisitView> = {}): VisitView {
  const { startsAt, localStart, localEnd, durationMinutes } = aSlot(
    time,
    some.durationMinutes ? { durationMinutes: some.durationMinutes } : {},
  );
  const scheduleId = some.scheduleId ?? 'a';
  return {
    id: `visit ${scheduleId} ${time}`,
    version: 1,
    scheduleId,
    slotId: `slot ${scheduleId} ${time}`,
    service: 'cardiology',
    kind: 'first',
    status: 'booked',
    truth: 'confirmed',
    patientId: 'patient',
    patientName: 'Wiśniewska Halina',
    patientShort: 'Wiśniewska H.',
    urgent: false,
    entitled: false,
    gaps: [],
    hasNote: false,
    movable: true,
    startsAt,
    localStart,
    localEnd,
    durationMinutes,
    ...some,
  };
}

/** A column named by its schedule; slots at the booked times are taken. */
export function aColumn(
  key: string,
  slotTimes: string[],
  bookedTimes: string[] = [],
  some: Partial<GridColumn> = {},
): GridColumn {
  return {
    key,
    name: key,
    label: key,
    header: null,
    exam: false,
    slots: slotTimes.map((time) => aSlot(time, { scheduleId: key, state: bookedTimes.includes(time) ? 'taken' : 'free' })),
    visits: bookedTimes.map((time) => aVisit(time, { scheduleId: key })),
    ...some,
  };
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPatient, aSchedule, aSlot, aStop, aVisit, scheduleId } from '../domain/test-builders.ts';
import { readDay, readMonth, readWeek } from './calendar-queries.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

const date = '2026-11-30';
const slotAt = (time: string, some = {}) => aSlot({ startsAt: `${date}T${time}:00Z`, ...some });

function fed(...slots: ReturnType<typeof aSlot>[]) {
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
    { entity: 'patient', key: aPatient().id, row: aPatient() },
    ...slots.map((row) => ({ entity: 'slot', key: row.id, row }) as const),
  );
}

describe('a day', () => {
  it('R38: names the place of a mobile unit before its room, on the days of its stop alone', () => {
    fed(slotAt('07:00', { room: 'M1' }), aSlot({ startsAt: '2026-12-01T07:00:00Z', room: 'M1' }));
    const stops = [aStop({ from: date, to: date })];
    desk.fed({ entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [], service: 'mammography', stops }) });
    expect(readDay(desk, date).columns[0]?.rooms).toEqual(['Wieliczka, Rynek Górny 1', 'M1']);
    expect(readDay(desk, '2026-12-01').columns[0]?.rooms).toEqual(['M1']);
  });

  it('has a column per schedule with slots and visits, and counts what is free and booked', () => {
    fed(slotAt('07:00'), slotAt('07:20', { kind: 'continuation' }));
    const visit = aVisit({ category: 'urgent', note: 'dzwonić po 16' });
    desk.fed({ entity: 'visit', key: visit.id, row: visit });

    const day = readDay(desk, date);
    expect(day).toMatchObject({ date, holiday: null, free: 1, booked: 1 });
    const [column] = day.columns;
    expect(column?.schedule).toEqual({
      id: scheduleId,
      actorId: '55555555-5555-4555-8555-555555555555',
      actorName: 'dr n. med. Monika Kalinowska',
      actorShort: 'dr M. Kalinowska',
      actorKind: 'practitioner',
      clinicCode: '1100',
      service: 'cardiology',
    });
    expect(column?.rooms).toEqual(['12a']);
    expect(column?.slots.map((slot) => [slot.localStart, slot.kind, slot.state])).toEqual([
      ['2026-11-30T08:00', 'first', 'taken'],
      ['2026-11-30T08:20', 'continuation', 'free'],
    ]);
    expect(column?.visits[0]).toMatchObject({
      localStart: '2026-11-30T08:00',
      localEnd: '2026-11-30T08:20',
      truth: 'confirmed',
      patientName: 'Wiśniewska Halina',
      patientShort: 'Wiśniewska H.',
      urgent: true,
      hasNote: true,
      movable: true,
    });
  });

  it('leaves out schedules without anything on that day', () => {
    fed(slotAt('07:00'));
    expect(readDay(desk, '2026-12-01').columns).toEqual([]);
  });

  it('names the public holiday (R10)', () => {
    expect(readDay(desk, '2026-12-24').holiday).toBe('christmas-eve');
  });

  it('a cancelled visit gives its place away', () => {
    fed(slotAt('07:00'));
    const visit = aVisit({ status: 'cancelled', cancelReason: 'illness' });
    desk.fed({ entity: 'visit', key: visit.id, row: visit });
    expect(readDay(desk, date)).toMatchObject({ free: 1, booked: 0 });
    expect(readDay(desk, date).columns[0]?.visits).toEqual([]);
  });

  it.each([
    ['a second before the start', '2026-11-30T06:59:59.500Z', 'free', true],
    ['at the start', '2026-11-30T07:00:00.000Z', 'past', false],
  ])("R30: by central's clock, %s", (_name, now, state, movable) => {
    const visit = aVisit({ slotId: null });
    fed(slotAt('07:00'));
    desk.fed({ entity: 'visit', key: visit.id, row: visit });
    desk.setNow(now);
    const [column] = readDay(desk, date).columns;
    expect(column?.slots[0]?.state).toBe(state);
    expect(column?.visits[0]?.movable).toBe(movable);
  });

  it('R31: an exam cannot be dragged', () => {
    const visit = aVisit({ service: 'mammography', clinicCode: 'MMG' });
    fed(slotAt('07:00'));
    desk.fed({ entity: 'visit', key: visit.id, row: visit });
    expect(readDay(desk, date).columns[0]?.visits[0]?.movable).toBe(false);
  });
});

describe('a week and a month', () => {
  it('agree with the days', () => {
    fed(slotAt('07:00'), slotAt('07:20'), aSlot({ startsAt: '2026-12-02T07:00:00Z' }));
    const visit = aVisit();
    desk.fed({ entity: 'visit', key: visit.id, row: visit });

    const week = readWeek(desk, date, scheduleId);
    expect(week.days.map((day) => [day.date, day.free, day.booked])).toEqual([
      ['2026-11-30', 1, 1],
      ['2026-12-01', 0, 0],
      ['2026-12-02', 1, 0],
      ['2026-12-03', 0, 0],
      ['2026-12-04', 0, 0],
      ['2026-12-05', 0, 0],
      ['2026-12-06', 0, 0],
    ]);
    expect(readWeek(desk, date, '00000000-0000-4000-8000-000000000000').days[0]?.slots).toEqual([]);

    const month = readMonth(desk, '2026-11');
    expect(month.days).toHaveLength(30);
    expect(month.days.at(-1)).toEqual({ date: '2026-11-30', holiday: null, free: 1, booked: 1 });
    expect(month.days[10]).toMatchObject({ date: '2026-11-11', holiday: 'independence-day' });
  });
});

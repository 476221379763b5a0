import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPatient, aSchedule, aSlot, aVisit, scheduleId } from '../domain/test-builders.ts';
import { addDays } from '../domain/time.ts';
import { findSlots, freeSlots, type SlotCriteria } from './find-slots.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

const otherSchedule = '77777777-7777-4777-8777-777777777777';
const today = '2026-11-23';
const on = (days: number, some: Partial<ReturnType<typeof aSlot>> = {}) =>
  aSlot({ startsAt: `${addDays(today, days)}T10:00:00Z`, ...some });

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  for (const [id, clinicCode] of [
    [scheduleId, '1100'],
    [otherSchedule, 'MMG'],
  ] as const) {
    const service = clinicCode === 'MMG' ? 'mammography' : 'cardiology';
    desk.fed({ entity: 'schedule', key: id, row: aSchedule({ id, clinicCode, service, weekly: [] }) });
  }
});
afterEach(() => desk.remove());

const fed = (...slots: ReturnType<typeof aSlot>[]) =>
  desk.fed(...slots.map((row) => ({ entity: 'slot', key: row.id, row }) as const));

function find(some: Partial<SlotCriteria> = {}) {
  const found = findSlots(desk, { kind: 'first', clinicCodes: ['1100'], scheduleId: null, from: null, limit: 100, ...some });
  return { ...found, dates: found.days.map((day) => day.date), count: found.days.flatMap((day) => day.slots).length };
}

describe('I8: a slot that another desk or a patient keeps', () => {
  const held = on(1);
  const heldBy = (client: string, until = '2026-11-23T09:05:00Z') => ({ slotId: held.id, claim: { client, until } });

  it('is shown as kept, by whom and until when, and is free again when the time is up, without an event', () => {
    fed(held, on(1, { startsAt: `${addDays(today, 1)}T11:00:00Z` }));
    desk.toldOfSlots(heldBy('another-desk'));
    const states = () =>
      find()
        .days.flatMap((day) => day.slots)
        .map(({ state, hold }) => [state, hold?.by]);
    expect(states()).toEqual([
      ['held', 'desk'],
      ['free', undefined],
    ]);
    desk.setNow('2026-11-23T09:05:00Z');
    expect(states()).toEqual([
      ['free', undefined],
      ['free', undefined],
    ]);
  });

  it('R12: is no date to offer when nothing else is free, and no way out of a task', () => {
    fed(held);
    desk.toldOfSlots(heldBy('ikp'));
    expect(find().days).toEqual([]);
    const criteria = { kind: 'first', clinicCodes: ['1100'], scheduleId: null, from: null, limit: 9 } as const;
    expect(freeSlots(desk, { ...criteria, clinicCodes: ['1100'] }, today, addDays(today, 40), desk.time.now())).toEqual([]);
  });
});

describe('free slots', () => {
  it('R11: of a first visit up to today + 40, not a day further', () => {
    fed(on(0), on(40), on(41));
    expect(find()).toMatchObject({ windowTo: '2027-01-02', dates: [today, '2027-01-02'], truncated: false, live: true });
  });

  it('R38: of an exam up to today + 90', () => {
    const mmg = { scheduleId: otherSchedule, clinicCode: 'MMG', service: 'mammography' } as const;
    fed(on(90, mmg), on(91, mmg));
    expect(find({ clinicCodes: ['MMG'] })).toMatchObject({ windowTo: '2027-02-21', dates: ['2027-02-21'] });
  });

  it('R38, R11: of both at once, each within its own window', () => {
    fed(on(41), on(41, { scheduleId: otherSchedule, clinicCode: 'MMG', service: 'mammography' }));
    const { days, windowTo } = find({ clinicCodes: ['1100', 'MMG'] });
    expect(days.flatMap((day) => day.slots).map((slot) => slot.scheduleId)).toEqual([otherSchedule]);
    expect(windowTo).toBe('2027-02-21');
  });

  it('R14: of a continuation visit without a limit', () => {
    fed(on(200, { kind: 'continuation' }), on(1));
    expect(find({ kind: 'continuation' })).toMatchObject({ windowTo: null, dates: [addDays(today, 200)] });
  });

  it('R1, R16: neither private, nor remote for a first visit', () => {
    fed(on(1, { payer: 'private' }), on(2, { mode: 'remote' }), on(3, { kind: 'continuation', mode: 'remote' }));
    expect(find().count).toBe(0);
    expect(find({ kind: 'continuation' }).count).toBe(1);
  });

  it('leave out what is past, taken or held back', () => {
    const taken = on(1);
    const held = on(2);
    fed(aSlot({ startsAt: '2026-11-23T09:00:00Z' }), aSlot({ startsAt: '2026-11-23T09:01:00Z' }), taken, held);
    const visit = aVisit({ slotId: taken.id, startsAt: taken.startsAt });
    desk.fed({ entity: 'visit', key: visit.id, row: visit }, { entity: 'patient', key: aPatient().id, row: aPatient() });
    desk.store.journal.append([
      {
        id: '88888888-8888-4888-8888-888888888888',
        act: {
          kind: 'book',
          visit: aVisit({ id: '99999999-9999-4999-8999-999999999990', slotId: held.id, startsAt: held.startsAt, version: 0 }),
          patient: null,
        },
        keys: [`slot:${held.id}`],
        seenVersion: null,
        baseIntentId: null,
        supersedes: null,
        author: 'desk-1',
        reason: null,
        at: desk.time.now(),
      },
    ]);
    desk.answer('88888888-8888-4888-8888-888888888888', { kind: 'unknown' });
    expect(
      find()
        .days.flatMap((day) => day.slots)
        .map((slot) => slot.localStart),
    ).toEqual(['2026-11-23T10:01']);
  });

  it('come nearest first, from the wanted day on, of the wanted schedule, no more than asked for', () => {
    fed(on(5), on(1), on(3), on(2, { scheduleId: otherSchedule }));
    expect(find({ from: addDays(today, 2), scheduleId }).dates).toEqual([addDays(today, 3), addDays(today, 5)]);
    expect(find({ from: '2020-01-01' }).count).toBe(4);
    expect(find({ limit: 2 })).toMatchObject({ count: 2, truncated: true, dates: [addDays(today, 1), addDays(today, 2)] });
  });

  it('say when they are only the copy', () => {
    desk.setConnection('offline');
    expect(find().live).toBe(false);
  });
});

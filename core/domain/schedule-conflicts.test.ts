import { describe, expect, test } from 'vitest';
import { judgeSchedule } from './judge-schedule.ts';
import type { Schedule, WeeklyHours } from './schedule.ts';
import { scheduleConflicts } from './schedule-conflicts.ts';
import { aSchedule, weeklyHours } from './test-builders.ts';

const other = (some: Partial<WeeklyHours> = {}, actor: Partial<Schedule['actor']> = {}): Schedule =>
  aSchedule({
    id: '33333333-3333-4333-8333-333333333333',
    actor: { id: '66666666-6666-4666-8666-666666666666', kind: 'practitioner', name: 'lek. Jan Zając', npwz: null, ...actor },
    weekly: [weeklyHours(some)],
  });
const range = { from: '2026-11-23', to: '2026-12-31' };
const conflicts = (...others: Schedule[]) => scheduleConflicts([aSchedule(), ...others], new Set([aSchedule().id]), range);

describe('two schedules at one time', () => {
  test('the same room, once for all days', () => {
    expect(conflicts(other({ startsAt: '09:00', endsAt: '12:00' }))).toEqual([
      {
        kind: 'room',
        room: '12a',
        scheduleIds: [aSchedule().id, other().id],
        firstDate: '2026-11-23',
        days: 6,
        from: '09:00',
        to: '10:00',
      },
    ]);
  });

  test.each<[string, Partial<WeeklyHours>]>([
    ['hours that only touch', { startsAt: '10:00', endsAt: '12:00' }],
    ['another room', { room: '7' }],
    ['no room named', { room: null }],
    ['another day of the week', { weekday: 2 }],
    ['a validity that is over', { validTo: '2026-11-22' }],
  ])('%s do not conflict', (_, some) => {
    expect(conflicts(other(some))).toEqual([]);
  });

  test('rooms are the same however they are typed', () => {
    expect(conflicts(other({ room: ' 12A ' }))).toHaveLength(1);
  });

  test('the same doctor in two schedules, by id or by licence', () => {
    expect(conflicts(other({ room: '7' }, { id: aSchedule().actor.id })).map(({ kind }) => kind)).toEqual(['actor']);
    expect(conflicts(other({ room: '7' }, { npwz: aSchedule().actor.npwz })).map(({ kind }) => kind)).toEqual(['actor']);
  });

  test('alternating weeks share a room without meeting', () => {
    const even = aSchedule({ weekly: [weeklyHours({ repeat: { everyWeeks: 2, anchor: '2026-11-23' } })] });
    const odd = other({ repeat: { everyWeeks: 2, anchor: '2026-11-30' } });
    expect(scheduleConflicts([even, odd], new Set([even.id]), range)).toEqual([]);
  });

  test('pairs that nobody edits are no news', () => {
    expect(scheduleConflicts([aSchedule(), other()], new Set(['another']), range)).toEqual([]);
  });
});

describe('R8: what a schedule must be', () => {
  const codes = (...weekly: WeeklyHours[]) =>
    judgeSchedule({ weekly, exceptions: [] }).map(({ code, path }) => `${code} ${path}`);

  test.each<[string, Partial<WeeklyHours>, string[]]>([
    ['good hours', {}, []],
    ['an end before the beginning', { endsAt: '07:00' }, ['hours-invalid weekly.0']],
    ['no time at all', { endsAt: '08:00' }, ['hours-invalid weekly.0']],
    ['a slot longer than the hours', { slotMinutes: 121 }, ['hours-invalid weekly.0']],
    ['a slot as long as the hours', { slotMinutes: 120 }, []],
    ['validity that ends before it begins', { validTo: '2026-10-31' }, ['hours-invalid weekly.0.validTo']],
    ['R16: remote first visits', { mode: 'remote' }, ['remote-first-visit weekly.0.mode']],
    ['remote continuations', { mode: 'remote', firstEvery: 0 }, []],
    ['until the last minute of the day', { startsAt: '22:00', endsAt: '23:59' }, []],
  ])('%s', (_, some, expected) => {
    expect(codes(weeklyHours(some))).toEqual(expected);
  });

  test.each<[string, Partial<WeeklyHours>, boolean]>([
    ['at the same time', {}, true],
    ['that touch', { startsAt: '10:00', endsAt: '11:00' }, false],
    ['on another weekday', { weekday: 2 }, false],
    ['one after the other in the year', { validFrom: '2027-07-01', validTo: '2027-12-31' }, false],
    ['that share their last day', { validFrom: '2027-06-28', validTo: '2027-12-31' }, true],
    ['whose shared days hold no such weekday', { validFrom: '2027-06-29', validTo: '2027-12-31' }, false],
  ])('two stretches %s', (_, some, overlap) => {
    expect(codes(weeklyHours(), weeklyHours(some))).toEqual(overlap ? ['hours-overlap weekly.1'] : []);
  });

  test('alternating stretches overlap only when they meet', () => {
    const even = weeklyHours({ repeat: { everyWeeks: 2, anchor: '2026-11-23' } });
    expect(codes(even, weeklyHours({ repeat: { everyWeeks: 2, anchor: '2026-11-30' } }))).toEqual([]);
    expect(codes(even, weeklyHours({ repeat: { everyWeeks: 3, anchor: '2026-11-30' } }))).toHaveLength(1);
    expect(codes(even, weeklyHours())).toHaveLength(1);
  });

  test('one-off hours', () => {
    const { weekday: _w, validFrom: _f, validTo: _t, ...hours } = weeklyHours();
    const exceptions = [{ date: '2026-12-05', kind: 'hours' as const, hours: [hours, hours], reason: '' }];
    expect(judgeSchedule({ weekly: [], exceptions }).map(({ code }) => code)).toEqual(['hours-overlap']);
  });
});

import { describe, expect, test } from 'vitest';
import { absencesOf, copyWeek, hoursToEdit, withAbsence, withDayHours, withoutExceptions } from './edit-days.ts';
import { changeFrom, copyDay, copyTemplate, withBreak } from './edit-weekly.ts';
import { rebaseSchedule } from './rebase-schedule.ts';
import type { MobileStop } from './schedule.ts';
import { slotsFor } from './slots-for.ts';
import { aSchedule, aStop, weeklyHours } from './test-builders.ts';
import { localDateTimeOf } from './time.ts';

describe('single days', () => {
  test('"leave from 7 to 18 December" closes all twelve days, and is spoken of as one', () => {
    const exceptions = withAbsence([], { from: '2026-12-07', to: '2026-12-18' }, 'urlop');
    expect(exceptions).toHaveLength(12);
    expect(absencesOf(exceptions)).toEqual([{ from: '2026-12-07', to: '2026-12-18', reason: 'urlop' }]);
    expect(slotsFor(aSchedule({ exceptions }), { from: '2026-12-05', to: '2026-12-20' })).toEqual([]);
  });

  test('across New Year, and with a day called off', () => {
    const absent = withAbsence([], { from: '2026-12-30', to: '2027-01-02' }, 'urlop');
    expect(absencesOf(absent)).toHaveLength(1);
    const called = withoutExceptions(absent, { from: '2026-12-31', to: '2026-12-31' });
    expect(absencesOf(called).map(({ from, to }) => [from, to])).toEqual([
      ['2026-12-30', '2026-12-30'],
      ['2027-01-01', '2027-01-02'],
    ]);
  });

  test('"on Saturday 5 December one-off hours"', () => {
    const hours = [{ ...hoursToEdit(aSchedule(), '2026-11-30')[0], startsAt: '09:00', endsAt: '10:00' }] as never;
    const exceptions = withDayHours([], '2026-12-05', hours, 'dodatkowa sobota');
    const slots = slotsFor(aSchedule({ exceptions }), { from: '2026-12-05', to: '2026-12-05' });
    expect(slots.map(({ startsAt }) => localDateTimeOf(startsAt).slice(11))).toEqual(['09:00', '09:20', '09:40']);
  });

  test('R10: one-off hours on a holiday make no slots', () => {
    const hours = hoursToEdit(aSchedule(), '2026-11-30');
    const exceptions = withDayHours([], '2026-12-24', hours, '');
    expect(slotsFor(aSchedule({ exceptions }), { from: '2026-12-24', to: '2026-12-24' })).toEqual([]);
  });

  test('a day has one exception: the last word counts', () => {
    const absent = withAbsence([], { from: '2026-12-07', to: '2026-12-07' }, 'urlop');
    expect(withDayHours(absent, '2026-12-07', [], '')).toEqual([{ date: '2026-12-07', kind: 'hours', hours: [], reason: '' }]);
  });

  test('a week is copied as it is, absence and all, without changing the template', () => {
    const schedule = aSchedule({
      weekly: [weeklyHours(), weeklyHours({ weekday: 3 })],
      exceptions: withAbsence([], { from: '2026-12-02', to: '2026-12-02' }, 'urlop'),
    });
    const exceptions = copyWeek(schedule, '2026-11-30', '2026-12-14', 'jak w tygodniu 30.11');
    const slots = slotsFor({ ...schedule, exceptions }, { from: '2026-12-14', to: '2026-12-20' });
    expect(slots.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(Array(6).fill('2026-12-14'));
  });
});

describe('the weekly template', () => {
  test.each([
    ['10:00', '10:15', ['08:00-10:00', '10:15-12:00']],
    ['07:00', '09:00', ['09:00-12:00']],
    ['11:50', '13:00', ['08:00-11:50']],
    ['08:00', '12:00', []],
    ['12:00', '12:30', ['08:00-12:00']],
    ['10:00', '10:00', ['08:00-12:00']],
    ['08:10', '08:30', ['08:30-12:00']], // ten minutes are no slot
  ])('a break from %s to %s', (from, to, expected) => {
    const parts = withBreak(weeklyHours({ endsAt: '12:00' }), { from, to });
    expect(parts.map(({ startsAt, endsAt }) => `${startsAt}-${endsAt}`)).toEqual(expected);
  });

  test('"from January every other Tuesday from 8 to 14 in room 12": the old hours end the day before', () => {
    const old = weeklyHours({ weekday: 2 });
    const next = { ...old, endsAt: '14:00', room: '12', repeat: { everyWeeks: 2, anchor: '2027-01-05' } };
    const weekly = changeFrom([old], 0, '2027-01-01', next);
    expect(weekly).toEqual([
      { ...old, validTo: '2026-12-31' },
      { ...next, validFrom: '2027-01-01' },
    ]);
    const days = slotsFor(aSchedule({ weekly }), { from: '2026-12-28', to: '2027-01-20' });
    expect([...new Set(days.map(({ startsAt }) => startsAt.slice(0, 10)))]).toEqual(['2026-12-29', '2027-01-05', '2027-01-19']);
  });

  test('a change from the first day on replaces; an end alone removes the rest', () => {
    const old = weeklyHours();
    expect(changeFrom([old], 0, old.validFrom, { ...old, room: '7' })).toEqual([{ ...old, room: '7' }]);
    expect(changeFrom([old], 0, '2027-01-01', null)).toEqual([{ ...old, validTo: '2026-12-31' }]);
    expect(changeFrom([old], 0, old.validFrom, null)).toEqual([]);
  });

  test('a day given to others takes the place of what they had', () => {
    const weekly = [weeklyHours({ endsAt: '14:00' }), weeklyHours({ weekday: 2 }), weeklyHours({ weekday: 5 })];
    const copied = copyDay(weekly, 1, [1, 2, 3]);
    expect(copied.map(({ weekday, endsAt }) => `${weekday} ${endsAt}`).toSorted((a, b) => a.localeCompare(b))).toEqual([
      '1 14:00',
      '2 14:00',
      '3 14:00',
      '5 10:00',
    ]);
  });

  test('another doctor’s template: what is over stays behind', () => {
    const source = [weeklyHours({ validTo: '2026-12-31' }), weeklyHours({ weekday: 2 })];
    expect(copyTemplate(source, '2027-01-01', '2027-03-31')).toEqual([
      weeklyHours({ weekday: 2, validFrom: '2027-01-01', validTo: '2027-03-31' }),
    ]);
  });
});

describe('two managers at once', () => {
  const base = {
    weekly: [weeklyHours()],
    exceptions: withAbsence([], { from: '2026-12-07', to: '2026-12-07' }, 'urlop'),
    overrides: [],
  };

  test('what one wanted is laid over what the other published; neither loses', () => {
    const mine = { ...base, exceptions: withAbsence(base.exceptions, { from: '2026-12-08', to: '2026-12-08' }, 'urlop') };
    const current = { ...base, weekly: [weeklyHours(), weeklyHours({ weekday: 2 })], exceptions: [] };
    const rebased = rebaseSchedule(base, mine, current);
    expect(rebased.weekly).toEqual(current.weekly);
    expect(rebased.exceptions.map(({ date }) => date)).toEqual(['2026-12-08']);
  });

  test('the same change by both is one', () => {
    const mine = { ...base, weekly: [weeklyHours({ endsAt: '12:00' })] };
    expect(rebaseSchedule(base, mine, mine)).toEqual(mine);
  });

  test('hours that mine took away go, whatever else was added', () => {
    const current = { ...base, weekly: [weeklyHours(), weeklyHours({ weekday: 2 })] };
    expect(rebaseSchedule(base, { ...base, weekly: [] }, current).weekly).toEqual([weeklyHours({ weekday: 2 })]);
  });

  test('R38: of the days of a stop that mine added, mine is the last word; a stop that mine removed goes', () => {
    const [first, second] = [aStop(), aStop({ from: '2026-12-10', to: '2026-12-11' })];
    const theirs = aStop({ from: '2026-12-14', to: '2026-12-16', town: 'Bochnia' });
    const mine = aStop({ from: '2026-12-16', to: '2026-12-16', town: 'Tarnów' });
    const kept = aStop({ from: '2026-12-20', to: '2026-12-20', town: 'Skawina' });
    const at = (stops: MobileStop[]) => ({ ...base, stops });
    const rebased = rebaseSchedule(at([first, second]), at([second, mine]), at([first, second, theirs, kept]));
    expect(rebased.stops).toEqual([second, mine, kept]);
    expect(rebaseSchedule(at([first]), at([]), at([first])).stops).toEqual([]);
    expect(rebaseSchedule(base, base, base)).not.toHaveProperty('stops');
  });
});

import { describe, expect, it } from 'vitest';
import { aSchedule, aVisit, weeklyHours } from '../test-builders.ts';
import type { Visit } from '../visit.ts';
import { type CountedDates, compareKolce, type KolceCount, lastDayOf } from './compare-kolce.ts';
import { examReach } from './exam-reach.ts';
import { monthStatement } from './month-statement.ts';
import { addMonths, monthsBetween } from './months.ts';
import { regimeOf, serviceCodeOf, publishedTables as tables } from './settlement-regime.ts';
import { paymentRisks } from './visit-risks.ts';

const pilot = regimeOf('2025-10', tables);
const today = regimeOf('2026-11', tables);
if (!pilot || !today) throw new Error('no regime');
const now = '2026-11-23T09:00:00Z';

describe('R45: the regime follows the month', () => {
  it.each([
    ['2024-07', null],
    ['2024-09', 'pilot'],
    ['2025-12', 'pilot'],
    ['2026-01', 'start'],
    ['2026-06', 'start'],
    ['2026-07', 'reported-only'],
    ['2027-03', 'reported-only'],
  ])('%s: %s', (month, id) => {
    expect(regimeOf(month, tables)?.id ?? null).toBe(id);
  });

  it('R46: a code outside of the table is reported under no service code', () => {
    expect(serviceCodeOf('1100', '2026-11-01', tables)).toBe('60004');
    expect(serviceCodeOf('MMG', '2026-11-01', tables)).toBeNull();
  });
});

const done = (some: Partial<Visit> = {}): Visit =>
  aVisit({
    status: 'fulfilled',
    startsAt: '2026-11-02T08:00:00Z',
    course: { arrivedAt: null, startedAt: null, endedAt: '2026-11-02T08:20:00Z', eventNumber: 'ZM-1' },
    ...some,
  });
const times = (count: number, visit: Visit) => Array.from({ length: count }, () => ({ visit, confirmed: true }));

describe('R43, R45: the statement of a month', () => {
  const mixed = [
    ...times(3, done()),
    { visit: done(), confirmed: false },
    { visit: done({ slotId: null }), confirmed: true },
    { visit: done({ course: { arrivedAt: null, startedAt: null, endedAt: null, eventNumber: null } }), confirmed: true },
    ...times(2, aVisit({ status: 'no-show', startsAt: '2026-11-03T08:00:00Z' })),
    ...times(4, aVisit({ status: 'cancelled', startsAt: '2026-11-03T08:00:00Z' })),
    ...times(1, aVisit({ startsAt: '2026-11-04T08:00:00Z' })),
    ...times(5, aVisit({ startsAt: '2026-11-27T08:00:00Z' })),
  ];

  it('a month of today: paid is what was performed, reported and stands at central', () => {
    const statement = monthStatement({ month: '2026-11', visits: mixed, now, regime: today, initialFeed: '2025-05-20' });
    expect(statement.lumpSums).toBeNull();
    expect(statement.total).toEqual({
      booked: 14,
      performed: 6,
      reported: 5,
      noShow: 2,
      cancelled: 4,
      open: 1,
      payable: 3,
    });
  });

  const pilotMonth = (count: number, month = '2025-06', initialFeed: string | null = '2025-05-20') => {
    const visit = done({ startsAt: `${month}-03T08:00:00Z` });
    return monthStatement({ month, visits: times(count, visit), now, regime: pilot, initialFeed }).lumpSums;
  };

  it.each([
    [40, '2025-06', '2025-05-20', 'this-month'],
    [39, '2025-06', '2025-05-20', 'small'],
    [40, '2025-07', '2025-05-20', 'other-month'],
    [40, '2025-06', '2025-06-01', 'this-month'],
    [40, '2025-06', '2025-06-02', 'other-month'],
    [40, '2025-01', '2024-12-31', 'this-month'],
    [40, '2025-06', null, 'feed-date-missing'],
  ] as const)('the pilot: %i services in %s, fed on %s: %s', (count, month, fed, expected) => {
    expect(pilotMonth(count, month, fed)?.oneOff).toBe(expected);
  });

  it('the pilot: what was reported counts for the monthly sum, at central or not', () => {
    expect(pilotMonth(39)).toMatchObject({ monthly: 39, basis: [{ service: 'cardiology', services: 39 }] });
  });

  it('R45: a no-show changes neither sum', () => {
    const visits = times(50, done({ startsAt: '2025-06-03T08:00:00Z' }));
    const missed = times(9, aVisit({ status: 'no-show', startsAt: '2025-06-03T08:00:00Z' }));
    const sums = (all: typeof visits) =>
      monthStatement({ month: '2025-06', visits: all, now, regime: pilot, initialFeed: '2025-05-20' }).lumpSums;
    expect(sums([...visits, ...missed])?.monthly).toBe(sums(visits)?.monthly);
  });
});

describe('what puts a payment at risk', () => {
  const risksOf = (visit: Visit, confirmed = true) => paymentRisks({ visit, confirmed, now, regime: today });
  const past = '2026-11-20T08:00:00Z';

  it.each<[string, Visit, string[]]>([
    ['performed and reported', done(), []],
    ['to come', aVisit(), []],
    ['not begun: ends at this very minute', aVisit({ startsAt: '2026-11-23T08:40:00Z' }), ['no-outcome']],
    ['in progress', aVisit({ startsAt: '2026-11-23T08:41:00Z', status: 'arrived' }), []],
    ['nobody said how it ended', aVisit({ startsAt: past }), ['no-outcome']],
    ['no medical event', aVisit({ startsAt: past, status: 'fulfilled' }), ['no-event']],
    ['a first visit without referral', aVisit({ referral: null }), ['no-referral']],
    ['a continuation needs none', aVisit({ referral: null, kind: 'continuation' }), []],
    [
      'nobody can be reached',
      aVisit({ contact: { phone: null, secondPhone: null, email: null, relation: 'patient' } }),
      ['no-contact'],
    ],
    ['PESEL is wrong', aVisit({ gaps: ['bad-pesel'] }), ['no-pesel']],
    ['outside the published schedule', aVisit({ slotId: null }), ['outside-schedule']],
    ['cancelled', aVisit({ status: 'cancelled', referral: null, startsAt: past }), []],
    ['R45: a no-show', aVisit({ status: 'no-show', referral: null, startsAt: past }), []],
  ])('%s', (_name, visit, expected) => {
    expect(risksOf(visit)).toEqual(expected);
  });

  it('I5: what central does not hold comes first', () => {
    expect(risksOf(done({ course: { arrivedAt: null, startedAt: null, endedAt: null, eventNumber: null } }), false)).toEqual([
      'not-at-central',
      'no-event',
    ]);
  });
});

describe('R44, R46: central against AP-KOLCE', () => {
  const dates = (state: CountedDates['state'], count: number): CountedDates => ({
    clinicCode: '1100',
    month: '2026-12',
    state,
    count,
  });
  const reported = (count: number): KolceCount[] => [{ serviceCode: '60004', month: '2026-12', count }];
  const compare = (counted: CountedDates[], kolce: KolceCount[], schedules = [aSchedule()]) =>
    compareKolce({ dates: counted, kolce, schedules, months: ['2026-12'], minShare: () => 0.95, tables })[0];

  it.each([
    [95, 100, true],
    [94, 100, false],
    [100, 100, true],
    [0, 0, true],
    [19, 20, true],
    [18, 20, false],
  ])('%i of %i: enough is %s', (central, kolce, enough) => {
    expect(compare([dates('central', central)], reported(kolce))?.enough).toBe(enough);
  });

  it('names what explains the difference, and what nothing explains', () => {
    const counted = [dates('central', 90), dates('unsent', 4), dates('outside-schedule', 3)];
    expect(compare(counted, reported(100))).toMatchObject({
      difference: -10,
      share: 0.9,
      causes: [
        { cause: 'unsent', slots: 4 },
        { cause: 'outside-schedule', slots: 3 },
        { cause: 'unexplained', slots: 3 },
      ],
    });
  });

  it('an absence explains as many slots as it took, never more than are missing', () => {
    const away = aSchedule({ exceptions: [{ date: '2026-12-07', kind: 'closed', reason: 'urlop' }] });
    expect(compare([dates('central', 90)], reported(100), [away])?.causes).toEqual([
      { cause: 'withdrawn', slots: 6 },
      { cause: 'unexplained', slots: 4 },
    ]);
    expect(compare([dates('central', 98)], reported(100), [away])?.causes).toEqual([{ cause: 'withdrawn', slots: 2 }]);
  });

  it('a schedule that ends inside the month is named with its last day', () => {
    const short = aSchedule({ weekly: [weeklyHours({ validTo: '2026-12-18' })] });
    expect(compare([dates('central', 90)], reported(100), [short])?.causes[0]).toEqual({
      cause: 'schedule-ends',
      slots: 0,
      date: '2026-12-18',
    });
  });

  it('a month that AP-KOLCE has no count of is said, and is not "too few"', () => {
    expect(compare([dates('central', 90)], [])).toMatchObject({
      kolce: null,
      share: null,
      enough: true,
      causes: [{ cause: 'not-in-kolce', slots: 90 }],
    });
  });
});

describe('R44: exams reach at least thirty days ahead', () => {
  it.each([
    ['2026-12-23', 30, true],
    ['2026-12-22', 29, false],
    [null, 0, false],
  ])('last slot on %s', (last, days, enough) => {
    expect(examReach('mammography', last, '2026-11-23', today)).toMatchObject({ days, enough });
  });
});

it.each([
  ['2026-02', '2026-02-28'],
  ['2028-02', '2028-02-29'],
  ['2026-12', '2026-12-31'],
])('the last day of %s is %s', (month, day) => {
  expect(lastDayOf(month)).toBe(day);
});

it('months go over the year', () => {
  expect(addMonths('2026-11', 2)).toBe('2027-01');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCount, readDate, readKind, readMonth, readTime, readWeekdays } from './cells.ts';

test.each([
  ['11.12.2026', '2026-12-11'],
  ['7.12.2026', '2026-12-07'],
  ['12/01/27', '2027-01-12'],
  ['2026-12-30', '2026-12-30'],
  ['30-12-2026', '2026-12-30'],
  ['2026.12.30', '2026-12-30'],
  ['4.1.2027 r.', '2027-01-04'],
  ['2026-12-30 00:00:00', '2026-12-30'],
  ['2026-12-30T08:15', '2026-12-30'],
  ['29.02.2028', '2028-02-29'],
  ['29.02.2027', null],
  ['31.11.2026', null],
  ['0.12.2026', null],
  ['12/13/27', null],
  ['11.12', null],
  ['jutro', null],
  ['', null],
  ['11.12/2026', null],
])('date %j is %j', (text, date) => expect(readDate(text)).toBe(date));

test.each([
  ['8:00', '08:00'],
  ['08.15', '08:15'],
  ['0815', '08:15'],
  ['815', '08:15'],
  ['1100', '11:00'],
  ['8', '08:00'],
  ['8:00:00', '08:00'],
  ['godz. 8.30', '08:30'],
  ['23:59', '23:59'],
  ['24:00', null],
  ['8:60', null],
  ['rano', null],
  ['', null],
  ['12345', null],
])('time %j is %j', (text, time) => expect(readTime(text)).toBe(time));

test.each([
  ['pon', [1]],
  ['Poniedziałek', [1]],
  ['wt.', [2]],
  ['śr', [3]],
  ['ŚRODA', [3]],
  ['czw', [4]],
  ['pt', [5]],
  ['piątek', [5]],
  ['sob', [6]],
  ['nd', [7]],
  ['niedziela', [7]],
  ['3', [3]],
  ['pon-pt', [1, 2, 3, 4, 5]],
  ['pon, śr', [1, 3]],
  ['wt i czw', [2, 4]],
  ['pt-pon', null],
  ['jutro', null],
  ['', null],
])('weekday %j is %j', (text, days) => expect(readWeekdays(text)).toEqual(days));

test.each([
  ['I raz', 'first'],
  ['PIERWSZA', 'first'],
  ['pierwszorazowa', 'first'],
  ['1 raz', 'first'],
  ['kont.', 'continuation'],
  ['kontrola', 'continuation'],
  ['kolejna', 'continuation'],
  ['Kontynuacja leczenia', 'continuation'],
  ['II raz', 'continuation'],
  ['???', null],
  ['', null],
])('kind %j is %j', (text, kind) => expect(readKind(text)).toBe(kind));

test.each([
  ['2026-12', '2026-12'],
  ['12.2026', '2026-12'],
  ['1/2027', '2027-01'],
  ['13.2026', null],
  ['grudzień', null],
])('month %j is %j', (text, month) => expect(readMonth(text)).toBe(month));

test.each([
  ['30', 30],
  ['30 min', 30],
  ['1 456', 1456],
  ['20,0', 20],
  ['0', 0],
  ['-5', null],
  ['', null],
])('count %j is %j', (text, count) => expect(readCount(text)).toBe(count));

test('whatever stands in a cell, reading it never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.:/ -]{0,12}$/)), (text) => {
      for (const read of [readDate, readTime, readWeekdays, readKind, readMonth, readCount]) read(text);
    }),
  );
});

test('a date that is read exists, and comes back in every style', () => {
  const days = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (day) => {
      const iso = day.toISOString().slice(0, 10);
      const [y, m, d] = iso.split('-') as [string, string, string];
      for (const text of [iso, `${d}.${m}.${y}`, `${Number(d)}.${Number(m)}.${y}`, `${d}/${m}/${y.slice(2)}`])
        expect(readDate(text)).toBe(iso);
    }),
  );
});

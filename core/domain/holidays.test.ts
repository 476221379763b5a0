import Holidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import { holidayOn } from './holidays.ts';

describe('R10: public holidays', () => {
  test.each([
    ['2026-12-24', 'christmas-eve'],
    ['2025-12-24', 'christmas-eve'],
    ['2024-12-24', null],
    ['2026-12-25', 'christmas-day'],
    ['2026-12-26', 'second-christmas-day'],
    ['2027-01-01', 'new-year'],
    ['2027-01-06', 'epiphany'],
    ['2010-01-06', null],
    ['2027-03-28', 'easter'],
    ['2027-03-29', 'easter-monday'],
    ['2027-05-16', 'pentecost'],
    ['2027-05-27', 'corpus-christi'],
    ['2026-06-04', 'corpus-christi'],
    ['2027-03-26', null], // Good Friday is a working day
    ['2026-12-31', null],
    ['2026-11-11', 'independence-day'],
  ])('%s: %s', (date, holiday) => {
    expect(holidayOn(date)).toBe(holiday);
  });

  test('fourteen a year since 2025', () => {
    expect(datesOf(2026).filter((date) => holidayOn(date))).toHaveLength(14);
    expect(datesOf(2024).filter((date) => holidayOn(date))).toHaveLength(13);
  });

  test('agree with an independent source from 2019 to 2060', () => {
    const source = new Holidays('PL');
    for (let year = 2019; year <= 2060; year++) {
      const theirs = source.getHolidays(year).filter(({ type }) => type === 'public');
      const ours = new Set(datesOf(year).filter((date) => holidayOn(date)));
      expect(ours).toEqual(new Set(theirs.map(({ date }) => date.slice(0, 10))));
    }
  });
});

function datesOf(year: number): string[] {
  const dates: string[] = [];
  for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += 86_400_000)
    dates.push(new Date(ms).toISOString().slice(0, 10));
  return dates;
}

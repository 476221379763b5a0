import { describe, expect, test } from 'vitest';
import { pilotPolicy } from './policy-values.ts';
import { addDays, instantOf } from './time.ts';
import { bookingWindow, insideWindow } from './window.ts';

const today = '2026-11-23';
const now = '2026-11-23T09:00:00Z';
const inside = (
  service: 'cardiology' | 'mammography' | 'cytology',
  kind: 'first' | 'continuation',
  startsAt: string,
  at = now,
  day = today,
) => insideWindow(bookingWindow(pilotPolicy, service, kind, day), startsAt, at);

test.each([
  ['cardiology', 'first', '2027-01-02'],
  ['cardiology', 'continuation', null],
  ['mammography', 'first', '2027-02-21'],
  ['cytology', 'first', '2027-02-21'],
] as const)('%s %s: until %s', (service, kind, to) =>
  expect(bookingWindow(pilotPolicy, service, kind, today)).toEqual({ from: today, to }),
);

test.each([
  ['R11', 'cardiology', 'first', 40, true],
  ['R11', 'cardiology', 'first', 41, false],
  ['R11', 'cardiology', 'first', 1, true],
  ['R14', 'cardiology', 'continuation', 41, true],
  ['R14', 'cardiology', 'continuation', 800, true],
  ['R38', 'mammography', 'first', 90, true],
  ['R38', 'mammography', 'first', 91, false],
  ['R38', 'cytology', 'first', 90, true],
  ['R38', 'cytology', 'first', 91, false],
] as const)('%s: %s %s, today + %i: %s', (_rule, service, kind, days, expected) => {
  expect(inside(service, kind, instantOf(addDays(today, days), '12:00'))).toBe(expected);
});

describe('R11: the last day counts to its last minute, by the clinic’s clock', () => {
  test.each([
    ['00:00', true],
    ['23:59', true],
  ])('today + 40 at %s: %s', (time, expected) =>
    expect(inside('cardiology', 'first', instantOf('2027-01-02', time))).toBe(expected),
  );

  test('today + 41 at 00:00 is out, though in UTC it is still the day before', () => {
    const midnight = instantOf('2027-01-03', '00:00');
    expect(midnight).toBe('2027-01-02T23:00:00Z');
    expect(inside('cardiology', 'first', midnight)).toBe(false);
  });
});

describe('R11: the start must be in the future', () => {
  test.each([
    ['2026-11-23T08:59:00Z', false],
    ['2026-11-23T09:00:00Z', false],
    ['2026-11-23T09:01:00Z', true],
    ['2026-11-22T12:00:00Z', false],
  ])('%s: %s', (startsAt, expected) => {
    expect(inside('cardiology', 'first', startsAt)).toBe(expected);
    expect(inside('cardiology', 'continuation', startsAt)).toBe(expected);
  });
});

describe('clock changes', () => {
  test.each([
    // From winter into summer time: 40 calendar days, not 40 × 24 hours.
    ['2027-02-20', '2027-04-01', '23:59', true],
    ['2027-02-20', '2027-04-02', '00:00', false],
    ['2027-02-16', '2027-03-28', '03:00', true],
    // And back, 31 October 2027.
    ['2027-09-21', '2027-10-31', '23:59', true],
    ['2027-09-21', '2027-11-01', '00:00', false],
    ['2027-10-01', '2027-11-10', '23:59', true],
    ['2027-10-01', '2027-11-11', '00:00', false],
  ])('today %s: %s %s is inside: %s', (day, date, time, expected) => {
    expect(inside('cardiology', 'first', instantOf(date, time), instantOf(day, '12:00'), day)).toBe(expected);
  });
});

test('the numbers are policy, not constants', () => {
  expect(bookingWindow({ ...pilotPolicy, searchWindowDays: 10 }, 'cardiology', 'first', today).to).toBe('2026-12-03');
});

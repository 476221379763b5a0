import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDateTimeOf } from '../domain/time.ts';
import { localMinuteOf, placed } from './placed.ts';

describe('where a slot stands in the calendar', () => {
  it('gives the wall clock of start and end', () => {
    expect(placed('2026-11-23T07:00:00Z', 20)).toEqual({
      startsAt: '2026-11-23T07:00:00Z',
      localStart: '2026-11-23T08:00',
      localEnd: '2026-11-23T08:20',
      durationMinutes: 20,
    });
  });

  it.each([
    ['summer time begins', '2027-03-28T00:45:00Z', '2027-03-28T01:45', '2027-03-28T03:15'],
    ['summer time ends', '2026-10-25T00:45:00Z', '2026-10-25T02:45', '2026-10-25T02:15'],
    ['midnight', '2026-11-23T22:45:00Z', '2026-11-23T23:45', '2026-11-24T00:15'],
  ])('holds when %s', (_name, startsAt, localStart, localEnd) => {
    expect(placed(startsAt, 30)).toMatchObject({ localStart, localEnd });
  });

  it('agrees with Temporal at any minute', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), (date) => {
        const instant = `${date.toISOString().slice(0, 16)}:00Z`;
        expect(localMinuteOf(instant)).toBe(localDateTimeOf(instant));
      }),
    );
  });
});

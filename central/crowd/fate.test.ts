import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localTimeOf } from '../../core/domain/time.ts';
import { Random } from '../seed/random.ts';
import { parseReply } from '../sms/parse-reply.ts';
import { awake, cancelTexts, deleteTexts, type Fate, fateOf } from './fate.ts';
import { type CrowdProfile, crowdProfile, crowdProfiles, habits } from './profile.ts';

const now = Date.parse('2026-01-05T09:00:00Z');
const dayMs = 86_400_000;
const profileOf = (id: string) => crowdProfile(id) as CrowdProfile;

/** Bookings of all lengths between half a day and 40 days. */
function fates(profile: CrowdProfile, seed: number, count = 20_000): Fate[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, n) =>
    fateOf(random, profile, now, now + dayMs / 2 + ((n * 7919) % 3_950) * (dayMs / 100)),
  );
}
const shareOf = (all: Fate[], ...kinds: Fate['kind'][]) => all.filter(({ kind }) => kinds.includes(kind)).length / all.length;

describe.each([1, 2, 20_260_131])('seed %i', (seed) => {
  test('January 2026: 11.8 % are changed or cancelled, 4.7 % of the patients do not come', () => {
    const all = fates(profileOf('january-2026'), seed);
    expect(shareOf(all, 'moves', 'cancels')).toBeCloseTo(50_091 / 424_232, 2);
    expect(shareOf(all, 'no-show')).toBeCloseTo(0.047, 2);
  });

  test('pilot: 50.6 of 560 are cancelled, between 6 and 9 % do not come', () => {
    const all = fates(profileOf('pilot'), seed);
    expect(shareOf(all, 'cancels')).toBeCloseTo(50.6 / 560, 2);
    expect(shareOf(all, 'no-show')).toBeGreaterThan(0.06);
    expect(shareOf(all, 'no-show')).toBeLessThan(0.09);
  });
});

test('the shares of each profile say what its published figures say', () => {
  const { moved, cancelled, noShow } = profileOf('january-2026').ofBookings;
  expect(moved + cancelled).toBeCloseTo(50_091 / 424_232, 3);
  expect(noShow).toBe(0.047);
  expect(profileOf('pilot').ofBookings.cancelled).toBeCloseTo(50.6 / 560, 4);
  for (const { published, assumed } of crowdProfiles) {
    expect(published.every(({ what, source }) => what !== '' && source !== '')).toBe(true);
    expect(assumed.length).toBeGreaterThan(0);
  }
});

test('whatever is done is done after the booking and before the visit; the same seed decides the same', () => {
  const cases = fc.tuple(fc.integer({ min: 0, max: 4_294_967_295 }), fc.integer({ min: 10, max: 45 * 24 * 60 }));
  fc.assert(
    fc.property(cases, ([seed, minutes]) => {
      const start = now + minutes * 60_000;
      const changing: CrowdProfile = { ...profileOf('pilot'), ofBookings: { moved: 0.4, cancelled: 0.6, noShow: 0 } };
      const fate = fateOf(new Random(seed), changing, now, start);
      expect(fate).toEqual(fateOf(new Random(seed), changing, now, start));
      if (fate.kind !== 'moves' && fate.kind !== 'cancels') throw new Error(fate.kind);
      expect(fate.atMs).toBeGreaterThan(now);
      expect(fate.atMs).toBeLessThan(start);
    }),
  );
});

test('R41: who answers the SMS does so after a reminder has come, and as often as the habits say', () => {
  const cancelling: CrowdProfile = { ...profileOf('pilot'), ofBookings: { moved: 0, cancelled: 1, noShow: 0 } };
  const random = new Random(5);
  let answered = 0;
  for (let n = 0; n < 5_000; n++) {
    const start = now + 20 * dayMs + n * 60_000;
    const fate = fateOf(random, cancelling, now, start);
    if (fate.kind !== 'cancels' || fate.by === 'ikp') continue;
    answered++;
    const [week, day] = [start - 7 * dayMs, start - dayMs];
    expect(fate.atMs > day || (fate.atMs > week && fate.atMs < week + dayMs)).toBe(true);
    expect(fate.reason).toBe('sms-reply');
  }
  expect(answered / 5_000).toBeCloseTo(habits.cancelsBySms, 1);
});

test.each([
  ['2026-01-05T03:20:00Z', '07:20'],
  ['2026-01-05T21:10:00Z', '07:10'],
  ['2026-01-05T20:59:00Z', '21:59'],
  ['2026-01-05T06:00:00Z', '07:00'],
])('%s of the night becomes %s', (at, time) => {
  expect(localTimeOf(new Date(awake(Date.parse(at), Number.POSITIVE_INFINITY)).toISOString())).toBe(time);
});

test('what the crowd writes means what it is meant to', () => {
  expect(cancelTexts.map((text) => parseReply(text).meaning)).toEqual(cancelTexts.map(() => 'cancel'));
  expect(deleteTexts.map((text) => parseReply(text).meaning)).toEqual(deleteTexts.map(() => 'delete-entry'));
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aVisit } from './test-builders.ts';
import { judgeOutcome, outcomeOf, possibleOutcomes, type VisitOutcome, visitOutcomes, withOutcome } from './visit-outcome.ts';

/** 8:00 in Warsaw on Monday 30 November 2026. */
const visit = aVisit();
const starts = '2026-11-30T07:00:00Z';
const judge = (outcome: VisitOutcome, at: string, some: Parameters<typeof aVisit>[0] = {}) =>
  judgeOutcome({
    visit: aVisit(some),
    wanted: { outcome, at, eventNumber: null },
    slotTaken: false,
    referralUsed: false,
  }).map(({ code }) => code);
const wanted = (outcome: VisitOutcome, at = starts, eventNumber: string | null = null) => ({ outcome, at, eventNumber });

describe('R43: when a visit may be marked', () => {
  it.each([
    ['arrived', '2026-11-29T22:59:59Z', ['outcome-too-early']],
    ['arrived', '2026-11-29T23:00:00Z', []], // midnight in Warsaw
    ['in-progress', '2026-11-29T22:59:59Z', ['outcome-too-early']],
    ['performed', '2026-11-30T06:00:00Z', []],
    ['performed', '2026-12-04T06:00:00Z', []],
    ['no-show', '2026-11-30T06:59:59Z', ['outcome-too-early']],
    ['no-show', '2026-11-30T07:00:00Z', []],
    ['expected', '2026-11-20T07:00:00Z', []],
  ] as const)('%s at %s: %j', (outcome, at, codes) => {
    expect(judge(outcome, at)).toEqual(codes);
  });

  it('marks no cancelled visit, and none that is not there', () => {
    expect(judge('arrived', starts, { status: 'cancelled' })).toEqual(['visit-not-active']);
    const facts = { visit: null, wanted: wanted('arrived'), slotTaken: false, referralUsed: false };
    expect(judgeOutcome(facts)).toMatchObject([{ code: 'not-found' }]);
  });

  it('R28: an undone no-show must not collide with what came after it', () => {
    const facts = { visit: aVisit({ status: 'no-show' }), slotTaken: true, referralUsed: true };
    expect(judgeOutcome({ ...facts, wanted: wanted('expected') }).map(({ code }) => code)).toEqual([
      'slot-taken',
      'referral-used',
    ]);
    expect(judgeOutcome({ ...facts, wanted: wanted('no-show') })).toEqual([]);
  });

  it('offers what may be chosen now, without what is already so', () => {
    expect(possibleOutcomes(visit, '2026-11-30T06:30:00Z')).toEqual(['arrived', 'in-progress', 'performed']);
    expect(possibleOutcomes(visit, '2026-11-30T08:00:00Z')).toEqual(['arrived', 'in-progress', 'performed', 'no-show']);
    expect(possibleOutcomes(visit, '2026-11-23T08:00:00Z')).toEqual([]);
  });
});

describe('the course of a visit', () => {
  it('keeps when the patient came while the visit goes on', () => {
    const arrived = withOutcome(visit, wanted('arrived', '2026-11-30T06:48:00Z'));
    const inside = withOutcome(arrived, wanted('in-progress', '2026-11-30T07:03:00Z'));
    const done = withOutcome(inside, wanted('performed', '2026-11-30T07:20:00Z', 'ZM-1'));
    expect(done).toMatchObject({
      status: 'fulfilled',
      course: {
        arrivedAt: '2026-11-30T06:48:00Z',
        startedAt: '2026-11-30T07:03:00Z',
        endedAt: '2026-11-30T07:20:00Z',
        eventNumber: 'ZM-1',
      },
    });
  });

  it('makes up no arrival for a visit that is closed in the evening', () => {
    expect(withOutcome(visit, wanted('performed')).course).toMatchObject({ arrivedAt: null, startedAt: null });
  });

  it('going back forgets the later times', () => {
    const inside = withOutcome(withOutcome(visit, wanted('arrived', '2026-11-30T06:48:00Z')), wanted('in-progress'));
    expect(withOutcome(inside, wanted('arrived')).course).toEqual({
      arrivedAt: '2026-11-30T06:48:00Z',
      startedAt: null,
      endedAt: null,
      eventNumber: null,
    });
    expect(withOutcome(inside, wanted('expected'))).toEqual(visit);
  });

  it('is always what was asked for, and can always be taken back to where it began', () => {
    const steps = fc.array(fc.constantFrom(...visitOutcomes), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(steps, (outcomes) => {
        let now = visit;
        for (const outcome of outcomes) {
          now = withOutcome(now, wanted(outcome));
          expect(outcomeOf(now)).toBe(outcome);
        }
        expect(withOutcome(now, wanted('expected'))).toEqual(visit);
      }),
    );
  });
});

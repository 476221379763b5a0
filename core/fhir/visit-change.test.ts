import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as arbitrary from '../../test/conformance/arbitraries.ts';
import { visitOutcomes } from '../domain/visit-outcome.ts';
import { detailsParameters, outcomeParameters, parseDetailsParameters, parseOutcomeParameters } from './visit-change.ts';
import { outcomeToStatus, statusToOutcome } from './visit-course.ts';

const plain = <T>(value: T): unknown => JSON.parse(JSON.stringify(value));
const now = '2026-11-23T08:00:00Z';
const visitId = '44444444-4444-4444-8444-444444444444';

describe('$set-outcome', () => {
  test('every outcome survives the wire, with its time and event number', () => {
    for (const outcome of visitOutcomes) {
      expect(statusToOutcome(outcomeToStatus(outcome))).toBe(outcome);
      const eventNumber = outcome === 'performed' ? 'ZM/17' : null;
      const wanted = { outcome, at: '2026-11-23T07:10:00Z', eventNumber };
      expect(parseOutcomeParameters(plain(outcomeParameters(visitId, wanted)), now)).toEqual({
        kind: 'outcome',
        visitId,
        wanted,
      });
    }
  });

  test('no time, or one that is still to come, is now', () => {
    const told = (at: string) => plain(outcomeParameters(visitId, { outcome: 'arrived', at, eventNumber: null }));
    expect(parseOutcomeParameters(told('2026-11-23T08:00:01Z'), now)).toMatchObject({ wanted: { at: now } });
    expect(parseOutcomeParameters(told('nonsense'), now)).toMatchObject({ wanted: { at: now } });
  });

  test('damaged requests are turned down or read, never thrown at', () => {
    const request = fc.constant(outcomeParameters(visitId, { outcome: 'arrived', at: now, eventNumber: null }));
    fc.assert(fc.property(arbitrary.damaged(request), (body) => void parseOutcomeParameters(body, now)));
  });
});

describe('$change-details', () => {
  test('contact, note and referral survive the wire', () => {
    fc.assert(
      fc.property(arbitrary.visit, ({ id, contact, note, referral }) => {
        const details = { contact, note, referral };
        expect(parseDetailsParameters(plain(detailsParameters(id, details)))).toEqual({ kind: 'details', visitId: id, details });
      }),
    );
  });
});

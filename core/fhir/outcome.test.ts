import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { type RefusalCode, refusalCodes } from '../domain/refusal.ts';
import { currentOfOutcome, httpStatusOf, outcomeToRefusals, refusalsToOutcome } from './outcome.ts';
import { appointmentToVisit, visitToAppointment } from './visit-appointment.ts';

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('refusals survive the wire with rule, path and facts, as a valid OperationOutcome', () =>
  fc.assert(
    fc.property(fc.array(any.refusal, { minLength: 1, maxLength: 4 }), (refusals) => {
      const outcome = wire(refusalsToOutcome(refusals));
      expect(problemsOf(outcome)).toEqual([]);
      expect(outcomeToRefusals(outcome)).toEqual(refusals);
    }),
    { numRuns: 60 },
  ));

test("a refused change carries central's visit with its version", () =>
  fc.assert(
    fc.property(any.visit, (visit) => {
      const outcome = wire(refusalsToOutcome([{ code: 'stale-version' }], visitToAppointment(visit, { id: '9' })));
      expect(problemsOf(outcome)).toEqual([]);
      const current = currentOfOutcome(outcome);
      expect(current && appointmentToVisit(current)).toEqual(visit);
    }),
    { numRuns: 60 },
  ));

test('a damaged outcome is read as far as it goes, never thrown at', () =>
  fc.assert(
    fc.property(any.damaged(any.refusal.map((refusal) => refusalsToOutcome([refusal], null))), (outcome) => {
      for (const refusal of outcomeToRefusals(outcome)) expect(refusalCodes).toContain(refusal.code);
      expect(currentOfOutcome(outcome)).toBeNull();
    }),
    { numRuns: 500 },
  ));

test("someone else's OperationOutcome holds no refusal of ours", () => {
  const foreign = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'exception', details: { text: 'nginx' } }],
  };
  expect(outcomeToRefusals(foreign)).toEqual([]);
  expect(outcomeToRefusals('<html>')).toEqual([]);
  expect(currentOfOutcome(null)).toBeNull();
});

describe('HTTP status of each refusal, as in docs/spec/central-interface.md', () => {
  const table: Record<number, RefusalCode[]> = {
    400: ['invalid'],
    404: ['not-found', 'slot-gone'],
    409: [
      'slot-taken',
      'slot-held',
      'referral-used',
      'referral-cancelled',
      'visit-not-active',
      'visit-started',
      'intent-voided',
      'entry-not-open',
    ],
    412: ['stale-version'],
  };
  const named = new Set(Object.values(table).flat());
  for (const [status, codes] of Object.entries(table)) {
    test(`${status}: ${codes.join(', ')}`, () => expect(codes.map(httpStatusOf)).toEqual(codes.map(() => Number(status))));
  }
  test('422: everything else', () => {
    for (const code of refusalCodes) if (!named.has(code)) expect(httpStatusOf(code), code).toBe(422);
  });
});

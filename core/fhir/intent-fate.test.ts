import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { type Fate, fateToParameters, parseFate, parsePosition, positionToText } from './intent-fate.ts';
import { refusalsToOutcome } from './outcome.ts';

const position = { epoch: 'e-1', event: 12 };
const body = refusalsToOutcome([{ code: 'slot-taken', rule: 'I1' }]);
const fates: Fate[] = [
  { state: 'never-seen' },
  { state: 'voided' },
  { state: 'applied', status: 201, position, body: { resourceType: 'Basic', code: { text: 'x' } } },
  { state: 'applied', status: 204, position, body: null },
  { state: 'refused', status: 409, body },
];

test.each(fates)('fate $state survives the wire', (fate) => {
  const parameters = JSON.parse(JSON.stringify(fateToParameters(fate))) as object;
  expect(problemsOf(parameters)).toEqual([]);
  expect(parseFate(parameters)).toEqual(fate);
});

test('I3: an applied fate without a position is no answer', () => {
  const parameter = [
    { name: 'state', valueCode: 'applied' },
    { name: 'status', valueInteger: 200 },
  ];
  expect(parseFate({ resourceType: 'Parameters', parameter })).toBeNull();
});

test('garbage is no fate, and never throws', () =>
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), any.damaged(fc.constantFrom(...fates).map(fateToParameters))), (value) => {
      expect(() => parseFate(value)).not.toThrow();
    }),
    { numRuns: 500 },
  ));

test.each([
  ['e;1', { epoch: 'e', event: 1 }],
  ['e;0', { epoch: 'e', event: 0 }],
  ['e;-1', null],
  ['e', null],
  [';1', null],
  ['e;1;2', null],
  [null, null],
])('position %s', (given, expected) => {
  expect(parsePosition(given)).toEqual(expected);
  if (expected) expect(positionToText(expected)).toBe(given);
});

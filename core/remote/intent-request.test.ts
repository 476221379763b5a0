import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { anIntent, aPatient } from '../../test/conformance/builders.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { parseBookParameters } from '../fhir/parameters.ts';
import { closingOf } from '../fhir/task.ts';
import { targetKey } from '../sync/intent-target.ts';
import { actRequest, batchBundle, intentRequest } from './intent-request.ts';

test('every act becomes valid FHIR, alone and in a batch, and names the thing whose version it changes', () =>
  fc.assert(
    fc.property(any.intent, fc.option(fc.integer({ min: 1, max: 99 })), (intent, ifMatch) => {
      const { body } = intentRequest(intent, ifMatch, 'k-1');
      expect(problemsOf(JSON.parse(body))).toEqual([]);
      expect(problemsOf(JSON.parse(JSON.stringify(batchBundle([{ intent, ifMatch }], 'k-1'))))).toEqual([]);
      expect(actRequest(intent, 'k-1').target).toBe(targetKey(intent.act));
    }),
    { numRuns: 100 },
  ));

test.each(['patient', 'clinic'] as const)('R30: a cancellation by the %s says so, with its reason', (by) => {
  const { resource } = actRequest(anIntent({ kind: 'cancel', visitId: 'v-1', reason: 'illness', by }), 'k-1');
  expect(parseBookParameters(resource)).toMatchObject({
    cancelledBy: by,
    appointment: { status: 'cancelled', cancelationReason: { coding: [{ code: 'illness' }] }, identifier: [{ value: 'v-1' }] },
  });
});

test('a patient is named by key, not by anything personal, in the address', () => {
  const { method, url } = actRequest(anIntent({ kind: 'change-patient', patient: aPatient({ id: 'p-1' }) }), 'k-1');
  expect(`${method} ${url}`).toBe('PUT Patient?identifier=urn%3Aokienko%3Apatient%7Cp-1');
});

test('I7: closing a task says how and by whom', () => {
  const { resource } = actRequest(
    anIntent({ kind: 'close-task', taskId: 't-1', resolution: 'patient-called' }, { author: 'anna' }),
    'k-1',
  );
  expect(resource.resourceType === 'Task' && closingOf(resource)).toEqual({
    key: 't-1',
    resolution: 'patient-called',
    closedBy: 'anna',
  });
});

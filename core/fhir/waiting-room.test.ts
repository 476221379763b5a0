/** The waiting room on the wire: what is asked comes through unchanged, is valid R4, and garbage never throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { aSlot, aWaitingEntry } from '../domain/test-builders.ts';
import { anyCriteria } from '../domain/waiting-entry.ts';
import { patientToFhir } from './patient.ts';
import { slotToProposal } from './proposal.ts';
import { parseSearchExtras, searchAnswerOf, searchParameters } from './search.ts';
import {
  parseSubmissionParameters,
  submissionFromParameters,
  submissionParameters,
  submissionToParameters,
} from './submission.ts';
import { offerToTask, waitingCommandOf, waitingCommandToTask, waitingEntryOf, waitingEntryToTask } from './waiting-task.ts';

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

test('an entry as Task loses nothing', () =>
  fc.assert(
    fc.property(any.waitingEntry, (entry) => {
      const task = wire(waitingEntryToTask(entry, { id: '7' }));
      expect(problemsOf(task)).toEqual([]);
      expect(waitingEntryOf(task)).toEqual(entry);
    }),
    runs,
  ));

test('R13: an entry takes its patient along', () =>
  fc.assert(
    fc.property(any.waitingEntry, any.patient, (entry, patient) => {
      const task = wire(waitingCommandToTask({ kind: 'enter', entry, patient: patientToFhir(patient) }));
      expect(problemsOf(task)).toEqual([]);
      expect(waitingCommandOf(task)).toMatchObject({ kind: 'enter', entry, patient: { resourceType: 'Patient' } });
    }),
    runs,
  ));

test('R24, R27: criteria and deletion travel with the referral that proves the right to ask', () =>
  fc.assert(
    fc.property(any.criteria, fc.constantFrom('1'.repeat(44), null), (criteria, key) => {
      const referral = { key, code: key === null ? '1234' : null, clinicCodes: null };
      const pesel = key === null ? '58031200021' : null;
      for (const command of [
        { kind: 'change' as const, key: 'k', criteria, referral, pesel },
        { kind: 'leave' as const, key: 'k', referral, pesel },
      ]) {
        const task = wire(waitingCommandToTask(command));
        expect(problemsOf(task)).toEqual([]);
        expect(waitingCommandOf(task)).toEqual(command);
      }
    }),
    runs,
  ));

test('garbage is no command and never throws', () =>
  fc.assert(
    fc.property(any.damaged(any.waitingEntry.map((entry) => waitingEntryToTask(entry))), (task) => {
      waitingCommandOf(task as Parameters<typeof waitingCommandOf>[0]);
      parseSearchExtras(task);
      submissionFromParameters(task);
      searchAnswerOf(task);
    }),
    runs,
  ));

describe('search over all clinics', () => {
  test('R19: criteria come through', () =>
    fc.assert(
      fc.property(any.criteria, (criteria) => {
        const asked = { criteria, birthDate: '1958-03-12', category: 'urgent' as const, entitled: true };
        const search = { ...asked, clinicCodes: ['1100'], from: '2026-11-23', to: '2027-01-02', limit: 50 };
        const parameters = wire(searchParameters(search));
        expect(problemsOf(parameters)).toEqual([]);
        expect(parseSearchExtras(parameters)).toEqual(asked);
      }),
      runs,
    ));

  test('a request without any of them asks for everything', () => {
    expect(parseSearchExtras({ resourceType: 'Parameters' })).toEqual({
      criteria: anyCriteria,
      birthDate: null,
      category: 'stable',
      entitled: false,
    });
    const wrong = { resourceType: 'Parameters', parameter: [{ name: 'weekday', valueInteger: 8 }] };
    expect(parseSearchExtras(wrong)).toBeNull();
  });

  test('R12: slots with clinic, town and practitioner; and the offer with its forecast', () => {
    const slot = aSlot();
    const actor = { id: 'a', kind: 'practitioner' as const, name: 'lek. Ewa Sikora' };
    const proposal = slotToProposal(slot, { clinicId: 'c', clinicName: 'Serce', town: 'Radom', distanceKm: 93, actor });
    const forecast = { date: '2027-01-15', asOf: '2026-11-23T09:00:00Z' };
    const entry = [{ resource: proposal }, { resource: offerToTask(forecast) }];
    const bundle = wire({ resourceType: 'Bundle', type: 'searchset', total: 1, entry });
    expect(problemsOf(bundle)).toEqual([]);
    expect(searchAnswerOf(bundle)).toEqual({
      slots: [{ slot, clinicId: 'c', clinicName: 'Serce', town: 'Radom', distanceKm: 93, actorName: 'lek. Ewa Sikora' }],
      waitingRoom: { forecast },
    });
    expect(searchAnswerOf({ ...bundle, entry: [] })).toEqual({ slots: [], waitingRoom: null });
  });
});

test('R20: the status of a submission comes with time, place and status of the visit, nothing more', () => {
  const question = { referralKey: null, referralCode: '1234', pesel: '58031200021' };
  expect(parseSubmissionParameters(wire(submissionParameters(question)))).toEqual(question);
  const visit = {
    id: 'v',
    startsAt: '2026-11-30T07:00:00Z',
    durationMinutes: 20,
    clinicId: 'c',
    clinicName: 'Serce',
    actorName: 'lek. Ewa Sikora',
    status: 'no-show' as const,
  };
  const status = { entry: aWaitingEntry({ status: 'assigned', visitId: 'v' }), visit };
  const parameters = wire(submissionToParameters(status));
  expect(problemsOf(parameters)).toEqual([]);
  expect(submissionFromParameters(parameters)).toEqual(status);
});

/** Domain → FHIR → domain loses nothing, what is produced is valid R4 by HL7's definitions, and garbage never throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as any from '../../test/conformance/arbitraries.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { changeOf } from './change.ts';
import { patientFromFhir, patientToFhir } from './patient.ts';
import { policyFromFhir, policyToFhir } from './policy.ts';
import { proposalsToSlots, slotToHold, slotToProposal } from './proposal.ts';
import { actorToFhir, scheduleFromFhir, scheduleToFhir, scheduleToPractitionerRole } from './schedule.ts';
import { settingFromFhir, settingToFhir } from './setting.ts';
import { slotFromFhir, slotToFhir } from './slot.ts';
import { taskFromFhir, taskToFhir } from './task.ts';
import { appointmentToVisit, visitToAppointment } from './visit-appointment.ts';

/** What goes over the wire. */
const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) };

function keepsAll<T, R extends object>(value: fc.Arbitrary<T>, there: (value: T) => R, back: (resource: R) => T | null): void {
  fc.assert(
    fc.property(value, (given) => {
      const resource = wire(there(given));
      expect(problemsOf(resource)).toEqual([]);
      expect(back(resource)).toEqual(given);
    }),
    runs,
  );
}

const refs = { id: '7', patientId: 'p-1', scheduleId: 's-1', actor: { id: 'a', kind: 'device' as const, name: 'mammograf 1' } };

describe('domain → FHIR → domain is identity and valid R4', () => {
  test('visit without central ids, as a desk sends it', () =>
    keepsAll(any.visit, (visit) => visitToAppointment(visit), appointmentToVisit));
  test('visit with central ids, as central sends it', () =>
    keepsAll(any.visit, (visit) => visitToAppointment(visit, refs), appointmentToVisit));
  test('patient', () => keepsAll(any.patient, (patient) => patientToFhir(patient), patientFromFhir));
  test('patient of a clinic with merged keys: the first key stays', () =>
    keepsAll(
      any.patient,
      (patient) => patientToFhir(patient, { id: '1', clinicId: 'c', otherKeys: ['k2', 'k3'] }),
      patientFromFhir,
    ));
  test('slot', () => keepsAll(any.slot, (slot) => slotToFhir(slot, 'free'), slotFromFhir));
  test('schedule', () => keepsAll(any.schedule, (schedule) => scheduleToFhir(schedule), scheduleFromFhir));
  test('task', () => keepsAll(any.deskTask, (task) => taskToFhir(task), taskFromFhir));
  test('setting', () => keepsAll(any.setting, (setting) => settingToFhir(setting), settingFromFhir));
  test('policy', () => keepsAll(any.policy, policyToFhir, policyFromFhir));
});

describe('resources that are only read by others are valid R4', () => {
  test('PractitionerRole, Practitioner and Device of a schedule', () =>
    fc.assert(
      fc.property(any.schedule, any.date, (schedule, today) => {
        expect(problemsOf(scheduleToPractitionerRole(schedule, today, { id: 'r' }))).toEqual([]);
        expect(problemsOf(actorToFhir(schedule.actor, 'a'))).toEqual([]);
      }),
      runs,
    ));

  test('R12: $find answers proposals from which the slots come back', () =>
    fc.assert(
      fc.property(fc.array(any.slot, { maxLength: 5 }), any.actor, (slots, actor) => {
        const entry = slots.map((slot) => ({ resource: slotToProposal(slot, { clinicId: 'c', actor }) }));
        const bundle = wire({ resourceType: 'Bundle', type: 'searchset', total: slots.length, entry });
        if (entry.length > 0) expect(problemsOf(bundle)).toEqual([]);
        expect(proposalsToSlots(bundle)).toEqual(slots);
      }),
      runs,
    ));

  test('I8: a hold says until when, and is no visit', () =>
    fc.assert(
      fc.property(any.slot, any.actor, any.instant, (slot, actor, holdUntil) => {
        const hold = slotToHold(slot, { clinicId: 'c', actor }, { id: 'h', holdUntil });
        expect(problemsOf(wire(hold))).toEqual([]);
        expect(changeOf(wire(hold))).toBe('ignored');
      }),
      runs,
    ));
});

describe('garbage', () => {
  const resources = fc.oneof(
    any.visit.map((visit) => visitToAppointment(visit, refs)),
    any.patient.map((patient) => patientToFhir(patient)),
    any.slot.map((slot) => slotToFhir(slot, 'busy')),
    any.schedule.map((schedule) => scheduleToFhir(schedule)),
    any.deskTask.map((task) => taskToFhir(task)),
    any.setting.map((setting) => settingToFhir(setting, '1')),
  );

  test('a damaged resource is read or turned down, never thrown at', () =>
    fc.assert(
      fc.property(any.damaged(fc.oneof(resources)), (resource) => {
        const change = changeOf(resource);
        if (typeof change === 'object' && change.row !== null) expect(change.key).toBeTruthy();
      }),
      { numRuns: 1000 },
    ));

  test('any JSON under any of our types', () =>
    fc.assert(
      fc.property(fc.constantFrom('Appointment', 'Patient', 'Slot', 'Schedule', 'Task', 'Basic'), fc.object(), (type, body) => {
        expect(() => changeOf({ ...body, resourceType: type })).not.toThrow();
      }),
      { numRuns: 500 },
    ));
});

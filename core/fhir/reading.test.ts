/** What another FHIR client may write, and how we understand it. */
import type { Appointment, Patient } from 'fhir/r4';
import { describe, expect, test } from 'vitest';
import { idOfReference, keyOf, keyOfReference } from './keys.ts';
import { mergedKeysOf, patientFromFhir } from './patient.ts';
import * as read from './read.ts';
import { extension, system } from './systems.ts';
import { appointmentToVisit } from './visit-appointment.ts';

const foreign: Appointment = {
  resourceType: 'Appointment',
  id: 'a-1',
  meta: { versionId: '4' },
  status: 'checked-in',
  start: '2026-03-02T09:00:00+01:00',
  end: '2026-03-02T09:20:00+01:00',
  serviceType: [{ coding: [{ code: 'MMG' }] }],
  appointmentType: { coding: [{ system: system.visitKind, code: 'first' }] },
  slot: [{ reference: 'https://central.example/fhir/Slot/s-1' }],
  participant: [
    { actor: { reference: 'Practitioner/d-1' }, status: 'accepted' },
    { actor: { reference: 'Patient/p-1/_history/2' }, status: 'accepted' },
  ],
  extension: [
    { url: extension.schedule, valueReference: { reference: 'Schedule/c-1' } },
    { url: extension.clinic, valueReference: { reference: 'Organization/k-1' } },
  ],
};

test('a visit without key, service or duration of ours is understood by id, code and end', () => {
  expect(appointmentToVisit(foreign)).toMatchObject({
    id: 'a-1',
    version: 4,
    status: 'arrived',
    startsAt: '2026-03-02T08:00:00Z',
    durationMinutes: 20,
    service: 'mammography',
    slotId: 's-1',
    patientId: 'p-1',
    scheduleId: 'c-1',
    clinicId: 'k-1',
    contact: { phone: null, email: null },
  });
});

test.each(['start', 'participant', 'serviceType', 'appointmentType', 'extension', 'status'] as const)(
  'an Appointment without %s is no visit',
  (field) => {
    const { [field]: _gone, ...rest } = foreign;
    expect(appointmentToVisit(rest as Appointment)).toBeNull();
  },
);

test.each(['proposed', 'pending', 'waitlist', 'entered-in-error'] as const)('status %s is no visit', (status) => {
  expect(appointmentToVisit({ ...foreign, status })).toBeNull();
});

describe('patients of other systems', () => {
  const patient: Patient = { resourceType: 'Patient', id: '9', name: [{ family: 'Nowak', given: ['Anna', 'Maria'] }] };

  test('given names are joined, the id is the key', () => {
    expect(patientFromFhir(patient)).toMatchObject({ id: '9', familyName: 'Nowak', givenName: 'Anna Maria', version: 0 });
  });
  test('without a family name there is no patient', () => {
    expect(patientFromFhir({ resourceType: 'Patient', id: '9' })).toBeNull();
  });
  test('R15: of two numbers the one ranked first receives notifications, else the first', () => {
    const phone = (value: string, rank?: number) => ({ system: 'phone' as const, value, ...(rank ? { rank } : {}) });
    const contactOf = (...telecom: Patient['telecom'] & object) => patientFromFhir({ ...patient, telecom })?.contact;
    expect(contactOf(phone('+48600000002', 2), phone('+48600000001', 1))).toMatchObject({
      phone: '+48600000001',
      secondPhone: '+48600000002',
    });
    expect(contactOf(phone('+48600000003'), phone('+48600000004'))).toMatchObject({
      phone: '+48600000003',
      secondPhone: '+48600000004',
    });
    expect(contactOf(phone('+48600000002', 2))).toMatchObject({ phone: null, secondPhone: '+48600000002' });
  });
  test('a merged patient keeps its first key and names the others', () => {
    const identifier = ['k-1', 'k-2'].map((value) => ({ system: 'urn:okienko:patient', value }));
    expect(keyOf({ ...patient, identifier })).toBe('k-1');
    expect(mergedKeysOf({ ...patient, identifier })).toEqual(['k-2']);
  });
});

test('a reference is understood by key before id, and never as another type', () => {
  expect(keyOfReference({ reference: 'Patient/1', identifier: { system: 'urn:okienko:patient', value: 'k' } }, 'Patient')).toBe(
    'k',
  );
  expect(keyOfReference({ reference: 'Patient/1', identifier: { system: system.pesel, value: '1' } }, 'Patient')).toBe('1');
  expect(keyOfReference({ reference: 'Device/1' }, 'Patient')).toBeNull();
  expect(idOfReference({ reference: '#s-1' }, 'Slot')).toBe('s-1');
  expect(idOfReference({ reference: 'Slot/' }, 'Slot')).toBeNull();
});

test.each([
  ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00Z'],
  ['2026-03-02T08:00:00.000Z', '2026-03-02T08:00:00.000Z'],
  ['2026-03-02T09:00:00+01:00', '2026-03-02T08:00:00Z'],
  ['2026-03-02T00:30:00.5+01:00', '2026-03-01T23:30:00.5Z'],
  ['2026-02-30T09:00:00+01:00', null],
  ['2026-03-02T25:00:00Z', null],
  ['2026-03-02 08:00:00Z', null],
  ['2026-03-02T09:00:00', null],
  ['2026-02-30T09:00:00Z', null],
  ['2026-03-02', null],
  [5, null],
])('instant %s', (given, expected) => expect(read.instant(given)).toBe(expected));

test.each([
  ['7', 7],
  ['0', 0],
  ['-1', 0],
  ['x', 0],
  [undefined, 0],
])('version %s', (versionId, expected) => expect(read.versionOf({ meta: { versionId } })).toBe(expected));

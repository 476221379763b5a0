import type { Contact, Patient } from './patient.ts';
import type { MobileStop, Schedule, Slot, WeeklyHours } from './schedule.ts';
import { slotId } from './slot-id.ts';
import { type DeskTask, plainTask } from './task.ts';
import type { Visit } from './visit.ts';
import { anyCriteria, type WaitingEntry } from './waiting-entry.ts';

/** Builders for tests: one valid thing each, of which a test names only what matters to it. Invented people. */

export const clinicId = '11111111-1111-4111-8111-111111111111';
export const scheduleId = '22222222-2222-4222-8222-222222222222';
export const aReferralKey = '1234'.repeat(11);

export const aContact = (some: Partial<Contact> = {}): Contact => ({
  phone: '+48730181148',
  secondPhone: null,
  email: null,
  relation: 'patient',
  ...some,
});

/** A woman born on 12 March 1958. */
export const aPatient = (some: Partial<Patient> = {}): Patient => ({
  id: '33333333-3333-4333-8333-333333333333',
  version: 1,
  familyName: 'Wiśniewska',
  givenName: 'Halina',
  pesel: '58031200021',
  document: null,
  birthDate: '1958-03-12',
  sex: 'female',
  contact: aContact(),
  ...some,
});

/** Monday 30 November 2026, 8:00 in Warsaw. */
export const aSlot = (some: Partial<Slot> = {}): Slot => {
  const startsAt = some.startsAt ?? '2026-11-30T07:00:00Z';
  return {
    id: slotId(some.scheduleId ?? scheduleId, startsAt),
    scheduleId,
    service: 'cardiology',
    clinicCode: '1100',
    kind: 'first',
    mode: 'in-person',
    payer: 'nfz',
    startsAt,
    durationMinutes: 20,
    room: '12a',
    overbooked: false,
    ...some,
  };
};

export const aVisit = (some: Partial<Visit> = {}): Visit => {
  const startsAt = some.startsAt ?? '2026-11-30T07:00:00Z';
  return {
    id: '44444444-4444-4444-8444-444444444444',
    version: 1,
    clinicId,
    scheduleId,
    slotId: slotId(some.scheduleId ?? scheduleId, startsAt),
    startsAt,
    durationMinutes: 20,
    service: 'cardiology',
    clinicCode: '1100',
    kind: 'first',
    mode: 'in-person',
    status: 'booked',
    patientId: aPatient().id,
    contact: aContact(),
    category: 'stable',
    entitlement: null,
    referral: { key: aReferralKey, code: null, clinicCodes: null },
    legacy: false,
    gaps: [],
    cancelReason: null,
    bookedAt: '2026-11-23T09:00:00Z',
    bookedBy: 'desk',
    note: null,
    ...some,
  };
};

export const aWaitingEntry = (some: Partial<WaitingEntry> = {}): WaitingEntry => ({
  id: '77777777-7777-4777-8777-777777777777',
  version: 0,
  clinicId,
  patientId: aPatient().id,
  referral: { key: aReferralKey, code: null, clinicCodes: null },
  clinicCodes: ['1100'],
  criteria: anyCriteria,
  category: 'stable',
  entitlement: null,
  contact: aContact(),
  submittedAt: '2026-11-23T09:00:00Z',
  status: 'waiting',
  closed: null,
  visitId: null,
  cancelledSlotIds: [],
  forecast: null,
  ...some,
});

export const weeklyHours = (some: Partial<WeeklyHours> = {}): WeeklyHours => ({
  weekday: 1,
  startsAt: '08:00',
  endsAt: '10:00',
  slotMinutes: 20,
  firstEvery: 3,
  room: '12a',
  mode: 'in-person',
  payer: 'nfz',
  validFrom: '2026-11-01',
  validTo: '2027-06-30',
  ...some,
});

export const aSchedule = (some: Partial<Schedule> = {}): Schedule => ({
  id: scheduleId,
  version: 1,
  clinicId,
  actor: {
    id: '55555555-5555-4555-8555-555555555555',
    kind: 'practitioner',
    name: 'dr n. med. Monika Kalinowska',
    npwz: '6996580',
  },
  clinicCode: '1100',
  service: 'cardiology',
  revision: 1,
  weekly: [weeklyHours()],
  exceptions: [],
  overrides: [],
  ...some,
});

export const aStop = (some: Partial<MobileStop> = {}): MobileStop => ({
  from: '2026-12-01',
  to: '2026-12-03',
  town: 'Wieliczka',
  address: 'Rynek Górny 1',
  voivodeship: '12',
  latitude: 49.987,
  longitude: 20.065,
  ...some,
});

export const aTask = (some: Partial<DeskTask> = {}): DeskTask => ({
  ...plainTask,
  refusals: [],
  calls: [],
  id: '66666666-6666-4666-8666-666666666666',
  version: 1,
  kind: 'visit-gap',
  gap: 'no-contact',
  visitId: aVisit().id,
  patientId: aPatient().id,
  originDesk: 'desk-1',
  openedAt: '2026-11-23T09:00:00Z',
  ...some,
});

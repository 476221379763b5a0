/** Valid domain values with invented people; a test states only what it is about. */
import type { Act, Intent } from '../../core/domain/intent.ts';
import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule } from '../../core/domain/schedule.ts';
import type { Visit } from '../../core/domain/visit.ts';

export const aPatient = (over: Partial<Patient> = {}): Patient => ({
  id: '0b8f6a52-0000-4000-8000-000000000001',
  version: 0,
  familyName: 'Zmyślona',
  givenName: 'Halina',
  pesel: '58042312344',
  document: null,
  birthDate: '1958-04-23',
  sex: 'female',
  contact: { phone: '+48730181148', secondPhone: null, email: null, relation: 'patient' },
  ...over,
});

export const aVisit = (over: Partial<Visit> = {}): Visit => ({
  id: '0b8f6a52-0000-4000-8000-000000000002',
  version: 0,
  clinicId: '0b8f6a52-0000-4000-8000-00000000000c',
  scheduleId: '0b8f6a52-0000-4000-8000-000000000003',
  slotId: '0b8f6a52-0000-4000-8000-000000000004',
  startsAt: '2026-03-02T08:00:00Z',
  durationMinutes: 20,
  service: 'cardiology',
  clinicCode: '1100',
  kind: 'first',
  mode: 'in-person',
  status: 'booked',
  patientId: '0b8f6a52-0000-4000-8000-000000000001',
  contact: { phone: '+48730181148', secondPhone: null, email: null, relation: 'patient' },
  category: 'stable',
  entitlement: null,
  referral: { key: null, code: '1234', clinicCodes: null },
  legacy: false,
  gaps: [],
  cancelReason: null,
  bookedAt: '2026-02-20T10:00:00Z',
  bookedBy: 'desk',
  note: null,
  ...over,
});

export const anIntent = (act: Act, over: Partial<Intent> = {}): Intent => ({
  id: crypto.randomUUID(),
  act,
  keys: [],
  seenVersion: null,
  baseIntentId: null,
  supersedes: null,
  author: 'rejestracja-1',
  reason: null,
  at: '2026-02-20T10:00:00Z',
  ...over,
});

export const aBooking = (over: Partial<Visit> = {}): Intent =>
  anIntent({ kind: 'book', visit: aVisit(over), patient: aPatient() });

/** PESEL of a woman born on 23 April 1958, with a right check digit; `serial` 0–999 tells them apart. */
export function aPesel(serial: number): string {
  const digits = `580423${String(serial).padStart(3, '0')}2`;
  const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** Monday to Friday 8–12 in March and April 2026, every second slot for a first visit. */
export const aSchedule = (clinicId: string, over: Partial<Schedule> = {}): Schedule => ({
  id: crypto.randomUUID(),
  version: 0,
  clinicId,
  actor: { id: crypto.randomUUID(), kind: 'practitioner', name: 'dr n. med. Monika Zmyślona', npwz: '1234567' },
  clinicCode: '1100',
  service: 'cardiology',
  revision: 1,
  weekly: ([1, 2, 3, 4, 5] as const).map((weekday) => ({
    weekday,
    startsAt: '08:00',
    endsAt: '12:00',
    slotMinutes: 20,
    firstEvery: 2,
    room: '12a',
    mode: 'in-person',
    payer: 'nfz',
    validFrom: '2026-03-02',
    validTo: '2026-04-30',
  })),
  exceptions: [{ date: '2026-03-20', kind: 'closed', reason: 'urlop' }],
  overrides: [],
  ...over,
});

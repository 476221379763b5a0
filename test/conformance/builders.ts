/** Valid domain values with invented people; a test states only what it is about. */
import type { Act, Intent } from '../../core/domain/intent.ts';
import type { Patient } from '../../core/domain/patient.ts';
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

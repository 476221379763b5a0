import type { PatientDetail, ScheduleView, SlotView } from '../../../core/contract/views.ts';
import { pilotPolicy } from '../../../core/domain/policy-values.ts';
import { instantOf } from '../../../core/domain/time.ts';
import type { BookingContext } from './booking-context.ts';
import { type BookingDraft, emptyDraft } from './booking-draft.ts';
import { type BookingEvent, bookingFlow } from './booking-flow.ts';

/** Builders for tests of the booking flow. Invented people; the PESEL numbers have valid check digits. */
export const today = '2026-11-23';

export const schedule = (id: string, clinicCode: string, service: ScheduleView['service'] = 'cardiology'): ScheduleView => ({
  id,
  actorId: `actor-${id}`,
  actorName: `lek. ${id}`,
  actorShort: id,
  actorKind: 'practitioner',
  clinicCode,
  service,
});

export const context: BookingContext = {
  schedules: [schedule('anna', '1100'), schedule('jan', '1100'), schedule('ewa', '1101'), schedule('mmg', 'MMG', 'mammography')],
  policy: pilotPolicy,
  today,
};

export const aSlot = (over: Partial<SlotView> = {}): SlotView => ({
  id: '00000000-0000-4000-8000-000000000001',
  scheduleId: 'anna',
  kind: 'first',
  mode: 'in-person',
  room: '3',
  state: 'free',
  overbooked: false,
  startsAt: instantOf('2026-11-30', '09:00'),
  localStart: '2026-11-30T09:00',
  localEnd: '2026-11-30T09:20',
  durationMinutes: 20,
  ...over,
});

/** A woman of 68 with a phone, never seen here. */
export const aPatient = (over: Partial<PatientDetail> = {}): PatientDetail => ({
  id: '00000000-0000-4000-8000-0000000000aa',
  version: 3,
  familyName: 'Zmyślona',
  givenName: 'Halina',
  pesel: '58021212346',
  document: null,
  birthDate: '1958-02-12',
  age: 68,
  sex: 'female',
  contact: { phone: '+48730181148', secondPhone: null, email: null, relation: 'patient' },
  truth: 'confirmed',
  heldBack: false,
  duplicates: [],
  visits: [],
  ...over,
});

/** Runs events through the flow from an empty draft, or from another. */
export const draftAfter = (events: readonly BookingEvent[], from: BookingDraft = emptyDraft): BookingDraft =>
  events.reduce((draft, event) => bookingFlow(draft, event, context), from);

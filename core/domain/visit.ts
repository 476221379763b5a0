import type { Contact } from './patient.ts';
import type { Service, VisitKind, VisitMode } from './schedule.ts';

export type VisitStatus = 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'no-show';
/** Statuses that occupy the slot (I1). */
export const activeStatuses: readonly VisitStatus[] = ['booked', 'arrived', 'fulfilled'];

export type MedicalCategory = 'urgent' | 'stable';
/** `other-clinic`: by the desk of another clinic, on the patient's behalf (R14, R19). */
export type Channel = 'desk' | 'other-clinic' | 'ikp' | 'sms' | 'waiting-room' | 'import';

/** R18: e-skierowanie, read by its 44-digit key or by the 4-digit code together with the PESEL. */
export interface Referral {
  key: string | null;
  code: string | null;
  /** Clinic codes that the referral allows (R48); null = not known to the desk. */
  clinicCodes: string[] | null;
}

export interface Entitlement {
  /** Code from resources/entitlements (art. 47c). */
  code: string;
  /** Document shown at the desk. */
  document: string;
}

export type CancelReason =
  | 'illness'
  | 'no-transport'
  | 'other-date'
  | 'resignation'
  | 'other'
  | 'practitioner-absent'
  | 'breakdown'
  | 'schedule-change'
  | 'desk-error'
  | 'death'
  | 'sms-reply';

export interface Visit {
  /** Key at the desk, see Patient.id. */
  id: string;
  /** Central's version; 0 while central does not know the visit. */
  version: number;
  clinicId: string;
  scheduleId: string;
  /** null: outside the published schedule, or doubly booked (R49): the visit has a time but no slot of its own. */
  slotId: string | null;
  /** UTC instant. */
  startsAt: string;
  durationMinutes: number;
  service: Service;
  clinicCode: string;
  kind: VisitKind;
  mode: VisitMode;
  status: VisitStatus;
  patientId: string;
  contact: Contact;
  category: MedicalCategory;
  entitlement: Entitlement | null;
  referral: Referral | null;
  /** R6: booked before the clinic joined; gaps are accepted and listed here. */
  legacy: boolean;
  gaps: VisitGap[];
  cancelReason: CancelReason | null;
  bookedAt: string;
  bookedBy: Channel;
  note: string | null;
  /** Booked by this clinic in another one (`clinicId`): where, as far as it is told. Absent = in this clinic. */
  elsewhere?: Elsewhere;
  /** What happened on the day of the visit; absent = nothing yet. */
  course?: VisitCourse;
}

export interface Elsewhere {
  clinicName: string;
  town: string | null;
  actorName: string;
}

/** The day of the visit: UTC instants by central's clock, and the number of the medical event that was reported (R43). */
export interface VisitCourse {
  arrivedAt: string | null;
  /** The patient went in: the visit is in progress. */
  startedAt: string | null;
  /** Performed, or marked as no-show. */
  endedAt: string | null;
  eventNumber: string | null;
}

/** What a legacy visit lacks; each is a task at the desk (R6, R49). */
export type VisitGap = 'outside-schedule' | 'holiday' | 'double-booked' | 'no-contact' | 'no-pesel' | 'bad-pesel' | 'no-referral';

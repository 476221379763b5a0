import type { Contact } from './patient.ts';
import type { Weekday } from './time.ts';
import type { Entitlement, MedicalCategory, Referral } from './visit.ts';

/** R19, R23, R24: what a patient asks of a date. Everything is optional; an empty list means "any". */
export interface SearchCriteria {
  clinicIds: string[];
  /** Keys of practitioners or devices. */
  actorIds: string[];
  /** Two digits of TERYT, `14` = mazowieckie; null = all of Poland. */
  voivodeship: string | null;
  /** Name of a town; null = any. */
  town: string | null;
  /** Around `town`, in a straight line; null = in the town itself. */
  radiusKm: number | null;
  /** Local dates, `YYYY-MM-DD`, inclusive. */
  from: string | null;
  to: string | null;
  /** ISO: 1 = Monday ... 7 = Sunday. */
  weekdays: Weekday[];
  /** The visit starts at `fromTime` or later and at `toTime` or earlier, `HH:MM` wall clock. */
  fromTime: string | null;
  toTime: string | null;
}

export const anyCriteria: SearchCriteria = {
  clinicIds: [],
  actorIds: [],
  voivodeship: null,
  town: null,
  radiusKm: null,
  from: null,
  to: null,
  weekdays: [],
  fromTime: null,
  toTime: null,
};

/** `assigned`: a visit is booked for it (`visitId`); `closed`: see `closed`. */
export type WaitingStatus = 'waiting' | 'assigned' | 'closed';

/** Why an entry is closed: left (R27, R29), booked live by the patient (R18), the visit took place, no-show without return (R28), death. */
export type WaitingClosed = 'withdrawn' | 'booked' | 'performed' | 'no-show' | 'deceased' | 'referral-cancelled';

/** R25. */
export interface Forecast {
  /** Local date, or null: published schedules do not reach that far. */
  date: string | null;
  /** Central's instant of the reckoning. */
  asOf: string;
}

/** R18, R20–R29: a central submission (centralne zgłoszenie), one patient's entry in the waiting room. */
export interface WaitingEntry {
  /** Key: UUID minted at the desk, or by central when the patient enters by IKP or returns after a cancellation. */
  id: string;
  /** Central's version; 0 while central does not know the entry. */
  version: number;
  /** Clinic that entered it or whose visit was cancelled; null = the patient by IKP. */
  clinicId: string | null;
  /** Key of the patient at that clinic. */
  patientId: string;
  referral: Referral;
  /** R48: codes that are searched, all of them allowed by the referral. */
  clinicCodes: string[];
  criteria: SearchCriteria;
  category: MedicalCategory;
  entitlement: Entitlement | null;
  /** R15. */
  contact: Contact;
  /** Instant that counts for the order (R23, R28). */
  submittedAt: string;
  status: WaitingStatus;
  closed: WaitingClosed | null;
  /** Key of the visit that was assigned or booked; null while waiting. */
  visitId: string | null;
  /** R28: slots that the patient cancelled or moved from; never assigned to this entry again. */
  cancelledSlotIds: string[];
  forecast: Forecast | null;
}

/** R20: who asks for the status of a submission must know the referral: its key, or its code with the PESEL. */
export interface SubmissionQuestion {
  referralKey: string | null;
  referralCode: string | null;
  pesel: string | null;
}

/** What the asking clinic is told. */
export interface SubmissionStatus {
  entry: WaitingEntry;
  /** The assigned or booked visit: time, place and status, nothing more. */
  visit: {
    id: string;
    startsAt: string;
    durationMinutes: number;
    clinicId: string;
    clinicName: string;
    actorName: string;
    status: 'booked' | 'arrived' | 'fulfilled' | 'cancelled' | 'no-show';
  } | null;
}

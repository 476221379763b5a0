import type { ExamProgramme } from './exam-programme.ts';
import type { Service } from './schedule.ts';

/**
 * Every number of the rules. Dated, served by central (`GET /fhir/Basic/policy`), never a constant in code.
 * `pilotPolicy` in resources/ is only the first answer of our own central and of a desk that has never been online.
 */
export interface Policy {
  /** R11: last bookable day for a first cardiology visit = today + this. */
  searchWindowDays: number;
  /** R38: the same for prevention programmes. */
  examWindowDays: number;
  /** R33, R34: freed this long before the start or later, the waiting room does not take a slot. */
  shortNoticeHours: number;
  /** I8: longest life of a visible hold. */
  holdMinutes: number;
  waitingRoom: WaitingRoomPolicy;
  /** R41: when reminders are sent; R42: whether an entry to the waiting room is told of. */
  notifications: NotificationPolicy;
  /** R2, R48: covered clinic codes with validity and ages on the day of the visit. */
  coveredCodes: CoveredCode[];
  /** R36, R39. */
  examProgrammes: ExamProgramme[];
}

/** R23, R28: what the slides leave open. */
export interface WaitingRoomPolicy {
  /** R23: what goes first, the medical category or the entitlement to be served out of order. */
  order: 'category-first' | 'entitlement-first';
  /** R28: the time that counts after the patient has cancelled an assigned date. */
  afterCancel: 'original' | 'now';
  /** R28: back at the end of the queue, or not at all. */
  afterNoShow: 'now' | 'no-return';
}

export interface NotificationPolicy {
  /** Days before the visit, at the same time of the clinic's clock. */
  reminderDaysBefore: number[];
  /** Earliest and latest `HH:MM` of a reminder, clinic's clock. */
  remindersFrom: string;
  remindersTo: string;
  tellOfEntry: boolean;
}

export interface CoveredCode {
  code: string;
  service: Service;
  /** `YYYY-MM-DD`, both inclusive; null = open. */
  validFrom: string;
  validTo: string | null;
  /** Youngest and oldest age in full years on the day of the visit; null = no limit. */
  minAge: number | null;
  maxAge: number | null;
}

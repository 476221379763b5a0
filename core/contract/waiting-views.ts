import type { Contact } from '../domain/patient.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { MedicalCategory } from '../domain/visit.ts';
import type { Forecast, SearchCriteria, SubmissionStatus, WaitingClosed, WaitingStatus } from '../domain/waiting-entry.ts';
import type { Truth } from './views.ts';

/** What was true at one answer of central: a line of the forecast's history. */
export interface KnownStep {
  /** Central's instant of the answer. */
  at: string;
  /** `none`: central had no submission of this referral. */
  status: WaitingStatus | 'none';
  closed: WaitingClosed | null;
  /** Local date; null = no forecast. */
  forecastDate: string | null;
}

export interface SubmissionView {
  /** Digest of the referral: the same at every desk. */
  id: string;
  /** `…1234` of a key, or the four digits. */
  referralName: string;
  referralKind: 'key' | 'code';
  patientId: string | null;
  patientName: string | null;
  peselMasked: string | null;
  /** Shared by all desks of the clinic; otherwise asked about at this desk alone, and forgotten after a day. */
  watched: boolean;
  /** Central's instant of the answer that is shown; null = never answered. */
  askedAt: string | null;
  /** A question that waits for the line to central, since when. */
  questionSince: string | null;
  /** null: never answered, or central has no submission of this referral (then `askedAt` is set). */
  entry: {
    id: string;
    version: number;
    status: WaitingStatus;
    closed: WaitingClosed | null;
    criteria: SearchCriteria;
    clinicCodes: string[];
    category: MedicalCategory;
    entitled: boolean;
    submittedAt: string;
    forecast: Forecast | null;
    contact: Contact;
  } | null;
  visit: (NonNullable<SubmissionStatus['visit']> & { localStart: string; here: boolean }) | null;
  /** Latest first. */
  history: KnownStep[];
  /** An own act on the entry that central has not answered, or has refused. */
  openAct: { kind: 'enter-waiting' | 'change-waiting' | 'leave-waiting'; truth: Truth; refusals: Refusal[] } | null;
}

export interface WaitingView {
  submissions: SubmissionView[];
  /** false: what is shown is the last knowledge. */
  live: boolean;
}

/** `queued`: the question is kept on this computer and asked when central can be reached. */
export type AskResult = { ok: true; answered: boolean; id: string } | { ok: false; refusals: Refusal[] };

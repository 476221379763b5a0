import type { FoundElsewhere } from '../../../core/contract/search-views.ts';
import type { PatientDetail, SayNote, SlotView } from '../../../core/contract/views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import type { VisitKind } from '../../../core/domain/schedule.ts';
import type { Entitlement, MedicalCategory } from '../../../core/domain/visit.ts';
import type { SeriesWish } from '../../../core/domain/visit-series.ts';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { type ContactForm, emptyContact } from '../patients/contact-form.ts';
import type { PersonForm } from '../patients/person-form.ts';

export type BookingStep = 'patient' | 'visit' | 'referral' | 'urgency' | 'contact' | 'slot' | 'confirm';

/** Ids of one command: repeating it with the same ids is the same booking (I3). */
export interface BookingAttempt {
  intentId: string;
  visitId: string;
  patientId: string;
  /** R14: each visit of a series; the first is the one that is named above. */
  series?: SeriesVisit[];
}

export interface SeriesVisit {
  intentId: string;
  visitId: string;
  slot: SlotView;
}

/** Several continuation visits in one act (R14). */
export interface SeriesDraft {
  wish: SeriesWish;
  /** What a person chose in place of a proposal, by its place in the series. */
  chosen: Record<number, { slot: SlotView; sameDay: SlotView[] }>;
  /** Places that are left out. */
  left: number[];
  /** What was in sight when "book" was pressed. */
  toBook: SlotView[];
}

/** Everything that one booking holds before it is accepted. Plain data: kept when the screen is left, or the connection lost (I2). */
export interface BookingDraft {
  step: BookingStep;
  done: BookingStep[];
  /** Steps that somebody has tried to leave: from then on their problems show while typing. */
  tried: BookingStep[];
  searchText: string;
  /** The patient as the desk knew it when chosen; null = new, or nobody chosen yet. */
  known: PatientDetail | null;
  /** null = nobody chosen yet. */
  person: PersonForm | null;
  /** Desk id that a new patient already had in the refused booking; null = minted when sent. */
  personId: string | null;
  clinicCode: string | null;
  kind: VisitKind | null;
  /** Wish for one doctor or device; null = any. */
  scheduleId: string | null;
  referral: string;
  category: MedicalCategory;
  entitlement: Entitlement | null;
  contact: ContactForm;
  note: string;
  slot: SlotView | null;
  /** Where the chosen slot is, when it is in another clinic (R14, R19). */
  place: FoundElsewhere | null;
  /** The search by criteria over all clinics (R19); null = the own clinic's slots are shown. */
  search: SearchCriteria | null;
  /** The waiting room instead of a date (R13): what the patient asks for; null = a date of this clinic is chosen. */
  waiting: SearchCriteria | null;
  /** Instead of one date; null = one visit. */
  series: SeriesDraft | null;
  supersedes: string | null;
  attempt: BookingAttempt | null;
  /** `unanswered`: sent to the desk's core, no answer came; only a repetition of the same command is possible then. */
  phase: 'editing' | 'sending' | 'unanswered' | 'refused' | 'accepted';
  refusals: Refusal[];
  notes: SayNote[];
}

export const emptyDraft: BookingDraft = {
  step: 'patient',
  done: [],
  tried: [],
  searchText: '',
  known: null,
  person: null,
  personId: null,
  clinicCode: null,
  kind: null,
  scheduleId: null,
  referral: '',
  category: 'stable',
  entitlement: null,
  contact: emptyContact,
  note: '',
  slot: null,
  place: null,
  search: null,
  waiting: null,
  series: null,
  supersedes: null,
  attempt: null,
  phase: 'editing',
  refusals: [],
  notes: [],
};

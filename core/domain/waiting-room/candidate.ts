import type { CoveredCode, WaitingRoomPolicy } from '../policy.ts';
import type { MedicalCategory } from '../visit.ts';
import type { SearchCriteria } from '../waiting-entry.ts';

/** A waiting patient, as far as assignment looks at one. */
export interface Candidate {
  id: string;
  clinicCodes: readonly string[];
  birthDate: string | null;
  criteria: SearchCriteria;
  category: MedicalCategory;
  entitled: boolean;
  submittedAt: string;
  /** R28: never assigned to this one again. */
  cancelledSlotIds: readonly string[];
}

/** Where slots are: a clinic, or one stop of its mobile unit. One object for all slots of a place. */
export interface Place {
  clinicId: string;
  town: string | null;
  /** Two digits of TERYT. */
  voivodeship: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** A free slot that the waiting room may assign: first visit, in person, paid by NFZ. */
export interface OpenSlot {
  id: string;
  clinicCode: string;
  actorId: string;
  /** UTC instant. */
  startsAt: string;
  place: Place;
}

export interface AssignmentRules {
  /** Central's instant. */
  now: string;
  /** Last local date that may be assigned; null = as far as there are slots (forecast). */
  windowTo: string | null;
  /** R34: what starts this soon or sooner is not assigned. */
  shortNoticeHours: number;
  order: WaitingRoomPolicy['order'];
  coveredCodes: readonly CoveredCode[];
  /** Middle of a town, for a search around it; null = not known. */
  townCentre(town: string): { latitude: number; longitude: number } | null;
}

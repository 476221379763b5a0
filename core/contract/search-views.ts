import type { Refusal } from '../domain/refusal.ts';
import type { Service } from '../domain/schedule.ts';
import type { Forecast } from '../domain/waiting-entry.ts';
import type { PatientVisit, SlotView } from './views.ts';

/** A free slot of some clinic; `here`: of this one. */
export interface FoundElsewhere extends SlotView {
  service: Service;
  clinicCode: string;
  clinicId: string;
  clinicName: string;
  town: string | null;
  distanceKm: number | null;
  actorName: string;
  here: boolean;
}

/** R12: slots of every clinic, or the offer of the waiting room with its forecast (R25). */
export interface SearchView {
  windowTo: string;
  days: { date: string; slots: FoundElsewhere[] }[];
  waitingRoom: { forecast: Forecast | null } | null;
  truncated: boolean;
  /** false: central could not be asked, so nothing is known. */
  live: boolean;
}

/** R36. `offline`: only central can ask eWUŚ and SIMP; `unknown`: central does not know the patient yet. */
export type EligibilityView =
  | { state: 'answered'; refusals: Refusal[]; insured: boolean | null }
  | { state: 'offline' | 'unknown' };

/** A visit that this clinic has booked in another one, and whose. */
export interface ElsewhereView extends PatientVisit {
  patientId: string;
  patientName: string;
}

/** I8. `none`: no line to central, so nothing is held. */
export type HoldResult =
  | { kind: 'held'; holdId: string; until: string }
  | { kind: 'refused'; refusals: Refusal[] }
  | { kind: 'none' };

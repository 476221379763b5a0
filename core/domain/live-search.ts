import type { Slot } from './schedule.ts';
import type { MedicalCategory } from './visit.ts';
import type { Forecast, SearchCriteria } from './waiting-entry.ts';

/** R12, R19: what a search over all clinics asks. */
export interface LiveSearch {
  clinicCodes: string[];
  criteria: SearchCriteria;
  /** `YYYY-MM-DD`, local, inclusive: the stretch that is searched, `criteria.from` and `to` within it. */
  from: string;
  to: string;
  /** R48: leaves out slots that the patient's age forbids; null = not known. */
  birthDate: string | null;
  /** For the forecast of the waiting room (R25). */
  category: MedicalCategory;
  entitled: boolean;
  limit: number;
}

export interface OfferedSlot {
  slot: Slot;
  clinicId: string;
  clinicName: string;
  town: string | null;
  /** Kilometres from the middle of the town that was asked for; null = no town was, or the place is not known. */
  distanceKm: number | null;
  actorName: string;
}

export interface SearchAnswer {
  /** Earliest first. */
  slots: OfferedSlot[];
  /** R12: offered when nothing is found but what starts within 48 hours (R34). */
  waitingRoom: { forecast: Forecast | null } | null;
}

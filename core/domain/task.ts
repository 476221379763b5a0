import type { Refusal } from './refusal.ts';
import type { VisitGap } from './visit.ts';

/** Something that a person at the clinic must settle. Shared by all desks of the clinic; outlives shifts. */
export interface DeskTask {
  id: string;
  version: number;
  kind: 'refused-intent' | 'visit-gap' | 'call-patient';
  /** Refusals of central for `refused-intent`; codes and facts only, no personal data. */
  refusals: Refusal[];
  gap: VisitGap | null;
  visitId: string | null;
  patientId: string | null;
  /** The intent that was refused, at the desk named by `originDesk`. */
  intentId: string | null;
  originDesk: string;
  state: 'open' | 'done';
  owner: string | null;
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  /** What was done: `booked-elsewhere`, `patient-called`, `withdrawn`, `fixed`, `kept`. */
  resolution: string | null;
}

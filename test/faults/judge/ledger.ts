import type { DeskAct } from '../schedule/steps.ts';

/** What a person asked for at a desk, and what the desk said. */
export interface Asked {
  desk: number;
  act: DeskAct;
  intentId: string;
  /** The intent that is retried, replaced or given up; the task that is closed. */
  about: string | null;
  /** `none`: the desk lost power, or failed, before it answered. */
  answer: 'accepted' | 'refused' | 'none';
}

/** What a patient did in the account and was told that it is done. Everything else the account refuses at once. */
export interface DoneByPatient {
  visitId: string;
  version: number;
  status: string;
}

/** The simple model: what people did and were told, and nothing of how it is brought about. */
export interface Ledger {
  asked: Asked[];
  byPatients: DoneByPatient[];
}

export const emptyLedger = (): Ledger => ({ asked: [], byPatients: [] });

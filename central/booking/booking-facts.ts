import type { ExamRecord } from '../../core/domain/exam-programme.ts';
import type { Patient } from '../../core/domain/patient.ts';
import type { Actor, Slot } from '../../core/domain/schedule.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { Queryable } from '../db/database.ts';
import { type SlotColumns, slotOfColumns } from '../reads/slot-columns.ts';
import type { StoredEntry } from '../waiting-room/stored-entry.ts';

/** What central must know to judge one booking, move or cancellation. */
export interface BookingFacts {
  visit: StoredVisit | null;
  slot: StoredSlot | null;
  slotTaken: boolean;
  slotHeld: boolean;
  /** Schedule that the visit names (a legacy visit may have no slot), and the one it is in now. */
  schedule: StoredSchedule | null;
  currentSchedule: StoredSchedule | null;
  patient: StoredPatient | null;
  /** Another patient of the clinic who has the PESEL of the one that was sent. */
  samePesel: StoredPatient | null;
  /** The visit's patient as the slot's clinic knows him, when that is another one (R19, R31). */
  patientThere: StoredPatient | null;
  /** The patient as the asking clinic knows him, of a visit that it booked in another one. */
  own: StoredPatient | null;
  referralUsed: boolean;
  /** R18: by its issuer. */
  referralCancelled: boolean;
  /** The entry of the referral that waits (R18). */
  waiting: StoredEntry | null;
  /** An open entry of the referral that is not this visit's. */
  entryElsewhere: boolean;
  /** The entry that led to the visit as it is (R27). */
  entry: StoredEntry | null;
  /** What the patient had searched for when he booked it by IKP (R27). */
  search: SearchCriteria | null;
  /** R36, of an exam: eWUŚ and SIMP; null without a PESEL. */
  examRecord: ExamRecord | null;
  /** R31: the exam that the booking replaces, as it is; null = there is none of that name, undefined = none was named. */
  replaced?: ReplacedVisit | null;
}

/** A visit with what its cancellation has to tell. */
export interface ReplacedVisit {
  visit: StoredVisit;
  schedule: StoredSchedule;
  patient: StoredPatient;
}

export interface StoredVisit {
  id: string;
  version: number;
  patientId: string;
  row: Visit;
}
export interface StoredSlot {
  slot: Slot;
  version: number;
  clinicId: string;
  withdrawn: boolean;
  /** R33: kept for waiting patients until the waiting room has looked at it. */
  forWaiting: boolean;
}
export interface StoredSchedule {
  id: string;
  key: string;
  clinicId: string;
  actor: Actor;
  actorId: string;
  /** Of another clinic than the asking one. */
  clinic?: { name: string; town: string | null } | null;
}
export interface StoredPatient {
  id: string;
  version: number;
  otherKeys: string[];
  row: Patient;
}

export interface FactsQuestion {
  clinicId: string;
  clientId: string | null;
  now: string;
  key: string;
  slotId: string | null;
  scheduleKey: string | null;
  /** The patient by key or, as `patientId`, by central's id. */
  patientKey: string | null;
  patientId: string | null;
  pesel: string | null;
  /** `kind:number` of the patient that was sent, when there is no PESEL. */
  document: string | null;
  /** Digest of the wanted referral; null = the one of the visit as it is. */
  referral: string | null;
}

type Raw = Omit<BookingFacts, 'slot' | 'examRecord' | 'replaced'> & {
  slot: (SlotColumns & { version: number; clinic_id: string; withdrawn: boolean; for_waiting: boolean }) | null;
};

/** One round trip for any number of questions; answers in their order. */
export async function gatherBookingFacts(database: Queryable, questions: readonly FactsQuestion[]): Promise<BookingFacts[]> {
  const rows = await database.query<{ facts: Raw }>(
    'select booking_facts(question) as facts from jsonb_array_elements($1::jsonb) as question',
    [JSON.stringify(questions)],
  );
  return rows.map(({ facts }) => ({ ...facts, slot: storedSlot(facts.slot), examRecord: null }));
}

function storedSlot(raw: Raw['slot']): StoredSlot | null {
  if (raw === null) return null;
  return {
    slot: slotOfColumns(raw),
    version: raw.version,
    clinicId: raw.clinic_id,
    withdrawn: raw.withdrawn,
    forWaiting: raw.for_waiting,
  };
}

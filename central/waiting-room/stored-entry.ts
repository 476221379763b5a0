import type { Patient } from '../../core/domain/patient.ts';
import { referralKeyOf } from '../../core/domain/referral.ts';
import type { WaitingEntry } from '../../core/domain/waiting-entry.ts';

/** An entry as central keeps it. */
export interface StoredEntry {
  id: string;
  version: number;
  status: WaitingEntry['status'];
  /** The patient as whoever entered him knows him. */
  person: Patient;
  row: WaitingEntry;
}

/** A row of `waiting_entry`, see central/db/migrations/070-waiting-room.ts. */
export interface WaitingColumns {
  id: string;
  key: string;
  version: number;
  status: WaitingEntry['status'];
  referral: string;
  pesel: string | null;
  birth_date: string | null;
  clinic_codes: string[];
  urgent: boolean;
  entitled: boolean;
  submitted_at: string;
  fresh: boolean;
  visit_id: string | null;
  person: Patient;
  row: WaitingEntry;
}

/** `visitId`: central's id of the visit that `row.visitId` names. An entry that waits is compared with the free slots next. */
export function waitingColumns(id: string, row: WaitingEntry, person: Patient, visitId: string | null): WaitingColumns {
  return {
    id,
    key: row.id,
    version: row.version,
    status: row.status,
    referral: referralKeyOf(row.referral, person.pesel),
    pesel: person.pesel,
    birth_date: person.birthDate,
    clinic_codes: row.clinicCodes,
    urgent: row.category === 'urgent',
    entitled: row.entitlement !== null,
    submitted_at: row.submittedAt,
    fresh: row.status === 'waiting',
    visit_id: visitId,
    person,
    row: { ...row, forecast: null },
  };
}

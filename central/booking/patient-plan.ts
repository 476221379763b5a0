import type { Contact, Patient } from '../../core/domain/patient.ts';
import type { PatientColumns } from '../writes/change-plan.ts';
import type { StoredPatient } from './booking-facts.ts';

/** What becomes of a patient that was sent: which one it is, and how the stored one changes. */
export interface PatientPlan {
  stored: StoredPatient;
  /** null = nothing changes. */
  change: { columns: PatientColumns; newKey: string | null; before: Patient | null } | null;
}

interface PatientFacts {
  clinicId: string;
  sent: Patient | null;
  /** Known by the key that was sent. */
  known: StoredPatient | null;
  /** Known by the PESEL that was sent, under whatever key. */
  samePesel: StoredPatient | null;
  newId: () => string;
}

/**
 * - unknown: created;
 * - known by key: becomes what was sent;
 * - another key, same PESEL (two desks met the patient while offline): merged. The first key and the identity stay, the
 *   contact is the newer one, the new key leads here from now on.
 *
 * `conflict`: the key names one patient and the PESEL another; `missing`: nothing was sent and nothing is known.
 */
export function planPatient(facts: PatientFacts): PatientPlan | 'conflict' | 'missing' {
  const { sent, known, samePesel } = facts;
  if (sent === null) return known === null ? 'missing' : { stored: known, change: null };
  if (known !== null && samePesel !== null && samePesel.id !== known.id) return 'conflict';
  if (known !== null) return changed(facts.clinicId, known, { ...sent, id: known.row.id }, null);
  if (samePesel !== null) {
    return changed(facts.clinicId, samePesel, { ...samePesel.row, contact: newer(samePesel.row.contact, sent.contact) }, sent.id);
  }
  const stored: StoredPatient = { id: facts.newId(), version: 1, otherKeys: [], row: { ...sent, version: 1 } };
  return { stored, change: { columns: columnsOf(facts.clinicId, stored), newKey: sent.id, before: null } };
}

function changed(clinicId: string, before: StoredPatient, row: Patient, newKey: string | null): PatientPlan {
  const same = JSON.stringify({ ...row, version: 0 }) === JSON.stringify({ ...before.row, version: 0 });
  if (same && newKey === null) return { stored: before, change: null };
  const version = before.version + 1;
  const otherKeys = newKey === null ? before.otherKeys : [...before.otherKeys, newKey];
  const stored: StoredPatient = { id: before.id, version, otherKeys, row: { ...row, version } };
  return { stored, change: { columns: columnsOf(clinicId, stored), newKey, before: before.row } };
}

function newer(old: Contact, sent: Contact): Contact {
  return sent.phone === null && sent.email === null ? old : sent;
}

/** As it is looked for. */
export const documentOf = ({ document }: Pick<Patient, 'document'>): string | null =>
  document === null ? null : `${document.kind}:${document.number}`;

export function columnsOf(clinicId: string, { id, version, otherKeys, row }: StoredPatient): PatientColumns {
  return {
    id,
    clinic_id: clinicId,
    key: row.id,
    other_keys: otherKeys,
    version,
    pesel: row.pesel,
    document: documentOf(row),
    family_name: row.familyName,
    given_name: row.givenName,
    row,
  };
}

import { foldForSearch } from '../../domain/fold.ts';
import type { Patient } from '../../domain/patient.ts';
import type { ExistingRows } from './import-plan.ts';
import type { VisitRow } from './read-visit-row.ts';
import { stableId } from './stable-id.ts';

export interface MergedPatients {
  of(row: VisitRow): { patient: Patient; isNew: boolean };
  count: number;
}

/**
 * Who is the same person? The same valid PESEL; without one, the same name and phone. A person without PESEL is never
 * merged with one who has it: father and son share name and phone, and records once mixed are hard to part. Without PESEL
 * and phone each row stands for itself.
 */
export function mergePatients(rows: VisitRow[], existing: ExistingRows, clinicId: string): MergedPatients {
  const byKey = new Map<string, { patient: Patient; isNew: boolean }>();
  for (const row of rows) {
    const key = keyOf(row);
    const merged = byKey.get(key);
    if (!merged)
      byKey.set(key, knownPatient(row, key, existing, clinicId) ?? { patient: newPatient(row, key, clinicId), isNew: true });
    else if (merged.isNew) merged.patient = withContact(merged.patient, row);
  }
  return {
    of: (row) => byKey.get(keyOf(row)) as { patient: Patient; isNew: boolean },
    count: byKey.size,
  };
}

function keyOf({ pesel, familyName, givenName, contact, startsAt, posts }: VisitRow): string {
  if (pesel) return `pesel:${pesel.pesel}`;
  const name = foldForSearch(`${familyName} ${givenName}`);
  return contact.phone ? `phone:${name}:${contact.phone}` : `row:${name}:${startsAt}:${posts[0]?.actor.id}`;
}

function knownPatient({ pesel }: VisitRow, key: string, existing: ExistingRows, clinicId: string) {
  const id = stableId(clinicId, 'patient', key);
  const patient = (pesel ? existing.patientByPesel(pesel.pesel) : null) ?? existing.patient(id);
  return patient ? { patient, isNew: false } : null;
}

function newPatient({ familyName, givenName, pesel, contact }: VisitRow, key: string, clinicId: string): Patient {
  return {
    id: stableId(clinicId, 'patient', key),
    version: 0,
    familyName,
    givenName,
    pesel: pesel?.pesel ?? null,
    document: null,
    birthDate: pesel?.birthDate ?? null,
    sex: pesel?.sex ?? null,
    contact,
  };
}

/** The first number found stays; the patient's own comes before a relative's. */
function withContact(patient: Patient, { contact }: VisitRow): Patient {
  const better =
    contact.phone !== null &&
    (patient.contact.phone === null || (patient.contact.relation !== 'patient' && contact.relation === 'patient'));
  return better ? { ...patient, contact } : patient;
}

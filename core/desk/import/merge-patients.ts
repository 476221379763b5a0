import { foldForSearch } from '../../domain/fold.ts';
import type { Patient } from '../../domain/patient.ts';
import type { ExistingRows } from './import-plan.ts';
import type { VisitRow } from './read-visit-row.ts';
import { perRow } from './row-cache.ts';
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
    const key = personKey(row);
    const merged = byKey.get(key);
    if (!merged)
      byKey.set(
        key,
        knownPatient(row, key, existing, clinicId) ?? {
          patient: newPatients(row, clinicId, () => newPatient(row, key, clinicId)),
          isNew: true,
        },
      );
    else if (merged.isNew) merged.patient = withContact(merged.patient, row);
  }
  return {
    of: (row) => byKey.get(personKey(row)) as { patient: Patient; isNew: boolean },
    count: byKey.size,
  };
}

const names = perRow<VisitRow, string>();
/** The name as it is compared. */
export const personName = (row: VisitRow): string => names(row, '', () => foldForSearch(`${row.familyName} ${row.givenName}`));

const keys = perRow<VisitRow, string>();
/** Rows with the same key are the same person's. */
export const personKey = (row: VisitRow): string => keys(row, '', () => makeKey(row));

function makeKey(row: VisitRow): string {
  const { pesel, contact, startsAt, posts } = row;
  if (pesel) return `pesel:${pesel.pesel}`;
  const name = personName(row);
  return contact.phone ? `phone:${name}:${contact.phone}` : `row:${name}:${startsAt}:${posts[0]?.actor.id}`;
}

const ids = perRow<VisitRow, string>();
const newPatients = perRow<VisitRow, Patient>();
const patientId = (row: VisitRow, key: string, clinicId: string): string =>
  ids(row, `${clinicId} ${key}`, () => stableId(clinicId, 'patient', key));

function knownPatient(row: VisitRow, key: string, existing: ExistingRows, clinicId: string) {
  const { pesel } = row;
  const id = patientId(row, key, clinicId);
  const patient = (pesel ? existing.patientByPesel(pesel.pesel) : null) ?? existing.patient(id);
  return patient ? { patient, isNew: false } : null;
}

function newPatient(row: VisitRow, key: string, clinicId: string): Patient {
  const { familyName, givenName, pesel, contact } = row;
  return {
    id: patientId(row, key, clinicId),
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

import type { PossibleDuplicate } from '../../contract/views.ts';
import type { Patient } from '../../domain/patient.ts';
import { compareText } from '../compare-text.ts';
import type { DeskContext } from '../desk-context.ts';
import { patientOf } from '../view-rows.ts';

const mostAsked = 20;
const same = (left: string, right: string) => compareText(left.trim().toLowerCase(), right.trim().toLowerCase()) === 0;

/**
 * Other entries that may be the same person: same family and given name, and nothing that tells them apart (two PESELs, two days of birth).
 * The program joins nobody: a person decides, and corrects the data.
 */
export function possibleDuplicates({ reads, store }: DeskContext, patient: Patient): PossibleDuplicate[] {
  return store.read
    .searchPatients(`${patient.familyName} ${patient.givenName}`, mostAsked)
    .flatMap(({ id }) => {
      const row = id === patient.id ? null : reads.patient(id);
      return row ? [patientOf(row)] : [];
    })
    .filter((other) => mayBeSame(patient, other))
    .map(({ id, birthDate, pesel }) => ({ id, birthDate, hasPesel: pesel !== null }));
}

function mayBeSame(one: Patient, other: Patient): boolean {
  const differ = (left: string | null, right: string | null) => left !== null && right !== null && left !== right;
  return (
    same(one.familyName, other.familyName) &&
    same(one.givenName, other.givenName) &&
    !differ(one.pesel, other.pesel) &&
    !differ(one.birthDate, other.birthDate)
  );
}

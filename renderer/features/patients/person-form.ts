import { parsePersonName } from '../../../core/domain/name.ts';
import type { Patient } from '../../../core/domain/patient.ts';
import { parsePesel } from '../../../core/domain/pesel.ts';
import { readDate, writeDate } from './read-date.ts';

/** A person as the form holds it: texts as typed, so that nothing is lost while it is still wrong. */
export interface PersonForm {
  familyName: string;
  givenName: string;
  pesel: string;
  /** A person without a PESEL shows another document and tells date of birth and sex. */
  withoutPesel: boolean;
  documentKind: 'passport' | 'ekuz' | 'other';
  documentNumber: string;
  /** As typed, for a person without PESEL: `03.05.1961`. */
  birthDate: string;
  sex: 'female' | 'male' | null;
}

export const emptyPerson: PersonForm = {
  familyName: '',
  givenName: '',
  pesel: '',
  withoutPesel: false,
  documentKind: 'passport',
  documentNumber: '',
  birthDate: '',
  sex: null,
};

export type PersonProblemCode =
  | 'identity-missing'
  | 'pesel-length'
  | 'pesel-invalid'
  | 'name-missing'
  | 'birth-date-missing'
  | 'birth-date-invalid'
  | 'document-missing';

export interface PersonProblem {
  field: keyof PersonForm;
  code: PersonProblemCode;
}

/** A new person begins with what was typed into the search: a number goes to PESEL, words are names. */
export function startPerson(searched: string): PersonForm {
  const text = searched.trim();
  if (/^[\d\s-]{9,}$/.test(text)) return { ...emptyPerson, pesel: text };
  if (/\d/.test(text)) return emptyPerson;
  const name = parsePersonName(text);
  return name ? { ...emptyPerson, familyName: name.familyName, givenName: name.givenName } : emptyPerson;
}

export function personFormOf(
  patient: Pick<Patient, 'familyName' | 'givenName' | 'pesel' | 'document' | 'birthDate' | 'sex'>,
): PersonForm {
  return {
    familyName: patient.familyName,
    givenName: patient.givenName,
    pesel: patient.pesel ?? '',
    withoutPesel: !patient.pesel && patient.document !== null,
    documentKind: patient.document?.kind ?? 'passport',
    documentNumber: patient.document?.number ?? '',
    birthDate: patient.birthDate ? writeDate(patient.birthDate) : '',
    sex: patient.sex,
  };
}

/** What has to be put right before the person can be sent, in the order of the fields. */
export function personProblems(person: PersonForm, today: string): PersonProblem[] {
  const problems: PersonProblem[] = [];
  if (person.withoutPesel) {
    if (person.documentNumber.trim() === '') problems.push({ field: 'documentNumber', code: 'document-missing' });
    if (person.birthDate.trim() === '') problems.push({ field: 'birthDate', code: 'birth-date-missing' });
    else if (!isBirthDate(readDate(person.birthDate), today)) problems.push({ field: 'birthDate', code: 'birth-date-invalid' });
  } else {
    const code = peselProblem(person.pesel);
    if (code) problems.push({ field: 'pesel', code });
  }
  if (person.familyName.trim() === '') problems.push({ field: 'familyName', code: 'name-missing' });
  if (person.givenName.trim() === '') problems.push({ field: 'givenName', code: 'name-missing' });
  return problems;
}

export function peselProblem(pesel: string): 'identity-missing' | 'pesel-length' | 'pesel-invalid' | null {
  if (pesel.trim() === '') return 'identity-missing';
  const read = parsePesel(pesel);
  if (read.ok) return null;
  return peselDigits(pesel) === 11 && !/[^\d\s-]/.test(pesel) ? 'pesel-invalid' : 'pesel-length';
}

export const peselDigits = (pesel: string): number => pesel.replace(/\D/g, '').length;

/** The fields of a domain patient that the form decides. */
export function personOf(
  person: PersonForm,
): Pick<Patient, 'familyName' | 'givenName' | 'pesel' | 'document' | 'birthDate' | 'sex'> {
  const read = person.withoutPesel ? null : parsePesel(person.pesel);
  const identity = read?.ok ? read.value : null;
  return {
    familyName: person.familyName.trim(),
    givenName: person.givenName.trim(),
    pesel: identity?.pesel ?? null,
    document:
      person.withoutPesel && person.documentNumber.trim() !== ''
        ? { kind: person.documentKind, number: person.documentNumber.trim() }
        : null,
    birthDate: identity?.birthDate ?? readDate(person.birthDate),
    sex: identity?.sex ?? person.sex,
  };
}

function isBirthDate(date: string | null, today: string): boolean {
  return date !== null && date >= '1900-01-01' && date <= today;
}

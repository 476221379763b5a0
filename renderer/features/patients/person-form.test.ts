import { describe, expect, test } from 'vitest';
import { emptyPerson, type PersonForm, personFormOf, personOf, personProblems, startPerson } from './person-form.ts';

const today = '2026-11-23';
const named: PersonForm = { ...emptyPerson, familyName: 'Zmyślona', givenName: 'Halina' };
const codes = (person: PersonForm) => personProblems(person, today).map(({ field, code }) => `${field}: ${code}`);

describe('a new person begins with what was searched for', () => {
  test.each([
    ['58021212346', { pesel: '58021212346' }],
    ['580212 12346', { pesel: '580212 12346' }],
    ['Zmyślona Halina', { familyName: 'Zmyślona', givenName: 'Halina' }],
    ['ZMYŚLONA halina', { familyName: 'Zmyślona', givenName: 'Halina' }],
    ['Halina Zmyślona', { familyName: 'Zmyślona', givenName: 'Halina' }],
    ['', emptyPerson],
    ['ul. Długa 5', emptyPerson],
  ])('%j', (text, expected) => expect(startPerson(text)).toMatchObject(expected));
});

describe('what is wrong', () => {
  test.each<[string, PersonForm, string[]]>([
    ['nothing', { ...named, pesel: '580212-12346' }, []],
    ['no PESEL', named, ['pesel: identity-missing']],
    ['too short', { ...named, pesel: '5802121' }, ['pesel: pesel-length']],
    ['check digit', { ...named, pesel: '58021212345' }, ['pesel: pesel-invalid']],
    ['letters', { ...named, pesel: 'A5802121234' }, ['pesel: pesel-length']],
    ['no names', { ...emptyPerson, pesel: '58021212346' }, ['familyName: name-missing', 'givenName: name-missing']],
    [
      'without PESEL: document and date of birth',
      { ...named, withoutPesel: true },
      ['documentNumber: document-missing', 'birthDate: birth-date-missing'],
    ],
    [
      'born tomorrow',
      { ...named, withoutPesel: true, documentNumber: 'X1', birthDate: '24.11.2026' },
      ['birthDate: birth-date-invalid'],
    ],
    ['born today', { ...named, withoutPesel: true, documentNumber: 'X1', birthDate: '23.11.2026' }, []],
    [
      'no such day',
      { ...named, withoutPesel: true, documentNumber: 'X1', birthDate: '30.02.1990' },
      ['birthDate: birth-date-invalid'],
    ],
  ])('%s', (_, person, expected) => expect(codes(person)).toEqual(expected));
});

test('date of birth and sex follow from the PESEL, whatever stands in their fields', () => {
  expect(personOf({ ...named, pesel: '58021212346', birthDate: '1.1.2000', sex: 'male' })).toMatchObject({
    birthDate: '1958-02-12',
    sex: 'female',
    document: null,
  });
});

test('a person without PESEL has the document', () => {
  expect(
    personOf({ ...named, withoutPesel: true, pesel: '58021212346', documentNumber: ' AB1 ', birthDate: '3.5.1961' }),
  ).toMatchObject({
    pesel: null,
    document: { kind: 'passport', number: 'AB1' },
    birthDate: '1961-05-03',
  });
});

test('a patient comes back from the form as he went in', () => {
  const patient = {
    familyName: 'Zmyślony',
    givenName: 'Jan',
    pesel: null,
    document: { kind: 'ekuz' as const, number: 'E7' },
    birthDate: '1961-05-03',
    sex: 'male' as const,
  };
  expect(personOf(personFormOf(patient))).toEqual(patient);
});

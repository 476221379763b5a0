import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayName, parsePersonName, shortName } from './name.ts';

describe('which part is the family name', () => {
  test.each([
    ['DUDA Stanisław', 'Duda', 'Stanisław', true],
    ['Stanisław DUDA', 'Duda', 'Stanisław', true],
    ['Paweł Włodarczyk', 'Włodarczyk', 'Paweł', false],
    ['Zalewska Teresa', 'Zalewska', 'Teresa', false],
    ['Dariusz Ścibor-Rylski', 'Ścibor-Rylski', 'Dariusz', false],
    ['ŚCIBOR - RYLSKI Jan', 'Ścibor-Rylski', 'Jan', true],
    ['KOWALSKI JAN', 'Kowalski', 'Jan', true],
    ['jan kowalski', 'Kowalski', 'Jan', true],
    ['Anna Maria Kowalska', 'Kowalska', 'Anna Maria', false],
    ['Kowalska Anna Maria', 'Kowalska', 'Anna Maria', false],
    ['Adam Jan', 'Adam', 'Jan', false], // both are given names: the register's order
    ['Adam, Jan', 'Adam', 'Jan', false],
    ['Nguyen Van Thanh', 'Nguyen', 'Van Thanh', false],
    ['Lukasz Wojcik', 'Wojcik', 'Lukasz', false], // without diacritics
    ['Duda', 'Duda', '', false],
  ])('%j: %s, %s', (text, familyName, givenName, caseChanged) => {
    expect(parsePersonName(text)).toEqual({ familyName, givenName, caseChanged });
  });

  test.each(['', '   ', '-', '123'])('%j is no name', (text) => expect(parsePersonName(text)).toBeNull());

  test('nothing of a name is lost, whatever its order', () => {
    const part = fc.constantFrom('Anna', 'Jan', 'Nowak', 'KRÓL', 'Ścibor-Rylska', 'Xyz');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const name = parsePersonName(parts.join(' '));
        const sorted = (text: string) =>
          text
            .toLowerCase()
            .split(' ')
            .filter(Boolean)
            .toSorted((a, b) => a.localeCompare(b));
        expect(sorted(displayName(name ?? { familyName: '', givenName: '' }))).toEqual(sorted(parts.join(' ')));
      }),
    );
  });
});

test('on screen', () => {
  expect(displayName({ familyName: 'Wiśniewska', givenName: 'Halina' })).toBe('Wiśniewska Halina');
  expect(shortName({ familyName: 'Wiśniewska', givenName: 'Halina' })).toBe('Wiśniewska H.');
  expect(shortName({ familyName: 'Wiśniewska', givenName: 'Łucja Anna' })).toBe('Wiśniewska Ł.');
  expect(shortName({ familyName: 'Wiśniewska', givenName: '' })).toBe('Wiśniewska');
});

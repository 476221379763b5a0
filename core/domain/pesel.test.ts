import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPesel, parsePesel, peselWithLostZeros } from './pesel.ts';

const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
const withCheckDigit = (ten: string) =>
  ten + ((10 - ([...ten].reduce((sum, digit, i) => sum + Number(digit) * (weights[i] ?? 0), 0) % 10)) % 10);

describe('the month says the century', () => {
  test.each([
    ['9981311234', '1899-01-31'],
    ['9901311234', '1999-01-31'],
    ['9912311234', '1999-12-31'],
    ['0021311234', '2000-01-31'],
    ['0032311234', '2000-12-31'],
    ['0041311234', '2100-01-31'],
    ['0072311234', '2200-12-31'],
    ['0022291234', '2000-02-29'],
  ])('%s: %s', (ten, birthDate) => {
    expect(parsePesel(withCheckDigit(ten))).toMatchObject({ ok: true, value: { birthDate } });
  });

  test.each(['9900011234', '9913011234', '9920011234', '0061321234', '9902301234', '0002291234', '9901321234', '9993011234'])(
    'no such day: %s',
    (ten) => {
      expect(parsePesel(withCheckDigit(ten))).toMatchObject({
        ok: false,
        refusals: [{ code: 'pesel-invalid', facts: { why: 'date' } }],
      });
    },
  );
});

test('the tenth digit says the sex', () => {
  expect(parsePesel(withCheckDigit('9001011234'))).toMatchObject({ value: { sex: 'female' } });
  expect(parsePesel(withCheckDigit('9001011233'))).toMatchObject({ value: { sex: 'male' } });
});

test.each([
  ['90010112349', true],
  ['900101 12349', true],
  [' 9001 0112 349 ', true],
  ['900101-12349', true],
  ['9001011234', false],
  ['900101123499', false],
  ['9001011234a', false],
  ['', false],
  ['00000000000', false],
])('%j is valid: %s', (text, ok) => {
  const result = parsePesel(text);
  expect(result.ok).toBe(ok);
  if (result.ok) expect(result.value.pesel).toBe('90010112349');
});

test('any single wrong digit is found', () => {
  const ten = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 9999 }));
  const padded = (n: number, length: number) => String(n).padStart(length, '0');
  fc.assert(
    fc.property(ten, fc.nat(10), fc.integer({ min: 1, max: 9 }), ([year, day, serial], at, shift) => {
      const good = withCheckDigit(`${padded(year, 2)}05${padded(day, 2)}${padded(serial, 4)}`);
      expect(parsePesel(good).ok).toBe(true);
      const digits = [...good];
      digits[at] = String((Number(digits[at]) + shift) % 10);
      expect(parsePesel(digits.join('')).ok).toBe(false);
    }),
  );
});

test('a masked PESEL shows the year of birth and the last two digits', () => {
  expect(maskPesel('58031200021')).toBe('58•••••••21');
});

describe('zeros that a spreadsheet dropped', () => {
  test.each([
    ['0521011234', '2005-01-01'],
    ['0021011234', '2000-01-01'],
    ['0901011234', '1909-01-01'],
  ])('%s is proposed anew', (ten, birthDate) => {
    const pesel = withCheckDigit(ten);
    const cell = String(Number(pesel));
    expect(parsePesel(cell).ok).toBe(false);
    expect(peselWithLostZeros(cell)).toMatchObject({ pesel, birthDate });
    expect(peselWithLostZeros(`${cell},00`)).toMatchObject({ pesel });
  });

  test('nothing is proposed that is no PESEL with the zeros either, or is long enough', () => {
    const right = withCheckDigit('0521011234');
    const wrong = right.slice(1, -1) + String((Number(right.at(-1)) + 1) % 10);
    for (const cell of [wrong, right, '123', '', withCheckDigit('9001011234').slice(1)])
      expect(peselWithLostZeros(cell)).toBeNull();
  });
});

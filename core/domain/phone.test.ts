import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPhone, maskPhone, normalisePhone, parsePhones } from './phone.ts';

const mobile = '+48730181148';
const other = '+48664621279';
const landline = '+48226210385';

describe('R15: one number in E.164, however it is written', () => {
  test.each([
    '730181148',
    '730 181 148',
    '730-181-148',
    '730.181.148',
    '+48730181148',
    '+48 730 181 148',
    '(+48) 730 181 148',
    '48730181148',
    '0048730181148',
    '0048 730 181 148',
    '0730181148',
    ' 730181148 ',
  ])('%j', (text) => {
    expect(normalisePhone(text)).toEqual({ ok: true, value: mobile });
    expect(parsePhones(text)).toMatchObject({ primary: mobile, second: null, words: null, corrected: false });
  });

  test.each([
    ['22 621 03 85', landline],
    ['(22) 621-03-85', landline],
    ['+49 30 901820', '+4930901820'],
    ['0049 30 901820', '+4930901820'],
  ])('%j is %s', (text, phone) => expect(normalisePhone(text)).toEqual({ ok: true, value: phone }));

  test.each(['73018114', '7301811480', '000000000', 'brak', 'syn 730181148', '730181148 / 664621279', '+48', '+99 12345'])(
    '%j is not one number',
    (text) => {
      expect(normalisePhone(text)).toMatchObject({ ok: false, refusals: [{ code: 'contact-invalid', rule: 'R15' }] });
    },
  );

  test('nothing is missing, not wrong', () => {
    expect(normalisePhone('  ')).toMatchObject({ ok: false, refusals: [{ code: 'contact-missing' }] });
  });
});

describe('two numbers in one field', () => {
  test.each([
    '730181148 / 664621279',
    '730181148/664621279',
    '730-181-148, 664 621 279',
    '730181148; 664621279',
    '730181148 lub 664621279',
    '730 181 148 664 621 279',
    '730181148 albo 664621279',
    '730181148\n664621279',
  ])('%j', (text) => {
    expect(parsePhones(text)).toMatchObject({ primary: mobile, second: other, words: null, corrected: true });
  });

  test('the same number twice is one', () => {
    expect(parsePhones('730181148 / +48 730 181 148')).toMatchObject({ primary: mobile, second: null });
  });

  test('a third stays in the words, so that nothing is lost', () => {
    expect(parsePhones('730181148 / 664621279 / 226210385')).toMatchObject({
      primary: mobile,
      second: other,
      words: '226210385',
    });
  });
});

describe('words', () => {
  test.each([
    ['syn 664621279', 'syn'],
    ['664621279 (syn)', 'syn'],
    ['córka Ania 664621279', 'córka Ania'],
    ['664621279 po 16', 'po 16'],
    ['664621279 dzwonić po 16, nie rano', 'dzwonić po 16, nie rano'],
  ])('%j: %j', (text, words) => {
    expect(parsePhones(text)).toEqual({ primary: other, second: null, words, hadWords: true, corrected: true });
  });

  test('`tel.` says nothing and is dropped', () => {
    expect(parsePhones('tel. 664621279')).toEqual({ primary: other, second: null, words: null, hadWords: true, corrected: true });
  });

  test.each([
    ['brak', 'brak'],
    ['-', null],
    ['', null],
    ['73018114', '73018114'],
  ])('%j has no number', (text, words) => expect(parsePhones(text)).toMatchObject({ primary: null, second: null, words }));
});

test('as people read it', () => {
  expect(formatPhone(mobile)).toBe('+48 730 181 148');
  expect(formatPhone(landline)).toBe('+48 22 621 03 85');
  expect(formatPhone('nonsense')).toBe('nonsense');
  expect(maskPhone(mobile)).toBe('+48 730 ••• •48');
  expect(maskPhone(landline)).toBe('+48 22 6•• •• 85');
});

test('whatever stands in the field, numbers found are E.164 and nothing throws', () => {
  const parts = fc.constantFrom(
    '730181148',
    '48 362 11 53',
    ' / ',
    'lub',
    'syn',
    '+',
    '0048',
    '(',
    ')',
    '-',
    '12',
    ' ',
    '😀',
    'ó',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(parts, { maxLength: 8 }).map((some) => some.join('')),
      ),
      (text) => {
        const { primary, second } = parsePhones(text);
        for (const phone of [primary, second]) {
          if (phone !== null) expect(normalisePhone(phone)).toEqual({ ok: true, value: phone });
        }
        if (second !== null) expect(primary).not.toBeNull();
      },
    ),
  );
});

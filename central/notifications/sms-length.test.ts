import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smsLength, toGsm7 } from './sms-length.ts';

test.each([
  ['', 'gsm-7', 0, 1],
  ['a'.repeat(160), 'gsm-7', 160, 1],
  ['a'.repeat(161), 'gsm-7', 161, 2],
  ['a'.repeat(306), 'gsm-7', 306, 2],
  ['a'.repeat(307), 'gsm-7', 307, 3],
  [`${'a'.repeat(159)}€`, 'gsm-7', 161, 2],
  ['ą', 'ucs-2', 1, 1],
  ['ą'.repeat(70), 'ucs-2', 70, 1],
  ['ą'.repeat(71), 'ucs-2', 71, 2],
  ['ą'.repeat(135), 'ucs-2', 135, 3],
  ['😀', 'ucs-2', 2, 1],
] as const)('%# counts places and segments', (text, encoding, units, segments) => {
  expect(smsLength(text)).toEqual({ encoding, units, segments });
});

test('Polish letters lose their marks, quotes and dashes become plain', () => {
  expect(toGsm7('Zażółć gęślą jaźń „ŁÓDŹ” – 5 €…')).toBe('Zazolc gesla jazn "LODZ" - 5 €...');
});

test('whatever a clinic is called, what comes out is GSM-7', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => smsLength(toGsm7(text)).encoding === 'gsm-7'));
});

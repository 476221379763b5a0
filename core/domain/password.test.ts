import { describe, expect, it } from 'vitest';
import { passwordRefusals, pinRefusals } from './password.ts';

describe('a new password', () => {
  it.each(['krowa pije kawę', 'Zielona!Lampa', 'żółć-jaźń-łąka'])('%s is good', (password) => {
    expect(passwordRefusals(password, ['anowak', 'Anna Nowak'])).toEqual([]);
  });
  it.each([
    ['too short', 'krótkie12'],
    ['one letter again and again', 'aaaaaaaaaaaaaaaa'],
    ['guessed first', 'Qwerty-na-zawsze'],
    ['the login', 'anowak-2026-xy'],
    ['the name', 'tajne Nowak tajne'],
  ])('%s is refused', (_why, password) => {
    expect(passwordRefusals(password, ['anowak', 'Anna Nowak'])).toMatchObject([{ code: 'password-weak', facts: { min: 10 } }]);
  });
});

describe('a PIN', () => {
  it.each(['2580', '190437', '11223344'])('%s is good', (pin) => expect(pinRefusals(pin)).toEqual([]));
  it.each(['258', '123456789', '1111', '1234', '9876', '12a4', ''])('%s is refused', (pin) => {
    expect(pinRefusals(pin)).toMatchObject([{ code: 'pin-weak' }]);
  });
});

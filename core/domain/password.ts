import type { Refusal } from './refusal.ts';

/** Long beats clever: no rules about digits and signs, but nothing that is guessed first. */
export const shortestPassword = 10;
const fewestCharacters = 5;

/** What is wrong with a new password; `avoid`: what must not be in it (login, name, the published password of the demo). */
export function passwordRefusals(password: string, avoid: readonly string[]): Refusal[] {
  const weak = (): Refusal[] => [{ code: 'password-weak', path: 'password', facts: { min: shortestPassword } }];
  if ([...password].length < shortestPassword || new Set(password).size < fewestCharacters) return weak();
  const folded = password.toLocaleLowerCase('pl');
  const named = avoid.flatMap((each) => each.toLocaleLowerCase('pl').split(/\s+/)).filter((word) => word.length >= 4);
  return [...named, ...guessedFirst].some((word) => folded.includes(word)) ? weak() : [];
}

const guessedFirst = ['password', 'haslo', 'hasło', 'qwerty', '123456', 'okienko', 'rejestracja', 'przychodnia', 'zaq12wsx'];

/** Four to eight digits, not all alike and not a run up or down. */
export function pinRefusals(pin: string): Refusal[] {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] as number)));
  const plain = steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1);
  return /^\d{4,8}$/.test(pin) && !plain ? [] : [{ code: 'pin-weak', path: 'pin' }];
}

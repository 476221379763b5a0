import type { Contact } from '../../../core/domain/patient.ts';
import type { Random } from '../world/random.ts';

const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

/** Invented. Number n is always the same person, so that two desks and the account can mean the same one. */
export function personNumber(n: number): { pesel: string; familyName: string; givenName: string } {
  const ten = `5${n % 10}0${1 + (n % 9)}1${n % 9}${String(2 * (n % 4_000)).padStart(4, '0')}`;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(ten[index]), 0);
  return { pesel: `${ten}${(10 - (sum % 10)) % 10}`, familyName: `Próbna${n}`, givenName: 'Halina' };
}

/** The first few have an account and use it. */
export const accountHolders = 3;

export function aPhone(random: Random): Contact {
  return { phone: `+4873018${String(random.int(10_000)).padStart(4, '0')}`, secondPhone: null, email: null, relation: 'patient' };
}

export function aReferral(random: Random): string {
  return Array.from({ length: 44 }, () => random.int(10)).join('');
}

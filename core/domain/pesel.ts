import { accept, type Result, refuse } from './refusal.ts';

export interface Pesel {
  pesel: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  sex: 'female' | 'male';
}

const weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
/** What is added to the month in each century, act on population registration. */
const centuries: readonly { offset: number; century: number }[] = [
  { offset: 80, century: 1800 },
  { offset: 0, century: 1900 },
  { offset: 20, century: 2000 },
  { offset: 40, century: 2100 },
  { offset: 60, century: 2200 },
];

/** Reads a PESEL as people type it (spaces and hyphens are dropped); `pesel-invalid` for wrong length, check digit or date. */
export function parsePesel(text: string): Result<Pesel> {
  const pesel = text.replace(/[\s\u00a0-]/g, '');
  if (!/^\d{11}$/.test(pesel)) return invalid('length');
  const digits = [...pesel].map(Number);
  const sum = weights.reduce((total, weight, index) => total + weight * (digits[index] as number), 0);
  if ((10 - (sum % 10)) % 10 !== digits[10]) return invalid('check-digit');
  const birthDate = birthDateOf(pesel);
  if (!birthDate) return invalid('date');
  return accept({ pesel, birthDate, sex: (digits[9] as number) % 2 === 1 ? 'male' : 'female' });
}

/**
 * Spreadsheets take a PESEL for a number and drop its leading zeros (born 1900–1909 or 2000–2009): `5210112349` →
 * `05210112349`, of those born in 1900 and 2000 two digits. Null when with the zeros it is no PESEL. One wrong number in ten
 * passes the check digit, so that this is a proposal, not a reading.
 */
export function peselWithLostZeros(text: string): Pesel | null {
  const digits = text.replace(/[\s\u00a0-]/g, '').replace(/[.,]0+$/, '');
  if (!/^[1-9]\d{8,9}$/.test(digits)) return null;
  const parsed = parsePesel(digits.padStart(11, '0'));
  return parsed.ok ? parsed.value : null;
}

/** `58•••••••24` */
export function maskPesel(pesel: string): string {
  return `${pesel.slice(0, 2)}${'•'.repeat(7)}${pesel.slice(-2)}`;
}

function birthDateOf(pesel: string): string | null {
  const codedMonth = Number(pesel.slice(2, 4));
  const match = centuries.find(({ offset }) => codedMonth > offset && codedMonth <= offset + 12);
  if (!match) return null;
  const year = match.century + Number(pesel.slice(0, 2));
  const month = codedMonth - match.offset;
  const day = Number(pesel.slice(4, 6));
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

const invalid = (why: 'length' | 'check-digit' | 'date'): Result<never> =>
  refuse({ code: 'pesel-invalid', path: 'patient.pesel', facts: { why } });

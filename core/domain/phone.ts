import { isValidPhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/min';
import { accept, type Result, refuse } from './refusal.ts';

export interface ParsedPhones {
  /** E.164, or null when nothing in the text can be called. */
  primary: string | null;
  second: string | null;
  /** What is left when the numbers are taken out: `syn`, `po 16`, a third or unusable number. */
  words: string | null;
  /** Anything but digits and the marks between them was there, `tel.` included. */
  hadWords: boolean;
  /** More was done than dropping spaces and adding the country: split, words taken out, digits unusable. */
  corrected: boolean;
}

/** Runs of digits with the marks that people put between them. Two blanks or another mark end a number. */
const digitRun = /(?:\+|00)?\(?\d(?:[ \u00a0.()-]{0,2}\d)*/g;

/** Reads a phone field as clinics keep it: one or two numbers, separators, words. */
export function parsePhones(text: string): ParsedPhones {
  const numbers: string[] = [];
  const words = text.replace(digitRun, (run) => {
    const found = numbersIn(run);
    if (found.length === 0 || numbers.length + found.length > 2) return run;
    numbers.push(...found);
    return ' | ';
  });
  const [primary = null, second = null] = [...new Set(numbers)];
  const rest = tidy(words);
  const hadWords = /\p{Letter}/u.test(words);
  return { primary, second, words: rest, hadWords, corrected: numbers.length > 1 || hadWords || rest !== null };
}

/** One number in E.164 (R15); `contact-missing` for nothing, `contact-invalid` for anything but exactly one number. */
export function normalisePhone(text: string): Result<string> {
  if (text.trim() === '') return refuse({ code: 'contact-missing', rule: 'R15', path: 'contact.phone' });
  const { primary, second, words } = parsePhones(text);
  if (primary === null || second !== null || words !== null) {
    return refuse({ code: 'contact-invalid', rule: 'R15', path: 'contact.phone' });
  }
  return accept(primary);
}

/** `+48 730 181 148`; a text that is no number comes back as it is. */
export function formatPhone(phone: string): string {
  return isValidPhoneNumber(phone) ? parsePhoneNumberWithError(phone).formatInternational() : phone;
}

/** `+48 730 ••• •48` */
export function maskPhone(phone: string): string {
  const formatted = formatPhone(phone);
  const digits = [...formatted].filter((sign) => /\d/.test(sign)).length;
  let seen = 0;
  return formatted.replace(/\d/g, (digit) => {
    seen++;
    return seen <= 5 || seen > digits - 2 ? digit : '•';
  });
}

/** Numbers in one run of digits; two when someone forgot the separator. */
function numbersIn(run: string): string[] {
  const whole = numberOf(run);
  if (whole) return [whole];
  const digits = run.replace(/\D/g, '');
  if (run.startsWith('+') || digits.length !== 18) return [];
  const both = [numberOf(digits.slice(0, 9)), numberOf(digits.slice(9))];
  return both.filter((number) => number !== null).length === 2 ? (both as string[]) : [];
}

function numberOf(run: string): string | null {
  const international = international48(run);
  return isValidPhoneNumber(international, 'PL') ? parsePhoneNumberWithError(international, 'PL').number : null;
}

/** National number, `0` for trunk calls as before 2009, `48` or `0048` in front: all mean the same. */
function international48(run: string): string {
  const digits = run.replace(/\D/g, '');
  if (run.startsWith('+')) return `+${digits}`;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (digits.length === 11 && digits.startsWith('48')) return `+${digits}`;
  if (digits.length === 10 && digits.startsWith('0')) return `+48${digits.slice(1)}`;
  return digits.length === 9 ? `+48${digits}` : digits;
}

function tidy(text: string): string | null {
  const words = text
    .split('|')
    .map((part) => part.replace(/^[\s,;:/.()-]+|[\s,;:/.()-]+$/g, '').replace(/\s+/g, ' '))
    .filter((part) => part !== '' && !/^(?:lub|albo|i|oraz|tel|telefon|kom|nr|dom)\.?$/i.test(part));
  return words.length > 0 ? words.join(', ') : null;
}

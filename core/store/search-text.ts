import { foldForSearch } from '../domain/fold.ts';
import type { Patient } from '../domain/patient.ts';

/** Lower case, without Polish marks: `Żółć-Nowak` is found by `zolc` and by `nowak`. */
export function fold(text: string): string {
  return foldForSearch(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** All words by whose beginning a patient is found: names, PESEL, phones with and without the country's prefix. */
export function searchWords(patient: Patient): string {
  const words = new Set(`${fold(patient.familyName)} ${fold(patient.givenName)}`.split(' '));
  if (patient.pesel) words.add(patient.pesel);
  if (patient.document) words.add(fold(patient.document.number).replaceAll(' ', ''));
  for (const phone of [patient.contact.phone, patient.contact.secondPhone]) {
    if (!phone) continue;
    const digits = phone.replace(/\D/g, '');
    words.add(digits);
    if (phone.startsWith('+48')) words.add(digits.slice(2));
  }
  return [...words].filter((word) => word !== '').join(' ');
}

/** What a person typed, as beginnings of words. Groups of digits are one number: `730 181 148`, `+48 730-181-148`. */
export function searchPrefixes(text: string): string[] {
  return fold(text)
    .replace(/(?<=\d) +(?=\d)/g, '')
    .split(' ')
    .filter((word) => word !== '');
}

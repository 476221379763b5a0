import type { Patient } from '../../core/domain/patient.ts';
import type { Account } from './account.ts';

/** What the booking form and the entry to the waiting room ask for. */
export interface BookFields {
  referral: string;
  phone: string;
  email: string;
  familyName: string;
  givenName: string;
  relation: Patient['contact']['relation'];
}

export const blankFields = ({ person, phone, email }: Account): BookFields => ({
  referral: '',
  phone,
  email,
  familyName: person.familyName,
  givenName: person.givenName,
  relation: person.minor ? 'guardian' : 'patient',
});

/** R48: for a minor the contact is the parent's. */
export function bookFields(sent: URLSearchParams, { person }: Account): BookFields {
  const text = (name: string) => (sent.get(name) ?? '').trim().slice(0, 120);
  return {
    referral: text('skierowanie'),
    phone: text('telefon'),
    email: text('email'),
    familyName: person.familyName || text('nazwisko').slice(0, 80),
    givenName: person.givenName || text('imie').slice(0, 80),
    relation: person.minor ? 'guardian' : sent.has('bliski') ? 'relative' : 'patient',
  };
}

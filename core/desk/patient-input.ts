import type { z } from 'zod';
import type { patient as patientInput } from '../contract/inputs.ts';
import type { Contact, Patient } from '../domain/patient.ts';
import { parsePesel } from '../domain/pesel.ts';
import { normalisePhone } from '../domain/phone.ts';
import type { Refusal } from '../domain/refusal.ts';

export type PatientInput = z.infer<typeof patientInput>;

/** What was typed, made regular: blanks dropped, PESEL and phones in their one form, birth date and sex from the PESEL. */
export function patientFromInput(input: PatientInput, version: number): { patient: Patient; refusals: Refusal[] } {
  const typedPesel = textOrNull(input.pesel);
  const pesel = typedPesel === null ? null : parsePesel(typedPesel);
  const { contact, refusals } = contactFromInput(input.contact, 'patient.contact');
  const document = input.document && input.document.number !== '' ? input.document : null;
  return {
    patient: {
      id: input.id,
      version,
      familyName: input.familyName,
      givenName: input.givenName,
      pesel: pesel?.ok ? pesel.value.pesel : typedPesel,
      document,
      birthDate: pesel?.ok ? pesel.value.birthDate : input.birthDate,
      sex: pesel?.ok ? pesel.value.sex : input.sex,
      contact,
    },
    refusals: [...(pesel && !pesel.ok ? pesel.refusals : []), ...refusals],
  };
}

/** R15: each number in E.164. What cannot be read as one number stays as typed and is refused by name. */
export function contactFromInput(input: Contact, path: string): { contact: Contact; refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const phoneOf = (field: 'phone' | 'secondPhone') => {
    const typed = textOrNull(input[field]);
    const number = typed === null ? null : normalisePhone(typed);
    if (!number) return null;
    if (number.ok) return number.value;
    refusals.push({ code: 'contact-invalid', rule: 'R15', path: `${path}.${field}` });
    return typed;
  };
  const contact: Contact = {
    phone: phoneOf('phone'),
    secondPhone: phoneOf('secondPhone'),
    email: textOrNull(input.email),
    relation: input.relation,
  };
  return { contact, refusals };
}

const textOrNull = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim());

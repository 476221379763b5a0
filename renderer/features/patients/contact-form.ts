import { checkContact } from '../../../core/domain/contact.ts';
import type { Contact } from '../../../core/domain/patient.ts';
import { formatPhone, parsePhones } from '../../../core/domain/phone.ts';

/** Contact data as typed. `phone` may hold two numbers at once: they are split when the field is left. */
export interface ContactForm {
  phone: string;
  secondPhone: string;
  email: string;
  relation: Contact['relation'];
}

export const emptyContact: ContactForm = { phone: '', secondPhone: '', email: '', relation: 'patient' };

export type ContactProblemCode = 'contact-missing' | 'phone-invalid' | 'email-invalid' | 'guardian-missing';

export interface ContactProblem {
  field: keyof ContactForm;
  code: ContactProblemCode;
}

export function contactFormOf(contact: Contact): ContactForm {
  return {
    phone: contact.phone ? formatPhone(contact.phone) : '',
    secondPhone: contact.secondPhone ? formatPhone(contact.secondPhone) : '',
    email: contact.email ?? '',
    relation: contact.relation,
  };
}

/** On leaving the field: `730181148` becomes `+48 730 181 148`; of two numbers the second moves to its own field if that is empty. */
export function tidyPhones(form: ContactForm): ContactForm {
  const { primary, second } = parsePhones(form.phone);
  const own = parsePhones(form.secondPhone).primary;
  if (!primary) return { ...form, secondPhone: own ? formatPhone(own) : form.secondPhone };
  const other = form.secondPhone.trim() === '' ? second : own;
  return { ...form, phone: formatPhone(primary), secondPhone: other ? formatPhone(other) : form.secondPhone };
}

/** Numbers in E.164 (R15). What cannot be read as a number stays as typed, so that the check names it. */
export function contactOf(form: ContactForm): Contact {
  const tidy = tidyPhones(form);
  const e164 = (text: string) => (text.trim() === '' ? null : (parsePhones(text).primary ?? text.trim()));
  return {
    phone: e164(tidy.phone),
    secondPhone: e164(tidy.secondPhone),
    email: tidy.email.trim() || null,
    relation: tidy.relation,
  };
}

/** R15, R48: what has to be put right before this contact can be used. */
export function contactProblems(form: ContactForm, minor: boolean): ContactProblem[] {
  return checkContact(contactOf(form), { minor }).map((refusal): ContactProblem => {
    if (refusal.code === 'contact-missing') return { field: 'phone', code: 'contact-missing' };
    if (refusal.code === 'guardian-missing') return { field: 'relation', code: 'guardian-missing' };
    if (refusal.path === 'contact.email') return { field: 'email', code: 'email-invalid' };
    return { field: refusal.path === 'contact.secondPhone' ? 'secondPhone' : 'phone', code: 'phone-invalid' };
  });
}

export function sameContact(a: Contact, b: Contact): boolean {
  return a.phone === b.phone && a.secondPhone === b.secondPhone && a.email === b.email && a.relation === b.relation;
}

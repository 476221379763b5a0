import type { Contact } from './patient.ts';
import { normalisePhone } from './phone.ts';
import type { Refusal } from './refusal.ts';

export const noContact: Contact = { phone: null, secondPhone: null, email: null, relation: 'patient' };

/** One address; what a mail server makes of it only a mail can tell. */
const email = /^[^\s@,;<>]+@[^\s@,;<>.]+(?:\.[^\s@,;<>.]+)+$/;

/** R15: a phone in E.164 or an e-mail is a condition of booking. R48: for a minor a parent or guardian is the contact. */
export function checkContact(contact: Contact, { minor }: { minor: boolean }): Refusal[] {
  const refusals: Refusal[] = [];
  if (!contact.phone && !contact.email) refusals.push({ code: 'contact-missing', rule: 'R15', path: 'contact' });
  for (const field of ['phone', 'secondPhone'] as const) {
    const phone = contact[field];
    if (phone && !isE164(phone)) refusals.push({ code: 'contact-invalid', rule: 'R15', path: `contact.${field}` });
  }
  if (contact.email && !email.test(contact.email)) {
    refusals.push({ code: 'contact-invalid', rule: 'R15', path: 'contact.email' });
  }
  if (minor && contact.relation !== 'guardian') {
    refusals.push({ code: 'guardian-missing', rule: 'R48', path: 'contact.relation' });
  }
  return refusals;
}

function isE164(phone: string): boolean {
  const result = normalisePhone(phone);
  return result.ok && result.value === phone;
}

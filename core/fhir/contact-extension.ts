import type { Extension } from 'fhir/r4';
import type { Contact } from '../domain/patient.ts';
import { extensionOf, oneOf, text } from './read.ts';
import { extension } from './systems.ts';

export const relations: readonly Contact['relation'][] = ['patient', 'relative', 'guardian'];

/** R15: the contact belongs to the visit, so it travels in the Appointment and not only in the Patient. */
export function contactExtension(contact: Contact): Extension {
  const parts: Extension[] = [{ url: 'relation', valueCode: contact.relation }];
  if (contact.phone !== null) parts.push({ url: 'phone', valueString: contact.phone });
  if (contact.secondPhone !== null) parts.push({ url: 'secondPhone', valueString: contact.secondPhone });
  if (contact.email !== null) parts.push({ url: 'email', valueString: contact.email });
  return { url: extension.contact, extension: parts };
}

/** An appointment without the extension has an empty contact; R15 is then central's to judge. */
export function contactOf(element: { extension?: Extension[] | undefined }): Contact {
  const found = extensionOf(element, extension.contact);
  return {
    phone: text(extensionOf(found, 'phone')?.valueString),
    secondPhone: text(extensionOf(found, 'secondPhone')?.valueString),
    email: text(extensionOf(found, 'email')?.valueString),
    relation: oneOf(relations, extensionOf(found, 'relation')?.valueCode) ?? 'patient',
  };
}

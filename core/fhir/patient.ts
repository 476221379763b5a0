import type { ContactPoint, Patient as FhirPatient, Identifier } from 'fhir/r4';
import type { Contact, Patient } from '../domain/patient.ts';
import { relations } from './contact-extension.ts';
import { keyIdentifier, keyOf, referenceTo } from './keys.ts';
import * as read from './read.ts';
import { documentSystemPrefix, extension, keySystem, system } from './systems.ts';

export interface PatientReferences {
  id?: string;
  /** A Patient at central belongs to one clinic. */
  clinicId?: string;
  /** Keys of patients that were merged into this one; they follow the key that stays. */
  otherKeys?: readonly string[];
}

const documentKinds = ['passport', 'ekuz', 'other'] as const;

export function patientToFhir(patient: Patient, refs: PatientReferences = {}): FhirPatient {
  const telecom = telecomOf(patient.contact);
  return {
    resourceType: 'Patient',
    ...(refs.id ? { id: refs.id } : {}),
    ...(patient.version > 0 ? { meta: { versionId: String(patient.version) } } : {}),
    extension: [{ url: extension.contactRelation, valueCode: patient.contact.relation }],
    identifier: identifiersOf(patient, refs.otherKeys ?? []),
    active: true,
    name: [{ use: 'official', family: patient.familyName, ...(patient.givenName === '' ? {} : { given: [patient.givenName] }) }],
    ...(telecom.length > 0 ? { telecom } : {}),
    ...(patient.sex === null ? {} : { gender: patient.sex }),
    ...(patient.birthDate === null ? {} : { birthDate: patient.birthDate }),
    ...(refs.clinicId ? { managingOrganization: referenceTo('Organization', refs.clinicId, refs.clinicId) } : {}),
  };
}

/** null without a key or a family name. */
export function patientFromFhir(resource: FhirPatient): Patient | null {
  const id = keyOf(resource);
  const names = read.items(resource.name);
  const name = names.find((item) => item.use === 'official') ?? names[0];
  const familyName = read.text(name?.family);
  if (id === null || familyName === null) return null;
  const given: unknown[] = Array.isArray(name?.given) ? name.given : [];
  return {
    id,
    version: read.versionOf(resource),
    familyName,
    givenName: given.flatMap((part) => read.text(part) ?? []).join(' '),
    pesel: read.identifierValue(resource.identifier, system.pesel),
    document: documentOf(resource.identifier),
    birthDate: read.date(resource.birthDate),
    sex: read.oneOf(['female', 'male'] as const, resource.gender),
    contact: contactFromFhir(resource),
  };
}

/** Keys of patients merged into this one: every identifier of ours after the first. */
export function mergedKeysOf(resource: FhirPatient): string[] {
  const keys = read.items(resource.identifier).filter((identifier) => identifier.system === keySystem.Patient);
  return keys.slice(1).flatMap((identifier) => read.text(identifier.value) ?? []);
}

function identifiersOf(patient: Patient, otherKeys: readonly string[]): Identifier[] {
  const identifiers = [patient.id, ...otherKeys].map((key) => keyIdentifier('Patient', key));
  if (patient.pesel !== null) identifiers.push({ use: 'official', system: system.pesel, value: patient.pesel });
  if (patient.document !== null) {
    identifiers.push({ system: `${documentSystemPrefix}${patient.document.kind}`, value: patient.document.number });
  }
  return identifiers;
}

function documentOf(identifiers: Identifier[] | undefined): Patient['document'] {
  for (const kind of documentKinds) {
    const number = read.identifierValue(identifiers, `${documentSystemPrefix}${kind}`);
    if (number !== null) return { kind, number };
  }
  return null;
}

/** Rank 1 is the number that receives notifications, rank 2 the one that only staff may call. */
function telecomOf(contact: Contact): ContactPoint[] {
  const telecom: ContactPoint[] = [];
  if (contact.phone !== null) telecom.push({ system: 'phone', value: contact.phone, rank: 1 });
  if (contact.secondPhone !== null) telecom.push({ system: 'phone', value: contact.secondPhone, rank: 2 });
  if (contact.email !== null) telecom.push({ system: 'email', value: contact.email, rank: 1 });
  return telecom;
}

/** A number without a rank is the primary one unless another claims it. */
function contactFromFhir(resource: FhirPatient): Contact {
  const telecom = read.items(resource.telecom);
  const phones = telecom.filter((point) => point.system === 'phone' || point.system === 'sms');
  const primary = phones.find((point) => point.rank === 1) ?? phones.find((point) => point.rank !== 2);
  const second = phones.find((point) => point !== primary);
  return {
    phone: read.text(primary?.value),
    secondPhone: read.text(second?.value),
    email: read.text(telecom.find((point) => point.system === 'email')?.value),
    relation: read.oneOf(relations, read.extensionOf(resource, extension.contactRelation)?.valueCode) ?? 'patient',
  };
}

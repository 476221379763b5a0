/** Parameters of `$book`, `$find`, `$hold`, and the ways to read them on the other side. */
import type { Appointment, Patient as FhirPatient, Parameters, ParametersParameter, Resource } from 'fhir/r4';
import type { SearchCriteria } from '../domain/waiting-entry.ts';
import { fromJson } from './json-shapes.ts';
import { idOfReference } from './keys.ts';
import * as read from './read.ts';
import { clinicCodeConcept } from './service-codes.ts';
import { keySystem, system } from './systems.ts';
import { criteriaShape } from './waiting-shapes.ts';

/** Whose will a cancellation is (R30): `clinic` keeps the patient's place in the waiting room. */
export type CancelledBy = 'patient' | 'clinic';

export interface BookRequest {
  appointment: Appointment;
  /** To be created or changed in the same transaction. */
  patient: FhirPatient | null;
  /** null when nothing is cancelled. */
  cancelledBy: CancelledBy | null;
  /** R27: what the patient had searched for, when it was not this clinic alone. */
  search?: SearchCriteria;
  /** R31: key of the exam that is cancelled with this booking, in the same transaction. */
  replaces?: string;
}

export function bookParameters(request: BookRequest): Parameters {
  const parameter: ParametersParameter[] = [{ name: 'appt-resource', resource: request.appointment }];
  if (request.patient) parameter.push({ name: 'patient', resource: request.patient });
  if (request.cancelledBy) parameter.push({ name: 'cancelled-by', valueCode: request.cancelledBy });
  if (request.search) parameter.push({ name: 'search', valueString: JSON.stringify(request.search) });
  if (request.replaces !== undefined) {
    parameter.push({ name: 'replaces', valueIdentifier: { system: keySystem.Appointment, value: request.replaces } });
  }
  return { resourceType: 'Parameters', parameter };
}

/** null when there is no Appointment. A client that does not say whose will a cancellation is speaks for the patient. */
export function parseBookParameters(body: unknown): BookRequest | null {
  const appointment = resourceOf(partOf(body, 'appt-resource'), 'Appointment') as Appointment | null;
  if (appointment === null) return null;
  const by = read.oneOf(['patient', 'clinic'] as const, partOf(body, 'cancelled-by')?.valueCode);
  const search = fromJson(criteriaShape, partOf(body, 'search')?.valueString);
  const replaces = read.identifierValue([partOf(body, 'replaces')?.valueIdentifier ?? {}], keySystem.Appointment);
  return {
    appointment,
    ...(search === null ? {} : { search }),
    ...(replaces === null ? {} : { replaces }),
    patient: resourceOf(partOf(body, 'patient'), 'Patient') as FhirPatient | null,
    cancelledBy: appointment.status === 'cancelled' ? (by ?? 'patient') : null,
  };
}

export interface FindRequest {
  /** Instants or dates (`YYYY-MM-DD`, local, inclusive), as given. */
  start: string;
  end: string;
  clinicCodes: string[];
  clinicId: string | null;
  /** Key of the practitioner or device. */
  actorKey: string | null;
  count: number | null;
}

export function findParameters(request: FindRequest): Parameters {
  const parameter: ParametersParameter[] = [
    timeParameter('start', request.start),
    timeParameter('end', request.end),
    ...request.clinicCodes.map((code) => ({ name: 'service-type', valueCodeableConcept: clinicCodeConcept(code) })),
  ];
  if (request.clinicId)
    parameter.push({ name: 'organization', valueReference: { reference: `Organization/${request.clinicId}` } });
  if (request.actorKey) parameter.push({ name: 'practitioner', valueString: request.actorKey });
  if (request.count !== null) parameter.push({ name: '_count', valueInteger: request.count });
  return { resourceType: 'Parameters', parameter };
}

/** null without a readable start and end. */
export function parseFindParameters(body: unknown): FindRequest | null {
  const start = timeOf(partOf(body, 'start'));
  const end = timeOf(partOf(body, 'end'));
  if (start === null || end === null) return null;
  const organization = partOf(body, 'organization');
  const count = partOf(body, '_count');
  return {
    start,
    end,
    clinicCodes: partsOf(body, 'service-type').flatMap((part) => codeOfPart(part) ?? []),
    clinicId: idOfReference(organization?.valueReference, 'Organization') ?? textOfPart(organization),
    actorKey: actorKeyOf(partOf(body, 'practitioner')),
    count: read.wholeNumber(count?.valueInteger) ?? read.wholeNumber(count?.valuePositiveInt),
  };
}

export function holdParameters(slotId: string): Parameters {
  return { resourceType: 'Parameters', parameter: [{ name: 'slot', valueReference: { reference: `Slot/${slotId}` } }] };
}

export function parseHoldParameters(body: unknown): { slotId: string } | null {
  const part = partOf(body, 'slot');
  const slotId = idOfReference(part?.valueReference, 'Slot') ?? textOfPart(part);
  return slotId === null ? null : { slotId };
}

/** First part of that name of a Parameters resource; undefined for anything else. */
export const partOf = (body: unknown, name: string): ParametersParameter | undefined => partsOf(body, name)[0];

export function partsOf(body: unknown, name: string): ParametersParameter[] {
  if (!read.isObject(body) || body.resourceType !== 'Parameters') return [];
  return read.items((body as unknown as Parameters).parameter).filter((part) => part.name === name);
}

export function textOfPart(part: ParametersParameter | undefined): string | null {
  return read.text(part?.valueString) ?? read.text(part?.valueId) ?? read.text(part?.valueCode) ?? read.text(part?.valueUri);
}

function resourceOf(part: ParametersParameter | undefined, type: string): Resource | null {
  return read.isObject(part?.resource) && part.resource.resourceType === type ? (part.resource as unknown as Resource) : null;
}

function timeParameter(name: string, value: string): ParametersParameter {
  return value.length === 10 ? { name, valueDate: value } : { name, valueInstant: value };
}

function timeOf(part: ParametersParameter | undefined): string | null {
  for (const value of [part?.valueDate, part?.valueDateTime, part?.valueInstant, part?.valueString]) {
    const found = read.date(value) ?? read.instant(value);
    if (found !== null) return found;
  }
  return null;
}

function codeOfPart(part: ParametersParameter): string | null {
  const concept = part.valueCoding ? { coding: [part.valueCoding] } : part.valueCodeableConcept;
  return read.codeOf(concept, system.clinicCode) ?? textOfPart(part);
}

function actorKeyOf(part: ParametersParameter | undefined): string | null {
  const reference = part?.valueReference;
  const identifier = read.isObject(reference) ? reference.identifier : undefined;
  const byIdentifier = read.isObject(identifier) ? read.text(identifier.value) : null;
  return byIdentifier ?? idOfReference(reference, 'Practitioner') ?? idOfReference(reference, 'Device') ?? textOfPart(part);
}

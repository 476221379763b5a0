import type {
  Device,
  Extension,
  Schedule as FhirSchedule,
  Practitioner,
  PractitionerRole,
  PractitionerRoleAvailableTime,
} from 'fhir/r4';
import type { DecidedVisit } from '../domain/intent.ts';
import type { Actor, MobileStop, Schedule } from '../domain/schedule.ts';
import { decidedShape, fromJson, scheduleShape } from './json-shapes.ts';
import { keyIdentifier, keyOf, referenceTo } from './keys.ts';
import * as read from './read.ts';
import { clinicCodeConcept, serviceConcept } from './service-codes.ts';
import { stopToLocation } from './stop-location.ts';
import { extension, system } from './systems.ts';

export interface ScheduleReferences {
  id?: string;
  /** Central's id of the actor. */
  actorId?: string;
}

const actorType = (actor: Actor) => (actor.kind === 'device' ? 'Device' : 'Practitioner');

/** The definition travels whole; the FHIR elements beside it are for readers who know nothing of Okienko. */
export function scheduleToFhir(schedule: Schedule, refs: ScheduleReferences = {}): FhirSchedule {
  return {
    resourceType: 'Schedule',
    ...(refs.id ? { id: refs.id } : {}),
    ...(schedule.version > 0 ? { meta: { versionId: String(schedule.version) } } : {}),
    ...(schedule.stops?.length ? { contained: schedule.stops.map((stop, n) => stopToLocation(stop, `stop-${n}`)) } : {}),
    extension: [
      { url: extension.scheduleDefinition, valueString: JSON.stringify(schedule) },
      ...(schedule.stops ?? []).map(stopExtension),
    ],
    identifier: [keyIdentifier('Schedule', schedule.id)],
    active: true,
    serviceCategory: [serviceConcept(schedule.service)],
    serviceType: [clinicCodeConcept(schedule.clinicCode)],
    actor: [referenceTo(actorType(schedule.actor), schedule.actor.id, refs.actorId, schedule.actor.name)],
    ...planningHorizon(schedule),
  };
}

/** R38: from when to when the unit stands at the contained Location. */
function stopExtension({ from, to }: MobileStop, n: number): Extension {
  return {
    url: extension.mobileStop,
    extension: [
      { url: 'period', valuePeriod: { start: from, end: to } },
      { url: 'place', valueReference: { reference: `#stop-${n}` } },
    ],
  };
}

/** First and last day on which any stretch of the template is valid. */
function planningHorizon({ weekly }: Schedule): Pick<FhirSchedule, 'planningHorizon'> {
  const [first, ...others] = weekly;
  if (!first) return {};
  const widest = { start: first.validFrom, end: first.validTo };
  for (const { validFrom, validTo } of others) {
    if (validFrom < widest.start) widest.start = validFrom;
    if (validTo > widest.end) widest.end = validTo;
  }
  return { planningHorizon: widest };
}

/** Key and version come from the resource, which central owns; the rest from the definition. */
export function scheduleFromFhir(resource: FhirSchedule): Schedule | null {
  const definition = fromJson(scheduleShape, read.extensionOf(resource, extension.scheduleDefinition)?.valueString);
  const id = keyOf(resource);
  return definition && id ? { ...definition, id, version: read.versionOf(resource) } : null;
}

/** R9: what the manager decided travels with the publication, so that central can tell a visit that came in between. */
export function withDecisions(resource: FhirSchedule, decided: readonly DecidedVisit[] | undefined): FhirSchedule {
  if (!decided) return resource;
  const carried = { url: extension.decidedVisits, valueString: JSON.stringify(decided) };
  return { ...resource, extension: [...(resource.extension ?? []), carried] };
}

/** null = nobody decided (an import, another program). */
export function decisionsOf(resource: FhirSchedule): DecidedVisit[] | null {
  return fromJson(decidedShape, read.extensionOf(resource, extension.decidedVisits)?.valueString);
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Derived, for readers: FHIR knows one week without validity dates, so stretches that are over on `today` are left out. */
export function scheduleToPractitionerRole(schedule: Schedule, today: string, refs: ScheduleReferences = {}): PractitionerRole {
  const availableTime = schedule.weekly
    .filter((hours) => hours.validTo >= today)
    .map(
      (hours): PractitionerRoleAvailableTime => ({
        daysOfWeek: [weekdays[hours.weekday - 1] ?? 'mon'],
        availableStartTime: `${hours.startsAt}:00`,
        availableEndTime: `${hours.endsAt}:00`,
      }),
    );
  const notAvailable = schedule.exceptions
    .filter((exception) => exception.kind === 'closed' && exception.date >= today)
    .map(({ date, reason }) => ({ description: reason || 'closed', during: { start: date, end: date } }));
  return {
    resourceType: 'PractitionerRole',
    ...(refs.id ? { id: refs.id } : {}),
    ...(schedule.version > 0 ? { meta: { versionId: String(schedule.version) } } : {}),
    identifier: [keyIdentifier('PractitionerRole', schedule.id)],
    active: true,
    ...(schedule.actor.kind === 'practitioner'
      ? { practitioner: referenceTo('Practitioner', schedule.actor.id, refs.actorId, schedule.actor.name) }
      : {}),
    organization: referenceTo('Organization', schedule.clinicId, schedule.clinicId),
    specialty: [clinicCodeConcept(schedule.clinicCode)],
    ...(availableTime.length > 0 ? { availableTime } : {}),
    ...(notAvailable.length > 0 ? { notAvailable } : {}),
  };
}

/** The person or machine behind a schedule. */
export function actorToFhir(actor: Actor, centralId: string): Practitioner | Device {
  const key = keyIdentifier('Practitioner', actor.id);
  if (actor.kind === 'device') {
    return {
      resourceType: 'Device',
      id: centralId,
      identifier: [key],
      status: 'active',
      ...(actor.name ? { deviceName: [{ name: actor.name, type: 'user-friendly-name' as const }] } : {}),
    };
  }
  return {
    resourceType: 'Practitioner',
    id: centralId,
    identifier: actor.npwz ? [key, { system: system.npwz, value: actor.npwz }] : [key],
    active: true,
    ...(actor.name ? { name: [{ text: actor.name }] } : {}),
  };
}

import type { Appointment, AppointmentParticipant, Extension, Reference } from 'fhir/r4';
import type { Actor } from '../domain/schedule.ts';
import { addMinutes } from '../domain/time.ts';
import type { CancelReason, Channel, Entitlement, Referral, Visit, VisitGap } from '../domain/visit.ts';
import { contactExtension, contactOf } from './contact-extension.ts';
import { keyIdentifier, keyOf, keyOfReference, referenceTo, slotReference, typeOfReference } from './keys.ts';
import * as read from './read.ts';
import { clinicCodeConcept, serviceConcept, serviceOf, visitKindConcept, visitKindOf, visitModes } from './service-codes.ts';
import { extension, system } from './systems.ts';
import { courseExtension, courseOf, statusOfVisit, visitStatusOf } from './visit-course.ts';

/** Central's ids where they are known; a desk has none and refers by identifier alone. */
export interface VisitReferences {
  id?: string;
  patientId?: string;
  scheduleId?: string;
  /** The schedule's actor as participant; `id` is central's. */
  actor?: Pick<Actor, 'id' | 'kind' | 'name'> & { centralId?: string };
}

const cancelReasons: readonly CancelReason[] = [
  'illness',
  'no-transport',
  'other-date',
  'resignation',
  'other',
  'practitioner-absent',
  'breakdown',
  'schedule-change',
  'desk-error',
  'death',
  'sms-reply',
];
const channels: readonly Channel[] = ['desk', 'other-clinic', 'ikp', 'sms', 'waiting-room', 'import'];
const visitGaps: readonly VisitGap[] = [
  'outside-schedule',
  'holiday',
  'double-booked',
  'no-contact',
  'no-pesel',
  'bad-pesel',
  'no-referral',
];

export function visitToAppointment(visit: Visit, refs: VisitReferences = {}): Appointment {
  return {
    resourceType: 'Appointment',
    ...(refs.id ? { id: refs.id } : {}),
    ...(visit.version > 0 ? { meta: { versionId: String(visit.version) } } : {}),
    extension: visitExtensions(visit, refs),
    identifier: [keyIdentifier('Appointment', visit.id)],
    status: statusOfVisit(visit),
    ...(visit.cancelReason === null
      ? {}
      : { cancelationReason: { coding: [{ system: system.cancelReason, code: visit.cancelReason }] } }),
    serviceCategory: [serviceConcept(visit.service)],
    serviceType: [clinicCodeConcept(visit.clinicCode)],
    appointmentType: visitKindConcept(visit.kind),
    priority: visit.category === 'urgent' ? 1 : 0,
    start: visit.startsAt,
    end: addMinutes(visit.startsAt, visit.durationMinutes),
    minutesDuration: visit.durationMinutes,
    ...(visit.slotId === null ? {} : { slot: [slotReference(visit.slotId)] }),
    created: visit.bookedAt,
    ...(visit.note === null ? {} : { comment: visit.note }),
    ...basedOn(visit.referral),
    participant: participants(visit, refs),
  };
}

/** null when it is no visit of ours: a proposal, a hold, a waiting-list entry, or without key, patient, schedule or time. */
export function appointmentToVisit(appointment: Appointment): Visit | null {
  const id = keyOf(appointment);
  const status = visitStatusOf(appointment.status);
  const startsAt = read.instant(appointment.start);
  const durationMinutes = startsAt === null ? null : durationOf(appointment, startsAt);
  const patientId = patientKeyOf(appointment);
  const scheduleId = keyOfReference(read.extensionOf(appointment, extension.schedule)?.valueReference, 'Schedule');
  const clinicId = keyOfReference(read.extensionOf(appointment, extension.clinic)?.valueReference, 'Organization');
  const clinicCode = read.codeOf(read.items(appointment.serviceType)[0], system.clinicCode);
  const kind = visitKindOf(appointment.appointmentType);
  if (!id || !status || !startsAt || !durationMinutes || !patientId || !scheduleId || !clinicId || !clinicCode || !kind)
    return null;
  return {
    id,
    version: read.versionOf(appointment),
    clinicId,
    scheduleId,
    slotId: keyOfReference(read.items(appointment.slot)[0], 'Slot'),
    startsAt,
    durationMinutes,
    service: serviceOf(read.items(appointment.serviceCategory)[0], clinicCode),
    clinicCode,
    kind,
    mode: read.oneOf(visitModes, read.extensionOf(appointment, extension.mode)?.valueCode) ?? 'in-person',
    status,
    patientId,
    contact: contactOf(appointment),
    category: appointment.priority === 1 ? 'urgent' : 'stable',
    entitlement: entitlementOf(appointment),
    referral: referralOf(appointment),
    legacy: read.extensionOf(appointment, extension.legacy)?.valueBoolean === true,
    gaps: gapsOf(appointment),
    cancelReason: cancelReasonOf(appointment),
    bookedAt: read.instant(appointment.created) ?? startsAt,
    bookedBy: read.oneOf(channels, read.extensionOf(appointment, extension.channel)?.valueCode) ?? 'desk',
    note: read.text(appointment.comment),
    ...elsewhereOf(appointment),
    ...courseOf(appointment),
  };
}

/** Key of the participating patient; also of a request that is no visit yet. */
export function patientKeyOf(appointment: Appointment): string | null {
  for (const participant of read.items(appointment.participant)) {
    const key = typeOfReference(participant.actor) === 'Patient' ? keyOfReference(participant.actor, 'Patient') : null;
    if (key !== null) return key;
  }
  return null;
}

export function cancelReasonOf(appointment: Appointment): CancelReason | null {
  return read.oneOf(cancelReasons, read.codeOf(appointment.cancelationReason, system.cancelReason));
}

/** FHIR wants a participant even where only the visit's key is known: its subject, unnamed. */
export const unnamedPatient: AppointmentParticipant = {
  type: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'SBJ' }] }],
  status: 'accepted',
};

export interface VisitMove {
  visitId: string;
  clinicId: string;
  scheduleId: string;
  slotId: string;
  startsAt: string;
  durationMinutes: number;
}

/** What `$book` needs to move a known visit: its key and the new place. */
export function moveToAppointment(move: VisitMove): Appointment {
  return {
    resourceType: 'Appointment',
    extension: [
      { url: extension.clinic, valueReference: referenceTo('Organization', move.clinicId, move.clinicId) },
      { url: extension.schedule, valueReference: referenceTo('Schedule', move.scheduleId) },
    ],
    identifier: [keyIdentifier('Appointment', move.visitId)],
    status: 'booked',
    start: move.startsAt,
    end: addMinutes(move.startsAt, move.durationMinutes),
    minutesDuration: move.durationMinutes,
    slot: [slotReference(move.slotId)],
    participant: [unnamedPatient],
  };
}

/** What `$book` needs to cancel a known visit (R30). */
export function cancellationToAppointment(visitId: string, reason: CancelReason): Appointment {
  return {
    resourceType: 'Appointment',
    identifier: [keyIdentifier('Appointment', visitId)],
    status: 'cancelled',
    cancelationReason: { coding: [{ system: system.cancelReason, code: reason }] },
    participant: [unnamedPatient],
  };
}

function visitExtensions(visit: Visit, refs: VisitReferences): Extension[] {
  const all: Extension[] = [
    { url: extension.clinic, valueReference: referenceTo('Organization', visit.clinicId, visit.clinicId) },
    { url: extension.schedule, valueReference: referenceTo('Schedule', visit.scheduleId, refs.scheduleId) },
    contactExtension(visit.contact),
    { url: extension.mode, valueCode: visit.mode },
    { url: extension.channel, valueCode: visit.bookedBy },
  ];
  if (visit.legacy) all.push({ url: extension.legacy, valueBoolean: true });
  if (visit.elsewhere) {
    const { clinicName, town, actorName } = visit.elsewhere;
    const parts = [
      { url: 'clinicName', valueString: clinicName },
      { url: 'town', valueString: town ?? '' },
      { url: 'actorName', valueString: actorName },
    ].filter(({ valueString }) => valueString !== '');
    all.push({ url: extension.elsewhere, extension: parts });
  }
  for (const gap of visit.gaps) all.push({ url: extension.gaps, valueCode: gap });
  all.push(...referralCodesExtension(visit.referral), ...courseExtension(visit.course));
  if (visit.entitlement) {
    const { code, document } = visit.entitlement;
    const parts: Extension[] = [{ url: 'code', valueString: code }];
    if (document !== '') parts.push({ url: 'document', valueString: document });
    all.push({ url: extension.entitlement, extension: parts });
  }
  return all;
}

export function referralCodesExtension(referral: Referral | null): Extension[] {
  return (referral?.clinicCodes ?? []).map((code) => ({ url: extension.referralCodes, valueCode: code }));
}

function participants(visit: Visit, refs: VisitReferences): AppointmentParticipant[] {
  const patient = referenceTo('Patient', visit.patientId, refs.patientId);
  const all: AppointmentParticipant[] = [{ actor: patient, status: 'accepted' }];
  if (refs.actor) {
    const type = refs.actor.kind === 'device' ? 'Device' : 'Practitioner';
    all.push({ actor: referenceTo(type, refs.actor.id, refs.actor.centralId, refs.actor.name), status: 'accepted' });
  }
  return all;
}

/** R18: the referral by its 44-digit key, its 4-digit code, or both. One identifier per reference, hence up to two. */
export function basedOn(referral: Referral | null): { basedOn?: Reference[] } {
  const references: Reference[] = [];
  if (referral?.key) references.push({ type: 'ServiceRequest', identifier: { system: system.referralKey, value: referral.key } });
  if (referral?.code)
    references.push({ type: 'ServiceRequest', identifier: { system: system.referralCode, value: referral.code } });
  return references.length > 0 ? { basedOn: references } : {};
}

export function referralOf(appointment: Appointment): Referral | null {
  const identifiers = read.items(read.items(appointment.basedOn).map((reference) => reference.identifier as object));
  const key = read.identifierValue(identifiers, system.referralKey);
  const code = read.identifierValue(identifiers, system.referralCode);
  if (key === null && code === null) return null;
  const codes = read.extensionsOf(appointment, extension.referralCodes).flatMap((item) => read.text(item.valueCode) ?? []);
  return { key, code, clinicCodes: codes.length > 0 ? codes : null };
}

function entitlementOf(appointment: Appointment): Entitlement | null {
  const found = read.extensionOf(appointment, extension.entitlement);
  const code = read.text(read.extensionOf(found, 'code')?.valueString);
  if (code === null) return null;
  return { code, document: read.text(read.extensionOf(found, 'document')?.valueString) ?? '' };
}

function elsewhereOf(appointment: Appointment): Pick<Visit, 'elsewhere'> {
  const found = read.extensionOf(appointment, extension.elsewhere);
  const text = (url: string) => read.text(read.extensionOf(found, url)?.valueString) ?? '';
  if (found === undefined) return {};
  return { elsewhere: { clinicName: text('clinicName'), town: text('town') || null, actorName: text('actorName') } };
}

function gapsOf(appointment: Appointment): VisitGap[] {
  return read.extensionsOf(appointment, extension.gaps).flatMap((item) => read.oneOf(visitGaps, item.valueCode) ?? []);
}

function durationOf(appointment: Appointment, startsAt: string): number | null {
  const minutes = read.wholeNumber(appointment.minutesDuration);
  if (minutes !== null) return minutes > 0 ? minutes : null;
  const end = read.instant(appointment.end);
  const between = end === null ? null : (Date.parse(end) - Date.parse(startsAt)) / 60_000;
  return between !== null && Number.isSafeInteger(between) && between > 0 ? between : null;
}

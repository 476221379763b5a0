import type { Extension, Slot as FhirSlot } from 'fhir/r4';
import type { Slot } from '../domain/schedule.ts';
import { addMinutes } from '../domain/time.ts';
import { keyOfReference, referenceTo } from './keys.ts';
import * as read from './read.ts';
import {
  clinicCodeConcept,
  payers,
  serviceConcept,
  serviceOf,
  visitKindConcept,
  visitKindOf,
  visitModes,
} from './service-codes.ts';
import { extension, system } from './systems.ts';

/** `busy-tentative`: someone holds it for at most five minutes (I8). */
export type SlotStatus = 'free' | 'busy' | 'busy-tentative';

export interface SlotReferences {
  /** Central's id of the schedule. */
  scheduleId?: string;
  version?: number;
  /** With `busy-tentative`: the client id of a desk of this clinic, `ikp` or `other-clinic`, and the end by central's clock. */
  held?: { client: string; until: string };
}

export function slotToFhir(slot: Slot, status: SlotStatus, refs: SlotReferences = {}): FhirSlot {
  const extensions: Extension[] = [
    { url: extension.mode, valueCode: slot.mode },
    { url: extension.payer, valueCode: slot.payer },
  ];
  if (slot.room !== null) extensions.push({ url: extension.room, valueString: slot.room });
  if (slot.overbooked) extensions.push({ url: extension.overbooked, valueBoolean: true });
  if (refs.held) {
    extensions.push({ url: extension.heldBy, valueString: refs.held.client });
    extensions.push({ url: extension.holdUntil, valueInstant: refs.held.until });
  }
  return {
    resourceType: 'Slot',
    id: slot.id,
    ...(refs.version ? { meta: { versionId: String(refs.version) } } : {}),
    extension: extensions,
    serviceCategory: [serviceConcept(slot.service)],
    serviceType: [clinicCodeConcept(slot.clinicCode)],
    appointmentType: visitKindConcept(slot.kind),
    schedule: referenceTo('Schedule', slot.scheduleId, refs.scheduleId),
    status,
    start: slot.startsAt,
    end: addMinutes(slot.startsAt, slot.durationMinutes),
  };
}

export function slotFromFhir(resource: FhirSlot): Slot | null {
  const id = read.text(resource.id);
  const scheduleId = keyOfReference(resource.schedule, 'Schedule');
  const clinicCode = read.codeOf(read.items(resource.serviceType)[0], system.clinicCode);
  const kind = visitKindOf(resource.appointmentType);
  const startsAt = read.instant(resource.start);
  const end = read.instant(resource.end);
  if (!id || !scheduleId || !clinicCode || !kind || !startsAt || !end) return null;
  const durationMinutes = (Date.parse(end) - Date.parse(startsAt)) / 60_000;
  if (!Number.isSafeInteger(durationMinutes) || durationMinutes <= 0) return null;
  return {
    id,
    scheduleId,
    service: serviceOf(read.items(resource.serviceCategory)[0], clinicCode),
    clinicCode,
    kind,
    mode: read.oneOf(visitModes, read.extensionOf(resource, extension.mode)?.valueCode) ?? 'in-person',
    payer: read.oneOf(payers, read.extensionOf(resource, extension.payer)?.valueCode) ?? 'nfz',
    startsAt,
    durationMinutes,
    room: read.text(read.extensionOf(resource, extension.room)?.valueString),
    overbooked: read.extensionOf(resource, extension.overbooked)?.valueBoolean === true,
  };
}

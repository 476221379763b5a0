import type { Appointment, Slot as FhirSlot } from 'fhir/r4';
import * as read from './read.ts';
import { extension } from './systems.ts';

export interface Hold {
  /** Central's id, to be ended by. */
  id: string;
  /** UTC instant by central's clock. */
  until: string;
}

/** The pending Appointment that `$hold` answers with; null when it is none. */
export function holdOf(body: unknown): Hold | null {
  if (!read.isObject(body) || body.resourceType !== 'Appointment' || body.status !== 'pending') return null;
  const appointment = body as unknown as Appointment;
  const id = read.text(appointment.id);
  const until = read.instant(read.extensionOf(appointment, extension.holdUntil)?.valueInstant);
  return id === null || until === null ? null : { id, until };
}

/** What the feed tells of a slot: who keeps it and until when; `claim` null = nobody does. */
export interface SlotNews {
  slotId: string;
  claim: { client: string; until: string } | null;
}

/** null when it is no slot. */
export function slotNewsOf(resource: unknown): SlotNews | null {
  if (!read.isObject(resource) || resource.resourceType !== 'Slot') return null;
  const slot = resource as unknown as FhirSlot;
  const slotId = read.text(slot.id);
  if (slotId === null) return null;
  const client = read.text(read.extensionOf(slot, extension.heldBy)?.valueString);
  const until = read.instant(read.extensionOf(slot, extension.holdUntil)?.valueInstant);
  const isHeld = slot.status === 'busy-tentative' && client !== null && until !== null;
  return { slotId, claim: isHeld ? { client, until } : null };
}

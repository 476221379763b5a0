import type { Appointment } from 'fhir/r4';
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

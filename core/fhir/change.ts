/** One resource of the feed or of a reseed page as a row of the copy. */
import type { Appointment, Basic, Patient as FhirPatient, Schedule as FhirSchedule, Slot as FhirSlot, Task } from 'fhir/r4';
import type { Patient } from '../domain/patient.ts';
import type { Schedule, Slot } from '../domain/schedule.ts';
import type { DeskTask } from '../domain/task.ts';
import type { Visit } from '../domain/visit.ts';
import { patientFromFhir } from './patient.ts';
import { policyId } from './policy.ts';
import * as read from './read.ts';
import { scheduleFromFhir } from './schedule.ts';
import { isSetting, type Setting, settingFromFhir } from './setting.ts';
import { slotFromFhir } from './slot.ts';
import { isDeskTask, taskFromFhir } from './task.ts';
import { appointmentToVisit } from './visit-appointment.ts';

/** `row` null: deleted. Same shape as FeedChange in core/sync/ports.ts. */
export type Change =
  | { entity: 'visit'; key: string; row: Visit | null }
  | { entity: 'patient'; key: string; row: Patient | null }
  | { entity: 'schedule'; key: string; row: Schedule | null }
  | { entity: 'slot'; key: string; row: Slot | null }
  | { entity: 'task'; key: string; row: DeskTask | null }
  | { entity: 'setting'; key: string; row: Setting | null };

export type Entity = Change['entity'];

export const resourceTypeOf = {
  visit: 'Appointment',
  patient: 'Patient',
  schedule: 'Schedule',
  slot: 'Slot',
  task: 'Task',
  setting: 'Basic',
} as const satisfies Record<Entity, string>;

export function entityOf(resourceType: string | null): Entity | null {
  const found = Object.entries(resourceTypeOf).find(([, type]) => type === resourceType);
  return found ? (found[0] as Entity) : null;
}

/**
 * `ignored`: rightly not in the copy (a hold, a proposal, a waiting-room entry, the policy, a type that desks do not keep).
 * `unreadable`: should be in the copy, but lacks what we need.
 */
export type ReadChange = Change | 'ignored' | 'unreadable';

export function changeOf(resource: unknown): ReadChange {
  if (!read.isObject(resource)) return 'unreadable';
  switch (resource.resourceType) {
    case 'Appointment':
      return visitChange(resource as unknown as Appointment);
    case 'Patient':
      return rowChange('patient', patientFromFhir(resource as unknown as FhirPatient));
    case 'Schedule':
      return rowChange('schedule', scheduleFromFhir(resource as unknown as FhirSchedule));
    case 'Slot':
      return slotChange(resource as unknown as FhirSlot);
    case 'Task':
      return isDeskTask(resource as unknown as Task) ? rowChange('task', taskFromFhir(resource as unknown as Task)) : 'ignored';
    case 'Basic':
      return settingChange(resource as unknown as Basic);
    default:
      return typeof resource.resourceType === 'string' ? 'ignored' : 'unreadable';
  }
}

function rowChange<E extends 'visit' | 'patient' | 'schedule' | 'slot' | 'task'>(
  entity: E,
  row: (Extract<Change, { entity: E }>['row'] & { id: string }) | null,
): ReadChange {
  return row === null ? 'unreadable' : ({ entity, key: row.id, row } as Change);
}

function visitChange(appointment: Appointment): ReadChange {
  const notVisits: unknown[] = ['proposed', 'pending', 'waitlist', 'entered-in-error'];
  return notVisits.includes(appointment.status) ? 'ignored' : rowChange('visit', appointmentToVisit(appointment));
}

function slotChange(resource: FhirSlot): ReadChange {
  if (resource.status !== 'entered-in-error') return rowChange('slot', slotFromFhir(resource));
  const key = read.text(resource.id);
  return key === null ? 'unreadable' : { entity: 'slot', key, row: null };
}

function settingChange(resource: Basic): ReadChange {
  if (resource.id === policyId || !isSetting(resource)) return 'ignored';
  const row = settingFromFhir(resource);
  return row === null ? 'unreadable' : { entity: 'setting', key: row.name, row };
}

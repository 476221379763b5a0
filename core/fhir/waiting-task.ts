/**
 * A waiting-room entry as FHIR Task: code `waiting-room-entry`, own identifier system. The whole entry travels as extension
 * `waiting-entry`, beside the elements that any reader understands. A desk changes or leaves one by its key, its referral
 * (R20) and what is to be different.
 */
import type { Patient as FhirPatient, Identifier, Reference, Task } from 'fhir/r4';
import type { Referral } from '../domain/visit.ts';
import type { Forecast, SearchCriteria, WaitingEntry } from '../domain/waiting-entry.ts';
import { fromJson } from './json-shapes.ts';
import { referenceTo } from './keys.ts';
import * as read from './read.ts';
import { extension, system } from './systems.ts';
import { criteriaShape, forecastShape, waitingEntryShape } from './waiting-shapes.ts';

const taskCode = 'waiting-room-entry';
const statusToFhir = { waiting: 'requested', assigned: 'accepted', closed: 'cancelled' } as const;

export interface WaitingReferences {
  id?: string;
  patientId?: string;
  /** Central's id of the visit. */
  visitId?: string;
  /** Created or changed along with the entry; travels contained. */
  patient?: FhirPatient | null;
}

export function waitingEntryToTask(entry: WaitingEntry, refs: WaitingReferences = {}): Task {
  const done = entry.closed === 'performed';
  return {
    ...base(entry.id, entry.referral, null),
    ...(refs.id ? { id: refs.id } : {}),
    ...(entry.version > 0 ? { meta: { versionId: String(entry.version) } } : {}),
    // dom-3: what is contained is referred to.
    ...(refs.patient ? { contained: [{ ...refs.patient, id: 'patient', meta: undefined }] } : {}),
    extension: [
      { url: extension.waitingEntry, valueString: JSON.stringify(entry) },
      ...(refs.patient ? [{ url: extension.contained, valueReference: { reference: '#patient' } }] : []),
    ],
    status: done ? 'completed' : statusToFhir[entry.status],
    ...(entry.closed === null ? {} : { statusReason: { coding: [{ system: system.waitingClosed, code: entry.closed }] } }),
    priority: entry.category === 'urgent' ? 'urgent' : 'routine',
    for: referenceTo('Patient', entry.patientId, refs.patientId),
    ...(entry.visitId === null ? {} : { focus: referenceTo('Appointment', entry.visitId, refs.visitId) }),
    authoredOn: entry.submittedAt,
  };
}

/** What a desk asks of an entry: enter it, change its criteria, delete it. */
export type WaitingCommand =
  | { kind: 'enter'; entry: WaitingEntry; patient: FhirPatient | null }
  | { kind: 'change'; key: string; criteria: SearchCriteria; referral: Referral; pesel: string | null }
  | { kind: 'leave'; key: string; referral: Referral; pesel: string | null };

export function waitingCommandToTask(command: WaitingCommand): Task {
  switch (command.kind) {
    case 'enter':
      return waitingEntryToTask(command.entry, { patient: command.patient });
    case 'change':
      return {
        ...base(command.key, command.referral, command.pesel),
        extension: [{ url: extension.waitingCriteria, valueString: JSON.stringify(command.criteria) }],
        status: 'requested',
      };
    case 'leave':
      return { ...base(command.key, command.referral, command.pesel), status: 'cancelled' };
    default:
      return command satisfies never;
  }
}

/** null when the Task is no waiting-room entry, or lacks what it needs. */
export function waitingCommandOf(task: Task): WaitingCommand | null {
  const key = waitingKeyOf(task);
  if (key === null) return null;
  const referral = referralOf(task);
  const pesel = read.text(read.isObject(task.for?.identifier) ? task.for.identifier.value : null);
  if (read.extensionOf(task, extension.waitingEntry) === undefined && referral !== null) {
    if (task.status === 'cancelled') return { kind: 'leave', key, referral, pesel };
    const criteria = fromJson(criteriaShape, read.extensionOf(task, extension.waitingCriteria)?.valueString);
    return criteria === null ? null : { kind: 'change', key, criteria, referral, pesel };
  }
  const entry = waitingEntryOf(task);
  if (entry === null) return null;
  const patient = read.items(task.contained).find(({ resourceType }) => resourceType === 'Patient');
  return { kind: 'enter', entry, patient: (patient as FhirPatient | undefined) ?? null };
}

export function waitingKeyOf(task: { identifier?: Identifier[] | undefined }): string | null {
  return read.identifierValue(task.identifier, system.waitingEntry);
}

export function waitingEntryOf(task: Task): WaitingEntry | null {
  const entry = fromJson(waitingEntryShape, read.extensionOf(task, extension.waitingEntry)?.valueString);
  const key = waitingKeyOf(task);
  return entry === null || key === null ? null : { ...entry, id: key, version: read.versionOf(task) };
}

/** R12, R25: the offer of the waiting room, an entry that is not made yet. */
export function offerToTask(forecast: Forecast | null): Task {
  return {
    resourceType: 'Task',
    ...(forecast === null ? {} : { extension: [{ url: extension.waitingForecast, valueString: JSON.stringify(forecast) }] }),
    status: 'draft',
    intent: 'proposal',
    code: { coding: [{ system: system.taskKind, code: taskCode }] },
  };
}

/** undefined: the Task is no offer. */
export function offerOf(task: Task): { forecast: Forecast | null } | undefined {
  if (task.status !== 'draft' || read.codeOf(task.code, system.taskKind) !== taskCode) return undefined;
  return { forecast: fromJson(forecastShape, read.extensionOf(task, extension.waitingForecast)?.valueString) };
}

function base(key: string, referral: Referral, pesel: string | null): Task {
  const references = basedOn(referral);
  return {
    resourceType: 'Task',
    identifier: [{ system: system.waitingEntry, value: key }],
    ...(references.length > 0 ? { basedOn: references } : {}),
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: system.taskKind, code: taskCode }] },
    ...(pesel === null ? {} : { for: { type: 'Patient', identifier: { system: system.pesel, value: pesel } } }),
  };
}

function basedOn({ key, code }: Referral): Reference[] {
  const references: Reference[] = [];
  if (key) references.push({ type: 'ServiceRequest', identifier: { system: system.referralKey, value: key } });
  if (code) references.push({ type: 'ServiceRequest', identifier: { system: system.referralCode, value: code } });
  return references;
}

function referralOf(task: Task): Referral | null {
  const identifiers = read.items(read.items(task.basedOn).map(({ identifier }) => identifier as object)) as Identifier[];
  const key = read.identifierValue(identifiers, system.referralKey);
  const code = read.identifierValue(identifiers, system.referralCode);
  return key === null && code === null ? null : { key, code, clinicCodes: null };
}

import type { Task } from 'fhir/r4';
import type { DeskTask, TaskChange } from '../domain/task.ts';
import { fromJson } from './json-shapes.ts';
import { keyIdentifier, keyOf, referenceTo } from './keys.ts';
import * as read from './read.ts';
import { extension, system } from './systems.ts';
import { deskTaskShape, taskChangeShape } from './task-shapes.ts';

export interface TaskReferences {
  id?: string;
  /** Central's ids of visit and patient. */
  visitId?: string;
  patientId?: string;
}

/** Waiting-room entries are Tasks too, but carry no `desk-task` and are not ours to read. */
export function taskToFhir(task: DeskTask, refs: TaskReferences = {}): Task {
  return {
    resourceType: 'Task',
    ...(refs.id ? { id: refs.id } : {}),
    ...(task.version > 0 ? { meta: { versionId: String(task.version) } } : {}),
    extension: [{ url: extension.deskTask, valueString: JSON.stringify(task) }],
    identifier: [keyIdentifier('Task', task.id)],
    status: task.state === 'open' ? 'requested' : 'completed',
    intent: 'order',
    code: { coding: [{ system: system.taskKind, code: task.kind }] },
    ...(task.visitId === null ? {} : { focus: referenceTo('Appointment', task.visitId, refs.visitId) }),
    ...(task.patientId === null ? {} : { for: referenceTo('Patient', task.patientId, refs.patientId) }),
    authoredOn: task.openedAt,
    ...(task.owner ? { owner: { type: 'Practitioner', display: task.owner } } : {}),
  };
}

/** `requested` and `completed` of the resource decide the state: that is what other clients can change. */
export function taskFromFhir(resource: Task): DeskTask | null {
  const task = fromJson(deskTaskShape, read.extensionOf(resource, extension.deskTask)?.valueString);
  const id = keyOf(resource);
  if (task === null || id === null) return null;
  const state = resource.status === 'completed' ? 'done' : task.state;
  return { ...task, id, version: read.versionOf(resource), state };
}

export const isDeskTask = (resource: Task): boolean => read.extensionOf(resource, extension.deskTask) !== undefined;

/** Closes a task of which the desk names only the key: the rest stays as central has it. */
export interface TaskClosing {
  key: string;
  resolution: string;
  closedBy: string;
}

export function closingToTask(closing: TaskClosing): Task {
  return {
    resourceType: 'Task',
    ...(closing.closedBy === '' ? {} : { extension: [{ url: extension.closedBy, valueString: closing.closedBy }] }),
    identifier: [keyIdentifier('Task', closing.key)],
    status: 'completed',
    statusReason: { text: closing.resolution },
    intent: 'order',
  };
}

/** null when the Task is not completed, says not how, or carries its whole definition. */
export function closingOf(resource: Task): TaskClosing | null {
  const key = keyOf(resource);
  const resolution = read.text(resource.statusReason?.text);
  if (isDeskTask(resource) || resource.status !== 'completed' || key === null || resolution === null) return null;
  return { key, resolution, closedBy: read.text(read.extensionOf(resource, extension.closedBy)?.valueString) ?? '' };
}

/** Adds to a task (a call, an owner) of which the desk names only the key. */
export interface TaskAddition {
  key: string;
  change: TaskChange;
  author: string;
}

export function changeToTask({ key, change, author }: TaskAddition): Task {
  const value = JSON.stringify({ change, author });
  return {
    resourceType: 'Task',
    extension: [{ url: extension.taskChange, valueString: value }],
    identifier: [keyIdentifier('Task', key)],
    status: 'in-progress',
    intent: 'order',
  };
}

/** null when the Task is no addition. */
export function additionOf(resource: Task): TaskAddition | null {
  const value = fromJson(taskChangeShape, read.extensionOf(resource, extension.taskChange)?.valueString);
  const key = keyOf(resource);
  return value === null || key === null || isDeskTask(resource) ? null : { key, ...value };
}

import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4';
import type { Act, Intent } from '../domain/intent.ts';
import type { Visit } from '../domain/visit.ts';
import { type Entity, resourceTypeOf } from '../fhir/change.ts';
import { header, versionToEtag } from '../fhir/headers.ts';
import { type BookRequest, bookParameters } from '../fhir/parameters.ts';
import { patientToFhir } from '../fhir/patient.ts';
import { scheduleToFhir, withDecisions } from '../fhir/schedule.ts';
import { settingToFhir } from '../fhir/setting.ts';
import { extension, fhirJson, keySystem, system } from '../fhir/systems.ts';
import { changeToTask, closingToTask, taskToFhir } from '../fhir/task.ts';
import { cancellationToAppointment, moveToAppointment, visitToAppointment } from '../fhir/visit-appointment.ts';
import { detailsParameters, outcomeParameters } from '../fhir/visit-change.ts';
import { type WaitingCommand, waitingCommandToTask } from '../fhir/waiting-task.ts';

/** An act as central's interface wants it. `url` is relative to `/fhir/`. */
export interface ActRequest {
  method: 'POST' | 'PUT';
  url: string;
  resource: FhirResource;
  /** Key of the changed thing, as in Intent.keys: the one whose version `If-Match` and `ETag` speak of. */
  target: string;
}

export interface IntentRequest {
  method: 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** `ifMatch`: version of the changed thing; null for something new. `clinicId`: the clinic that acts. */
export function intentRequest(intent: Intent, ifMatch: number | null, clinicId: string): IntentRequest {
  const { method, url, resource } = actRequest(intent, clinicId);
  return {
    method,
    url,
    headers: {
      'content-type': fhirJson,
      [header.requestId]: intent.id,
      [header.author]: encodeURIComponent(intent.author),
      ...(intent.reason === null ? {} : { [header.reason]: encodeURIComponent(intent.reason) }),
      ...(ifMatch === null ? {} : { 'If-Match': versionToEtag(ifMatch) }),
    },
    body: JSON.stringify(resource),
  };
}

/** The same calls as entries of one Bundle; each is evaluated by itself. */
export function batchBundle(items: readonly { intent: Intent; ifMatch: number | null }[], clinicId: string): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'batch',
    entry: items.map(({ intent, ifMatch }): BundleEntry => {
      const { method, url, resource } = actRequest(intent, clinicId);
      return {
        resource,
        request: {
          extension: [
            { url: extension.intent, valueString: intent.id },
            { url: extension.author, valueString: intent.author },
            ...(intent.reason ? [{ url: extension.reason, valueString: intent.reason }] : []),
          ],
          method,
          url,
          ...(ifMatch === null ? {} : { ifMatch: versionToEtag(ifMatch) }),
        },
      };
    }),
  };
}

export function actRequest({ act, author }: Intent, clinicId: string): ActRequest {
  switch (act.kind) {
    case 'book':
    case 'move':
    case 'cancel':
      return bookRequest(act, clinicId);
    case 'enter-waiting':
    case 'change-waiting':
    case 'leave-waiting':
      return waitingRequest(act);
    case 'set-outcome':
      return changeRequest('$set-outcome', act.visitId, outcomeParameters(act.visitId, act));
    case 'change-visit':
      return changeRequest('$change-details', act.visitId, detailsParameters(act.visitId, act.details));
    case 'change-patient':
      return put('patient', act.patient.id, patientToFhir(act.patient));
    case 'publish':
      return put('schedule', act.schedule.id, withDecisions(scheduleToFhir(act.schedule), act.decided));
    case 'open-task':
      return put('task', act.task.id, taskToFhir(act.task));
    case 'close-task':
      return put('task', act.taskId, closingToTask({ key: act.taskId, resolution: act.resolution, closedBy: author }));
    case 'change-task':
      return put('task', act.taskId, changeToTask({ key: act.taskId, change: act.change, author }));
    case 'save-setting':
      return put('setting', act.name, settingToFhir({ name: act.name, value: act.value, version: 0 }));
    default:
      return act satisfies never;
  }
}

function changeRequest(operation: '$set-outcome' | '$change-details', visitId: string, resource: FhirResource): ActRequest {
  return { method: 'POST', url: `Appointment/${operation}`, resource, target: `visit:${visitId}` };
}

type BookAct = Extract<Act, { kind: 'book' | 'move' | 'cancel' }>;

function bookRequest(act: BookAct, clinicId: string): ActRequest {
  const visitId = act.kind === 'book' ? act.visit.id : act.visitId;
  const resource = bookParameters(bookContent(act, clinicId));
  return { method: 'POST', url: 'Appointment/$book', resource, target: `visit:${visitId}` };
}

function bookContent(act: BookAct, clinicId: string): BookRequest {
  switch (act.kind) {
    case 'book':
      return {
        appointment: visitToAppointment(withoutPlace(act.visit)),
        patient: act.patient && patientToFhir(act.patient),
        cancelledBy: null,
        ...(act.search ? { search: act.search } : {}),
        ...(act.replaces === undefined ? {} : { replaces: act.replaces }),
      };
    case 'move':
      return {
        appointment: moveToAppointment({ ...act, clinicId: act.place?.clinicId ?? clinicId }),
        patient: null,
        cancelledBy: null,
      };
    case 'cancel':
      return { appointment: cancellationToAppointment(act.visitId, act.reason), patient: null, cancelledBy: act.by };
    default:
      return act satisfies never;
  }
}

/** Whose slot it is central knows. */
function withoutPlace({ elsewhere: _elsewhere, ...visit }: Visit): Visit {
  return visit;
}

type WaitingAct = Extract<Act, { kind: 'enter-waiting' | 'change-waiting' | 'leave-waiting' }>;

function waitingRequest(act: WaitingAct): ActRequest {
  const command = waitingCommand(act);
  const key = command.kind === 'enter' ? command.entry.id : command.key;
  const url = `Task?identifier=${encodeURIComponent(`${system.waitingEntry}|${key}`)}`;
  return { method: 'PUT', url, resource: waitingCommandToTask(command), target: `waiting:${key}` };
}

function waitingCommand(act: WaitingAct): WaitingCommand {
  switch (act.kind) {
    case 'enter-waiting':
      return { kind: 'enter', entry: act.entry, patient: act.patient && patientToFhir(act.patient) };
    case 'change-waiting':
      return { kind: 'change', key: act.entryId, criteria: act.criteria, referral: act.referral, pesel: act.pesel };
    case 'leave-waiting':
      return { kind: 'leave', key: act.entryId, referral: act.referral, pesel: act.pesel };
    default:
      return act satisfies never;
  }
}

function put(entity: Exclude<Entity, 'visit' | 'slot'>, key: string, resource: FhirResource): ActRequest {
  const type = resourceTypeOf[entity];
  const url = `${type}?identifier=${encodeURIComponent(`${keySystem[type]}|${key}`)}`;
  return { method: 'PUT', url, resource, target: `${entity}:${key}` };
}

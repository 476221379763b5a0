/** `Task/$submission` (R20): the status of a patient's central submission, told to who knows the referral. */
import type { Appointment, Parameters, ParametersParameter, Task } from 'fhir/r4';
import { addMinutes } from '../domain/time.ts';
import type { SubmissionQuestion, SubmissionStatus } from '../domain/waiting-entry.ts';
import { keyIdentifier, keyOf, keyOfReference, referenceTo } from './keys.ts';
import { partOf, textOfPart } from './parameters.ts';
import * as read from './read.ts';
import { extension } from './systems.ts';
import { statusOfVisit, visitStatusOf } from './visit-course.ts';
import { waitingEntryOf, waitingEntryToTask } from './waiting-task.ts';

export function submissionParameters({ referralKey, referralCode, pesel }: SubmissionQuestion): Parameters {
  const parameter: ParametersParameter[] = [];
  if (referralKey !== null) parameter.push({ name: 'referral-key', valueString: referralKey });
  if (referralCode !== null) parameter.push({ name: 'referral-code', valueString: referralCode });
  if (pesel !== null) parameter.push({ name: 'pesel', valueString: pesel });
  return { resourceType: 'Parameters', parameter };
}

export function parseSubmissionParameters(body: unknown): SubmissionQuestion {
  const text = (name: string) => textOfPart(partOf(body, name));
  return { referralKey: text('referral-key'), referralCode: text('referral-code'), pesel: text('pesel') };
}

/** Of the visit: time, place, status. */
export function submissionToParameters({ entry, visit }: SubmissionStatus): Parameters {
  const parameter: ParametersParameter[] = [{ name: 'entry', resource: waitingEntryToTask(entry) }];
  if (visit !== null) parameter.push({ name: 'visit', resource: placeOfVisit(visit) });
  return { resourceType: 'Parameters', parameter };
}

export function submissionFromParameters(body: unknown): SubmissionStatus | null {
  const task = partOf(body, 'entry')?.resource;
  const entry = task?.resourceType === 'Task' ? waitingEntryOf(task as Task) : null;
  if (entry === null) return null;
  const appointment = partOf(body, 'visit')?.resource;
  return { entry, visit: appointment?.resourceType === 'Appointment' ? visitOf(appointment as Appointment) : null };
}

function placeOfVisit(visit: Exclude<SubmissionStatus['visit'], null>): Appointment {
  const { id, startsAt, durationMinutes, clinicId, clinicName, actorName, status } = visit;
  return {
    resourceType: 'Appointment',
    extension: [{ url: extension.clinic, valueReference: referenceTo('Organization', clinicId, clinicId, clinicName) }],
    identifier: [keyIdentifier('Appointment', id)],
    status: statusOfVisit({ status }),
    start: startsAt,
    end: addMinutes(startsAt, durationMinutes),
    minutesDuration: durationMinutes,
    participant: [{ actor: { display: actorName }, status: 'accepted' }],
  };
}

function visitOf(appointment: Appointment): SubmissionStatus['visit'] {
  const clinic = read.extensionOf(appointment, extension.clinic)?.valueReference;
  const id = keyOf(appointment);
  const startsAt = read.instant(appointment.start);
  const clinicId = keyOfReference(clinic, 'Organization');
  const durationMinutes = read.wholeNumber(appointment.minutesDuration);
  const status = visitStatusOf(appointment.status);
  if (id === null || startsAt === null || durationMinutes === null || clinicId === null || status === null) return null;
  const actorName = read.text(read.items(appointment.participant)[0]?.actor?.display) ?? '';
  return { id, startsAt, durationMinutes, clinicId, clinicName: read.text(clinic?.display) ?? '', actorName, status };
}

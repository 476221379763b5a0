/** Parameters of `$set-outcome` and `$change-details`: what happens to a known visit besides booking, moving and cancelling. */
import type { Appointment, Parameters, ParametersParameter } from 'fhir/r4';
import type { VisitDetails } from '../domain/visit-details.ts';
import type { WantedOutcome } from '../domain/visit-outcome.ts';
import { contactExtension, contactOf } from './contact-extension.ts';
import { keyIdentifier, keyOf } from './keys.ts';
import { partOf, textOfPart } from './parameters.ts';
import * as read from './read.ts';
import { keySystem } from './systems.ts';
import { basedOn, referralCodesExtension, referralOf, unnamedPatient } from './visit-appointment.ts';
import { outcomeToStatus, statusToOutcome } from './visit-course.ts';

export type VisitChange =
  | { kind: 'outcome'; visitId: string; wanted: WantedOutcome }
  | { kind: 'details'; visitId: string; details: VisitDetails };

export function outcomeParameters(visitId: string, { outcome, at, eventNumber }: WantedOutcome): Parameters {
  const parameter: ParametersParameter[] = [
    { name: 'visit', valueIdentifier: keyIdentifier('Appointment', visitId) },
    { name: 'status', valueCode: outcomeToStatus(outcome) },
    { name: 'at', valueInstant: at },
  ];
  if (eventNumber !== null) parameter.push({ name: 'medical-event', valueString: eventNumber });
  return { resourceType: 'Parameters', parameter };
}

/** null without a visit and a status that is an outcome. `at` left out = now. */
export function parseOutcomeParameters(body: unknown, now: string): VisitChange | null {
  const visitId = read.identifierValue([partOf(body, 'visit')?.valueIdentifier ?? {}], keySystem.Appointment);
  const outcome = statusToOutcome(textOfPart(partOf(body, 'status')));
  if (visitId === null || outcome === null) return null;
  const told = read.instant(partOf(body, 'at')?.valueInstant);
  // The desk's clock may be ahead: nothing has happened later than now.
  const at = told === null || Date.parse(told) > Date.parse(now) ? `${now.slice(0, 19)}Z` : told;
  const eventNumber = outcome === 'performed' ? textOfPart(partOf(body, 'medical-event')) : null;
  return { kind: 'outcome', visitId, wanted: { outcome, at, eventNumber } };
}

/** Contact, note and referral as they shall be: what is left out is meant to be empty. */
export function detailsParameters(visitId: string, { contact, note, referral }: VisitDetails): Parameters {
  const appointment: Appointment = {
    resourceType: 'Appointment',
    extension: [contactExtension(contact), ...referralCodesExtension(referral)],
    identifier: [keyIdentifier('Appointment', visitId)],
    // A fragment without a time: FHIR (app-3) allows that for what is proposed.
    status: 'proposed',
    ...(note === null ? {} : { comment: note }),
    ...basedOn(referral),
    participant: [unnamedPatient],
  };
  return { resourceType: 'Parameters', parameter: [{ name: 'appt-resource', resource: appointment }] };
}

export function parseDetailsParameters(body: unknown): VisitChange | null {
  const resource: unknown = partOf(body, 'appt-resource')?.resource;
  if (!read.isObject(resource) || resource.resourceType !== 'Appointment') return null;
  const appointment = resource as unknown as Appointment;
  const visitId = keyOf(appointment);
  if (visitId === null) return null;
  const details = { contact: contactOf(appointment), note: read.text(appointment.comment), referral: referralOf(appointment) };
  return { kind: 'details', visitId, details };
}

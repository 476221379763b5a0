import type { Appointment, Patient as FhirPatient, Resource } from 'fhir/r4';
import type { Patient } from '../../core/domain/patient.ts';
import type { CancelReason, Visit } from '../../core/domain/visit.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { keyOf, keyOfReference, referenceTo } from '../../core/fhir/keys.ts';
import { type CancelledBy, parseBookParameters } from '../../core/fhir/parameters.ts';
import { patientFromFhir } from '../../core/fhir/patient.ts';
import * as read from '../../core/fhir/read.ts';
import { extension, keySystem } from '../../core/fhir/systems.ts';
import { appointmentToVisit, cancelReasonOf, patientKeyOf } from '../../core/fhir/visit-appointment.ts';
import type { VisitChange } from '../../core/fhir/visit-change.ts';

/** What one `$book` asks for. Whether a known visit moves or a new one is booked depends on what central holds. */
export interface BookingCommand {
  key: string;
  slotId: string | null;
  cancel: { reason: CancelReason | null; by: CancelledBy } | null;
  /** The visit as wanted; null when the Appointment is not complete enough to book (a move or a cancellation). */
  wanted: Visit | null;
  /** Key, or central's id, of the patient. */
  patientRef: string | null;
  patient: Patient | null;
  /** Something else than booking, moving or cancelling. */
  change?: VisitChange;
  /** `meta.versionId` of what was sent; If-Match goes before it. */
  seenVersion: number | null;
  /** What the patient had searched for, by IKP or at a desk (R27). */
  search?: SearchCriteria;
  /** R31: key of the exam that is cancelled with this booking. */
  replaces?: string;
}

/** null when the body is no `$book` request. `newKey` names a visit that the client gave no name. */
export function parseBookingCommand(body: unknown, clinicId: string, newKey: () => string): BookingCommand | null {
  const request = parseBookParameters(body);
  if (request === null) return null;
  const appointment = named(request.appointment, newKey);
  const cancelled = appointment.status === 'cancelled';
  const patient = request.patient === null ? null : patientFromFhir(withKey(request.patient, newKey));
  const wanted = cancelled ? null : wantedVisit(appointment, clinicId, patient);
  if (request.patient !== null && patient === null) return null;
  const version = read.versionOf(appointment);
  return {
    key: keyOf(appointment) as string,
    slotId: keyOfReference(read.items(appointment.slot)[0], 'Slot'),
    cancel: cancelled ? { reason: cancelReasonOf(appointment), by: request.cancelledBy ?? 'patient' } : null,
    wanted,
    patientRef: wanted?.patientId ?? patient?.id ?? null,
    patient,
    seenVersion: version > 0 ? version : null,
    ...(request.search ? { search: request.search } : {}),
    ...(request.replaces === undefined || cancelled ? {} : { replaces: request.replaces }),
  };
}

/** `$set-outcome` and `$change-details`: of a known visit, so with nothing of what a booking needs. */
export function changeCommand(change: VisitChange): BookingCommand {
  return {
    key: change.visitId,
    slotId: null,
    cancel: null,
    wanted: null,
    patientRef: null,
    patient: null,
    change,
    seenVersion: null,
  };
}

/** A proposal of `$find` that a client completes is a booking; it has no key of its own yet. */
function named(appointment: Appointment, newKey: () => string): Appointment {
  const known = read.identifierValue(appointment.identifier, keySystem.Appointment) ?? read.text(appointment.id);
  return known === null ? { ...appointment, id: newKey() } : appointment;
}

function withKey(patient: FhirPatient, newKey: () => string): FhirPatient {
  return keyOf(patient as Resource & FhirPatient) === null ? { ...patient, id: newKey() } : patient;
}

/** Schedule, clinic and time are the slot's in any case; a client that names only the slot says enough. */
function wantedVisit(appointment: Appointment, clinicId: string, patient: Patient | null): Visit | null {
  const proposed: unknown = appointment.status;
  const status = proposed === 'proposed' || proposed === 'pending' ? 'booked' : appointment.status;
  const participant = read.items(appointment.participant);
  if (patient !== null && patientKeyOf(appointment) === null) {
    participant.push({ actor: referenceTo('Patient', patient.id), status: 'accepted' });
  }
  const visit = appointmentToVisit({ ...appointment, status, participant, ...clinicOf(appointment, clinicId) });
  return visit === null ? null : { ...visit, clinicId };
}

function clinicOf(appointment: Appointment, clinicId: string): Pick<Appointment, 'extension'> {
  const { clinic } = extension;
  const others = read.items(appointment.extension).filter(({ url }) => url !== clinic);
  return { extension: [...others, { url: clinic, valueReference: { reference: `Organization/${clinicId}` } }] };
}

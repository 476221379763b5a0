import type { Appointment, Bundle, Patient as FhirPatient, Parameters } from 'fhir/r4';
import type { Visit } from '../../core/domain/visit.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { visitToAppointment } from '../../core/fhir/visit-appointment.ts';
import type { StoredPatient, StoredSchedule } from './booking-facts.ts';

export function renderVisit(
  id: string,
  visit: Visit,
  patientId: string,
  schedule: Pick<StoredSchedule, 'id' | 'actor' | 'actorId'>,
): Appointment {
  return visitToAppointment(visit, {
    id,
    patientId,
    scheduleId: schedule.id,
    actor: { ...schedule.actor, centralId: schedule.actorId },
  });
}

export function renderPatient(clinicId: string, patient: Pick<StoredPatient, 'id' | 'otherKeys' | 'row'>): FhirPatient {
  return patientToFhir(patient.row, { id: patient.id, clinicId, otherKeys: patient.otherKeys });
}

/** What `$book` answers: the visit and the patient as central holds them now. */
export function bookedParameters(appointment: Appointment, patient: FhirPatient): Parameters {
  const bundle: Bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { fullUrl: `urn:uuid:${appointment.id}`, resource: appointment },
      { fullUrl: `urn:uuid:${patient.id}`, resource: patient },
    ],
  };
  return { resourceType: 'Parameters', parameter: [{ name: 'return', resource: bundle }] };
}

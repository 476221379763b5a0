import type { Act } from '../domain/intent.ts';
import type { Patient } from '../domain/patient.ts';
import type { RefusedAct, RefusedBooking } from '../domain/task.ts';
import type { Visit } from '../domain/visit.ts';

/** What a refused act asked for, in the terms of doing it anew. A cancelled visit that was to be moved can be booked anew. */
export function refusedActOf(act: Act, current: Visit | null): RefusedAct {
  const nothing = { startsAt: null, scheduleId: null, booking: null, patient: null };
  switch (act.kind) {
    case 'book': {
      const { visit, patient } = act;
      const booking = { ...bookingAgain(visit, patient), ...(act.replaces === undefined ? {} : { replaces: act.replaces }) };
      return { ...nothing, act: 'book', startsAt: visit.startsAt, scheduleId: visit.scheduleId, booking };
    }
    case 'move': {
      const booking = current?.status === 'cancelled' ? bookingAgain(current, null) : null;
      return { ...nothing, act: 'move', startsAt: act.startsAt, scheduleId: act.scheduleId, booking };
    }
    case 'cancel':
    case 'set-outcome':
    case 'change-visit':
      return { ...nothing, act: act.kind };
    case 'change-patient':
      return { ...nothing, act: 'change-patient', patient: withoutVersion(act.patient) };
    case 'publish':
      return { ...nothing, act: 'publish', scheduleId: act.schedule.id };
    default:
      return { ...nothing, act: 'other' };
  }
}

function bookingAgain(visit: Visit, patient: Patient | null): RefusedBooking {
  return {
    patient: patient && withoutVersion(patient),
    patientId: visit.patientId,
    clinicCode: visit.clinicCode,
    contact: visit.contact,
    kind: visit.kind,
    category: visit.category,
    entitlement: visit.entitlement,
    referral: visit.referral && (visit.referral.key ?? visit.referral.code),
    note: visit.note,
  };
}

function withoutVersion({ version: _version, ...patient }: Patient): Omit<Patient, 'version'> {
  return patient;
}

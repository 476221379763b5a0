import { noContact } from '../../core/domain/contact.ts';
import type { Visit } from '../../core/domain/visit.ts';

/** How the booking clinic knows a visit in another clinic, and where it is. */
export interface SeenElsewhere {
  key: string;
  /** Key of its own patient. */
  patientKey: string;
  clinicName: string;
  town: string | null;
  actorName: string;
}

/** All that the booking clinic is told: time, place and status. What the other clinic knows beyond that stays there. */
export function elsewhereVisit(visit: Visit, { key, patientKey, clinicName, town, actorName }: SeenElsewhere): Visit {
  const { version, clinicId, scheduleId, slotId, startsAt, durationMinutes, service, clinicCode, kind, mode, status } = visit;
  return {
    id: key,
    version,
    clinicId,
    scheduleId,
    slotId,
    startsAt,
    durationMinutes,
    service,
    clinicCode,
    kind,
    mode,
    status,
    patientId: patientKey,
    contact: noContact,
    category: 'stable',
    entitlement: null,
    referral: null,
    legacy: false,
    gaps: [],
    cancelReason: null,
    bookedAt: visit.bookedAt,
    bookedBy: visit.bookedBy === 'other-clinic' ? 'desk' : visit.bookedBy,
    note: null,
    elsewhere: { clinicName, town, actorName },
  };
}

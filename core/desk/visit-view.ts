import type { VisitView } from '../contract/views.ts';
import { displayName, shortName } from '../domain/name.ts';
import { placed } from './placed.ts';
import type { PatientName } from './view-reads.ts';
import { type VisitRow, visitOf } from './view-rows.ts';

export function visitView(row: VisitRow, patient: PatientName | null, now: string): VisitView {
  const visit = visitOf(row);
  const name = { familyName: patient?.family_name ?? '', givenName: patient?.given_name ?? '' };
  return {
    id: row.id,
    version: row.version,
    scheduleId: row.schedule_id,
    slotId: row.slot_id,
    service: row.service,
    kind: row.kind,
    status: row.status,
    truth: row.truth,
    patientId: row.patient_id,
    patientName: displayName(name),
    patientShort: shortName(name),
    urgent: visit.category === 'urgent',
    entitled: visit.entitlement !== null,
    gaps: visit.gaps,
    hasNote: visit.note !== null && visit.note !== '',
    movable: isMovable(row, now),
    ...(visit.course ? { course: visit.course } : {}),
    ...placed(row.starts_at, row.duration_minutes),
  };
}

/** R30: until the start. R31: an exam is cancelled and booked anew, never moved. */
export function isMovable(row: Pick<VisitRow, 'status' | 'service' | 'starts_at'>, now: string): boolean {
  return row.status === 'booked' && row.service === 'cardiology' && Date.parse(row.starts_at) > Date.parse(now);
}

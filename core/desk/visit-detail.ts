import type { VisitDetail } from '../contract/views.ts';
import type { Patient } from '../domain/patient.ts';
import type { Visit } from '../domain/visit.ts';
import { possibleOutcomes } from '../domain/visit-outcome.ts';
import { whatFollows } from './cancel-visit.ts';
import type { DeskContext } from './desk-context.ts';
import { actorNameOf, patientDetail } from './patient-view.ts';
import { patientOf, visitOf } from './view-rows.ts';
import { visitView } from './visit-view.ts';

export function readVisit(desk: DeskContext, id: string): VisitDetail | null {
  const row = desk.reads.visit(id);
  if (!row) return null;
  const visit = visitOf(row);
  const patientRow = desk.reads.patient(visit.patientId);
  const slot = visit.slotId === null ? null : desk.reads.slot(visit.slotId);
  const follows = whatFollows(desk, visit, 'patient', null);
  const now = desk.time.now();
  return {
    ...visitView(row, desk.reads.patientName(visit.patientId), now),
    patient: patientDetail(desk, {
      value: patientRow ? patientOf(patientRow) : notInCopy(visit),
      truth: patientRow?.truth ?? row.truth,
    }),
    contact: visit.contact,
    clinicCode: visit.clinicCode,
    actorName: visit.elsewhere?.actorName ?? actorNameOf(desk, visit.scheduleId),
    room: slot?.room ?? null,
    mode: visit.mode,
    category: visit.category,
    entitlement: visit.entitlement,
    referral: visit.referral,
    legacy: visit.legacy,
    cancelReason: visit.cancelReason,
    bookedAt: visit.bookedAt,
    bookedBy: visit.bookedBy,
    note: visit.note,
    cancellable: isOpenToChange(visit) && Date.parse(visit.startsAt) > Date.parse(now),
    possibleOutcomes: visit.elsewhere ? [] : possibleOutcomes(visit, now),
    slotGoesTo: follows.slotGoesTo,
    patientReturnsToWaitingRoom: follows.patientReturnsToWaitingRoom,
    elsewhere: visit.elsewhere ?? null,
  };
}

/** Until it begins; who has gone in early has begun. */
function isOpenToChange({ status, course }: Visit): boolean {
  return status === 'booked' || (status === 'arrived' && !course?.startedAt);
}

/** A page of a reseed may bring a visit before its patient. */
function notInCopy(visit: Visit): Patient {
  return {
    id: visit.patientId,
    version: 0,
    familyName: '',
    givenName: '',
    pesel: null,
    document: null,
    birthDate: null,
    sex: null,
    contact: visit.contact,
  };
}

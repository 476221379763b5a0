import type { PatientHit } from '../contract/views.ts';
import { maskPesel } from '../domain/pesel.ts';
import { maskPhone } from '../domain/phone.ts';
import type { DeskContext } from './desk-context.ts';
import { actorNameOf } from './patient-view.ts';
import { localMinuteOf } from './placed.ts';

/** Lists are masked; who opens a patient sees the rest. */
export function searchPatients(desk: DeskContext, text: string, limit: number): PatientHit[] {
  return desk.store.read.searchPatients(text, limit).map((row) => ({
    id: row.id,
    familyName: row.family_name,
    givenName: row.given_name,
    peselMasked: row.pesel === null ? null : maskPesel(row.pesel),
    birthDate: row.birth_date,
    phoneMasked: row.phone === null ? null : maskPhone(row.phone),
    nextVisit: nextVisitOf(desk, row.id),
  }));
}

function nextVisitOf(desk: DeskContext, patientId: string): PatientHit['nextVisit'] {
  const now = Date.parse(desk.time.now());
  const next = desk.reads
    .visitsOfPatient(patientId)
    .filter((visit) => visit.active === 1 && Date.parse(visit.starts_at) > now)
    .sort((left, right) => (left.starts_at < right.starts_at ? -1 : 1))[0];
  if (!next) return null;
  return {
    id: next.id,
    startsAt: next.starts_at,
    localStart: localMinuteOf(next.starts_at),
    actorName: actorNameOf(desk, next.schedule_id),
  };
}

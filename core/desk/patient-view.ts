import type { PatientDetail, PatientVisit } from '../contract/views.ts';
import type { Patient } from '../domain/patient.ts';
import { ageOn, localDateOf } from '../domain/time.ts';
import type { DeskContext } from './desk-context.ts';
import { possibleDuplicates } from './patient-file/possible-duplicates.ts';
import { localMinuteOf } from './placed.ts';
import { patientOf, type Shown, scheduleOf, type VisitRow, visitOf } from './view-rows.ts';

export function readPatient(desk: DeskContext, id: string): PatientDetail | null {
  const row = desk.reads.patient(id);
  return row && patientDetail(desk, { value: patientOf(row), truth: row.truth });
}

export function patientDetail(desk: DeskContext, { value: patient, truth }: Shown<Patient>): PatientDetail {
  return {
    ...patient,
    age: patient.birthDate === null ? null : ageOn(patient.birthDate, localDateOf(desk.time.now())),
    truth,
    heldBack: desk.store.overlay.heldBack().patients.has(patient.id),
    duplicates: possibleDuplicates(desk, patient),
    visits: desk.reads
      .visitsOfPatient(patient.id)
      .sort((left, right) => (left.starts_at < right.starts_at ? 1 : -1))
      .map((row) => patientVisit(desk, row)),
  };
}

export function actorNameOf(desk: DeskContext, scheduleId: string): string {
  const row = desk.reads.schedule(scheduleId);
  return row ? scheduleOf(row).actor.name : '';
}

export function patientVisit(desk: DeskContext, row: VisitRow): PatientVisit {
  const { elsewhere = null } = visitOf(row);
  return {
    id: row.id,
    startsAt: row.starts_at,
    localStart: localMinuteOf(row.starts_at),
    actorName: elsewhere?.actorName ?? actorNameOf(desk, row.schedule_id),
    clinicCode: row.clinic_code,
    kind: row.kind,
    status: row.status,
    truth: row.truth,
    elsewhere,
  };
}

import type { Truth } from '../contract/views.ts';
import type { Patient } from '../domain/patient.ts';
import type { Schedule, Service, Slot, VisitKind, VisitMode } from '../domain/schedule.ts';
import { type DeskTask, wholeTask } from '../domain/task.ts';
import type { Visit, VisitStatus } from '../domain/visit.ts';

/** Rows of the views `now_<entity>`: the copy with this desk's open intents laid over it. `body` is the whole domain value as JSON. */
export interface VisitRow {
  id: string;
  version: number;
  schedule_id: string;
  slot_id: string | null;
  patient_id: string;
  starts_at: string;
  local_date: string;
  duration_minutes: number;
  kind: VisitKind;
  service: Service;
  clinic_code: string;
  status: VisitStatus;
  active: 0 | 1;
  body: string;
  truth: Truth;
}

export interface SlotRow {
  id: string;
  schedule_id: string;
  local_date: string;
  starts_at: string;
  duration_minutes: number;
  kind: VisitKind;
  service: Service;
  clinic_code: string;
  mode: VisitMode;
  payer: 'nfz' | 'private';
  room: string | null;
  overbooked: 0 | 1;
}

export interface BodyRow {
  body: string;
  truth: Truth;
}

export interface Shown<T> {
  value: T;
  truth: Truth;
}

export const visitOf = (row: BodyRow): Visit => JSON.parse(row.body) as Visit;
export const patientOf = (row: BodyRow): Patient => JSON.parse(row.body) as Patient;
export const scheduleOf = (row: BodyRow): Schedule => JSON.parse(row.body) as Schedule;
export const taskOf = (row: BodyRow): DeskTask => wholeTask(JSON.parse(row.body) as DeskTask);

export function slotOf(row: SlotRow): Slot {
  return {
    id: row.id,
    scheduleId: row.schedule_id,
    service: row.service,
    clinicCode: row.clinic_code,
    kind: row.kind,
    mode: row.mode,
    payer: row.payer,
    startsAt: row.starts_at,
    durationMinutes: row.duration_minutes,
    room: row.room,
    overbooked: row.overbooked === 1,
  };
}

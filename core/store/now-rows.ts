import type { Rows } from '../domain/effect.ts';
import type { Patient } from '../domain/patient.ts';
import type { Schedule, Slot } from '../domain/schedule.ts';
import { type DeskTask, wholeTask } from '../domain/task.ts';
import type { Visit } from '../domain/visit.ts';
import type { Database } from './database.ts';

interface SlotColumns {
  id: string;
  schedule_id: string;
  service: Slot['service'];
  clinic_code: string;
  kind: Slot['kind'];
  mode: Slot['mode'];
  payer: Slot['payer'];
  starts_at: string;
  duration_minutes: number;
  room: string | null;
  overbooked: number;
}

/** Domain values as the screen has them now, for the effects of further intents. */
export function nowRows(database: Database): Rows {
  const body = (view: string) => database.prepare<unknown[], string>(`SELECT body FROM ${view} WHERE id = ?`).pluck();
  const visit = body('now_visit');
  const patient = body('now_patient');
  const schedule = body('now_schedule');
  const task = body('now_task');
  const slot = database.prepare<unknown[], SlotColumns>('SELECT * FROM now_slot WHERE id = ?');
  const slotsOf = database.prepare<unknown[], SlotColumns>('SELECT * FROM now_slot WHERE schedule_id = ?');
  const setting = database.prepare<unknown[], { version: number; body: string }>(
    'SELECT version, body FROM now_setting WHERE name = ?',
  );
  const parsed = <T>(text: unknown): T | null => (text === undefined ? null : (JSON.parse(text as string) as T));
  return {
    visit: (id) => parsed<Visit>(visit.get(id)),
    patient: (id) => parsed<Patient>(patient.get(id)),
    schedule: (id) => parsed<Schedule>(schedule.get(id)),
    task: (id) => {
      const known = parsed<DeskTask>(task.get(id));
      return known && wholeTask(known);
    },
    slot: (id) => {
      const row = slot.get(id);
      return row ? slotOf(row) : null;
    },
    slotsOf: (scheduleId) => slotsOf.all(scheduleId).map(slotOf),
    setting: (name) => {
      const row = setting.get(name);
      return row ? { name, version: row.version, value: JSON.parse(row.body) as unknown } : null;
    },
  };
}

function slotOf(row: SlotColumns): Slot {
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

/** Rows by the thousand, without intents and events: a database that begins its life with them. */
import type { Patient } from '../../core/domain/patient.ts';
import type { Schedule, Slot } from '../../core/domain/schedule.ts';
import type { DeskTask } from '../../core/domain/task.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { visitColumns } from '../booking/decided-plan.ts';
import { columnsOf } from '../booking/patient-plan.ts';
import type { Queryable } from '../db/database.ts';
import { actorIdOf } from '../writes/publish-schedule.ts';

/** Per statement; one statement with everything would hold hundreds of megabytes in PGlite. */
const chunk = 4000;

export async function insertSchedules(
  db: Queryable,
  schedules: readonly Schedule[],
  newId: () => string,
  now: string,
): Promise<void> {
  const rows = schedules.map((row) => ({
    id: newId(),
    clinic_id: row.clinicId,
    key: row.id,
    version: row.version,
    actor_key: row.actor.id,
    actor_id: actorIdOf(row.actor.id),
    clinic_code: row.clinicCode,
    row,
    updated_at: now,
  }));
  await inChunks(rows, (json) =>
    db.query(
      `insert into schedule (id, clinic_id, key, version, actor_key, actor_id, clinic_code, row, updated_at)
       select id, clinic_id, key, version, actor_key, actor_id, clinic_code, row, updated_at
       from jsonb_populate_recordset(null::schedule, $1::jsonb)`,
      [json],
    ),
  );
}

export async function insertSlots(db: Queryable, clinicId: string, slots: readonly Slot[], now: string): Promise<void> {
  await inChunks(slots, (json) =>
    db.query(
      `insert into slot
       select x.id, $2::uuid, x."scheduleId", 1, x.service, x."clinicCode", x.kind, x.mode, x.payer, x."startsAt",
              x."startsAt" + x."durationMinutes" * interval '1 minute', x."durationMinutes", x.room, x.overbooked, false, $3::timestamptz,
              c.number
       from jsonb_to_recordset($1::jsonb) as x(id uuid, "scheduleId" text, service text, "clinicCode" text, kind text, mode text,
         payer text, "startsAt" timestamptz, "durationMinutes" int, room text, overbooked boolean)
       join schedule c on c.key = x."scheduleId"`,
      [json, clinicId, now],
    ),
  );
}

/** Answers central's id by key. */
export async function insertPatients(
  db: Queryable,
  clinicId: string,
  patients: readonly Patient[],
  newId: () => string,
  now: string,
): Promise<Map<string, string>> {
  const ids = new Map(patients.map(({ id }) => [id, newId()]));
  const rows = patients.map((row) => ({
    ...columnsOf(clinicId, { id: ids.get(row.id) as string, version: row.version, otherKeys: [], row }),
    updated_at: now,
  }));
  await inChunks(rows, (json) =>
    db.query('insert into patient select * from jsonb_populate_recordset(null::patient, $1::jsonb)', [json]),
  );
  await db.query(
    `insert into patient_key select clinic_id, key, id from patient where clinic_id = $1::uuid
     on conflict do nothing`,
    [clinicId],
  );
  return ids;
}

export async function insertVisits(
  db: Queryable,
  visits: readonly Visit[],
  patients: ReadonlyMap<string, { id: string; row: Patient }>,
  newId: () => string,
  now: string,
): Promise<void> {
  const rows = visits.map((visit) => {
    const { id, row } = patients.get(visit.patientId) as { id: string; row: Patient };
    return { ...visitColumns(newId(), visit, { id, version: 1, otherKeys: [], row }), updated_at: now };
  });
  await inChunks(rows, (json) =>
    db.query('insert into visit select * from jsonb_populate_recordset(null::visit, $1::jsonb)', [json]),
  );
}

export async function insertTasks(
  db: Queryable,
  clinicId: string,
  tasks: readonly DeskTask[],
  newId: () => string,
  now: string,
): Promise<void> {
  const rows = tasks.map((row) => ({
    id: newId(),
    clinic_id: clinicId,
    key: row.id,
    version: row.version,
    state: row.state,
    row,
    updated_at: now,
  }));
  await inChunks(rows, (json) =>
    db.query('insert into desk_task select * from jsonb_populate_recordset(null::desk_task, $1::jsonb)', [json]),
  );
}

async function inChunks(rows: readonly unknown[], insert: (json: string) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk) await insert(JSON.stringify(rows.slice(at, at + chunk)));
}

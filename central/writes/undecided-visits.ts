import { v5 } from 'uuid';
import type { DecidedVisit } from '../../core/domain/intent.ts';
import { isElsewhere } from '../../core/domain/mobile-stops.ts';
import type { Schedule } from '../../core/domain/schedule.ts';
import { type DeskTask, type TaskGap, wholeTask } from '../../core/domain/task.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import type { Queryable } from '../db/database.ts';
import type { ChangePlan } from './change-plan.ts';
import type { WriteContext } from './write-context.ts';

/** Never change it: the same publication asked twice opens the same tasks. */
const namespace = '3d1c9b56-7a04-5c0e-8a61-5a6f5f0f2c9e';

/**
 * R9: a visit that loses its slot and that the manager did not decide about, since it was booked between his look and now,
 * stays, and becomes a task at the clinic. Nobody asks for tasks where nobody decided (an import): `decided` null.
 */
export async function addUndecidedTasks(
  plan: ChangePlan,
  database: Queryable,
  { goneSlotIds, decided }: { goneSlotIds: readonly string[]; decided: readonly DecidedVisit[] | null },
  context: WriteContext,
): Promise<void> {
  if (decided === null || goneSlotIds.length === 0) return;
  const known = new Set(decided.map(({ visitId }) => visitId));
  const hit = await database.query<{ key: string; row: Visit }>(
    `select key, row from visit
     where clinic_id = $1::uuid and slot_id = any($2::uuid[]) and status in ('booked', 'arrived') and starts_at > $3::timestamptz`,
    [context.clinicId, goneSlotIds, context.now],
  );
  for (const { key, row } of hit) {
    if (!known.has(key)) addTask(plan, taskAbout(key, row, 'outside-schedule', context), context);
  }
}

/**
 * R38: the patients of visits that stay on a day on which the unit now stands elsewhere are told (R40). A visit that nobody decided
 * about, or whose patient no message reaches, becomes a task.
 */
export async function addPlaceNews(
  plan: ChangePlan,
  database: Queryable,
  { before, after, decided }: { before: Schedule | null; after: Schedule; decided: readonly DecidedVisit[] | null },
  context: WriteContext,
): Promise<void> {
  if (before === null || JSON.stringify(before.stops ?? []) === JSON.stringify(after.stops ?? [])) return;
  const decisions = new Map(decided?.map(({ visitId, decision }) => [visitId, decision]));
  const booked = await database.query<{ id: string; key: string; row: Visit }>(
    `select id, key, row from visit
     where clinic_id = $1::uuid and schedule_key = $2 and status = 'booked' and starts_at > $3::timestamptz order by starts_at, id`,
    [context.clinicId, after.id, context.now],
  );
  const staying = booked.filter(
    ({ key, row }) => isElsewhere(before, after, localDateOf(row.startsAt)) && (decisions.get(key) ?? 'keep') === 'keep',
  );
  plan.placeToldVisitIds.push(...staying.map(({ id }) => id));
  const hasTask = new Set(plan.tasks.map(({ columns }) => columns.row.visitId));
  for (const { key, row } of decided === null ? [] : staying) {
    const isTold = row.contact.phone !== null || row.contact.email !== null;
    if (!hasTask.has(key) && !(decisions.has(key) && isTold)) addTask(plan, taskAbout(key, row, 'other-place', context), context);
  }
}

function taskAbout(visitKey: string, visit: Visit, gap: TaskGap, { intentId, clientId, now, newId }: WriteContext): DeskTask {
  return wholeTask({
    id: intentId === null ? newId() : v5(`${intentId} ${visitKey}`, namespace),
    version: 1,
    kind: 'visit-gap',
    gap,
    visitId: visitKey,
    patientId: visit.patientId,
    originDesk: clientId,
    openedAt: `${now.slice(0, 19)}Z`,
  });
}

function addTask(plan: ChangePlan, row: DeskTask, { clinicId, newId }: WriteContext): void {
  const id = newId();
  plan.tasks.push({ columns: { id, clinic_id: clinicId, key: row.id, version: 1, state: row.state, row } });
  plan.audit.push({ type: 'Task', key: row.id, before: null, after: row });
  plan.events[0]?.focus.push(['Task', id, row.id, 0]);
}

import { v5 } from 'uuid';
import type { DecidedVisit } from '../../core/domain/intent.ts';
import { type DeskTask, wholeTask } from '../../core/domain/task.ts';
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
    if (!known.has(key)) addTask(plan, taskAbout(key, row, context), context);
  }
}

function taskAbout(visitKey: string, visit: Visit, { intentId, clientId, now, newId }: WriteContext): DeskTask {
  return wholeTask({
    id: intentId === null ? newId() : v5(`${intentId} ${visitKey}`, namespace),
    version: 1,
    kind: 'visit-gap',
    gap: 'outside-schedule',
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

import type { Refusal } from '../../core/domain/refusal.ts';
import type { DeskTask } from '../../core/domain/task.ts';
import { type TaskClosing, taskToFhir } from '../../core/fhir/task.ts';
import type { Queryable } from '../db/database.ts';
import { refusalAnswer } from './answer.ts';
import type { Applied } from './apply-plans.ts';
import type { ChangePlan } from './change-plan.ts';
import { digestOf } from './digest.ts';
import { decideAndApply, planFor, type WriteContext } from './write-context.ts';

/** Opens or changes a task that the clinic's desks share. */
export function saveTask(database: Queryable, task: DeskTask, context: WriteContext): Promise<Applied> {
  const digest = digestOf({ act: 'task', task: { ...task, version: 0 } });
  return decideAndApply(database, async () => {
    const known = await knownTask(database, context.clinicId, task.id);
    return planTask(database, { known, wanted: task, digest }, context);
  });
}

/** Closes a task of which the desk names only the key; the rest stays. */
export function closeTask(database: Queryable, closing: TaskClosing, context: WriteContext): Promise<Applied> {
  const digest = digestOf({ act: 'close-task', closing });
  const { resolution, closedBy } = closing;
  const done = { state: 'done' as const, closedAt: secondsOf(context.now), closedBy: closedBy || null, resolution };
  return decideAndApply(database, async () => {
    const known = await knownTask(database, context.clinicId, closing.key);
    if (known === null) return refusedPlan(context, digest, { code: 'not-found', path: 'task' });
    return planTask(database, { known, wanted: { ...known.row, ...done }, digest }, context);
  });
}

interface KnownTask {
  id: string;
  version: number;
  row: DeskTask;
}

async function knownTask(database: Queryable, clinicId: string, key: string): Promise<KnownTask | null> {
  const [known] = await database.query<KnownTask>(
    'select id, version, row from desk_task where clinic_id = $1::uuid and key = $2',
    [clinicId, key],
  );
  return known ?? null;
}

async function planTask(
  database: Queryable,
  { known, wanted, digest }: { known: KnownTask | null; wanted: DeskTask; digest: string },
  context: WriteContext,
): Promise<ChangePlan> {
  const { clinicId } = context;
  if (known !== null && context.ifMatch !== known.version) {
    return refusedPlan(context, digest, { code: 'stale-version', path: 'version', facts: { current: known.version } });
  }
  const id = known?.id ?? context.newId();
  const row: DeskTask = { ...wanted, version: (known?.version ?? 0) + 1 };
  const references = { id, ...(await referencesOf(database, clinicId, row)) };
  return {
    ...planFor(context, digest),
    answer: { state: 'applied', status: known === null ? 201 : 200, body: JSON.stringify(taskToFhir(row, references)) },
    tasks: [{ columns: { id, clinic_id: clinicId, key: row.id, version: row.version, state: row.state, row } }],
    audit: [{ type: 'Task', key: row.id, before: known?.row ?? null, after: row }],
    events: [{ clinicId, focus: [['Task', id, row.id, 0]] }],
  };
}

/** Central's ids of the visit and the patient that a task names. */
async function referencesOf(
  database: Queryable,
  clinicId: string,
  { visitId, patientId }: DeskTask,
): Promise<{ visitId?: string; patientId?: string }> {
  const [found] = await database.query<{ visit: string | null; patient: string | null }>(
    `select
      (select id from visit where clinic_id = $1::uuid and key = $2::text) as visit,
      (select patient_id from patient_key where clinic_id = $1::uuid and key = $3::text) as patient`,
    [clinicId, visitId, patientId],
  );
  return { ...(found?.visit ? { visitId: found.visit } : {}), ...(found?.patient ? { patientId: found.patient } : {}) };
}

function refusedPlan(context: WriteContext, digest: string, refusal: Refusal): ChangePlan {
  return { ...planFor(context, digest), answer: { ...refusalAnswer([refusal]), state: 'refused' } };
}

const secondsOf = (instant: string): string => `${instant.slice(0, 19)}Z`;

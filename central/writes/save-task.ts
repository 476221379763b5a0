import type { Refusal } from '../../core/domain/refusal.ts';
import { changedTask, closedTask, type DeskTask, wholeTask } from '../../core/domain/task.ts';
import { type TaskAddition, type TaskClosing, taskToFhir } from '../../core/fhir/task.ts';
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
    // Two desks begin to call about the same slot: its id follows from the slot's, and the first one stands.
    const same = known !== null && task.kind === 'freed-slot' && context.ifMatch === null;
    if (same) return planTask(database, { known, wanted: known.row, digest }, { ...context, ifMatch: known.version });
    return planTask(database, { known, wanted: task, digest }, context);
  });
}

/** Closes a task of which the desk names only the key; the rest stays. */
export function closeTask(database: Queryable, closing: TaskClosing, context: WriteContext): Promise<Applied> {
  const digest = digestOf({ act: 'close-task', closing });
  const how = { resolution: closing.resolution, author: closing.closedBy || null, at: secondsOf(context.now) };
  return mergeIntoTask(database, closing.key, (task) => closedTask(task, how), digest, context);
}

/** Logs a call, or says who takes care of it; the rest stays. */
export function addToTask(database: Queryable, { key, change, author }: TaskAddition, context: WriteContext): Promise<Applied> {
  const digest = digestOf({ act: 'change-task', key, change });
  const how = { author, at: secondsOf(context.now) };
  return mergeIntoTask(database, key, (task) => changedTask(task, change, how), digest, context);
}

/** Desks that work on one task at once do not stand in each other's way: without `If-Match` the change goes on top of what is. */
function mergeIntoTask(
  database: Queryable,
  key: string,
  change: (task: DeskTask) => DeskTask,
  digest: string,
  context: WriteContext,
): Promise<Applied> {
  return decideAndApply(database, async () => {
    const known = await knownTask(database, context.clinicId, key);
    if (known === null) return refusedPlan(context, digest, { code: 'not-found', path: 'task' });
    const ifMatch = context.ifMatch ?? known.version;
    return planTask(database, { known, wanted: change(known.row), digest }, { ...context, ifMatch });
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
  return known ? { ...known, row: wholeTask(known.row) } : null;
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

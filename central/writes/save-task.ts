import type { DeskTask } from '../../core/domain/task.ts';
import { type TaskClosing, taskToFhir } from '../../core/fhir/task.ts';
import type { Queryable } from '../db/database.ts';
import { refusalAnswer } from './answer.ts';
import type { Applied } from './apply-plans.ts';
import type { ChangePlan } from './change-plan.ts';
import { digestOf } from './digest.ts';
import { decideAndApply, planFor, type WriteContext } from './write-context.ts';

/** Opens, changes or closes a task that the clinic's desks share. */
export function saveTask(database: Queryable, task: DeskTask, context: WriteContext): Promise<Applied> {
  const digest = digestOf({ act: 'task', task: { ...task, version: 0 } });
  return decideAndApply(database, async () => {
    const [facts] = await database.query<TaskFacts>(factsSql, [context.clinicId, task.id, task.visitId, task.patientId]);
    return planSave(task, facts ?? { known: null, visitId: null, patientId: null }, context, digest);
  });
}

/** Closes a task of which the desk names only the key; what it is about stays as it was. */
export function closeTask(
  database: Queryable,
  { key, resolution, closedBy }: TaskClosing,
  context: WriteContext,
): Promise<Applied> {
  const digest = digestOf({ act: 'close-task', key, resolution, closedBy });
  return decideAndApply(database, async () => {
    const known = await knownTask(database, key, context);
    if (known === null) return { ...planFor(context, digest), answer: { ...refusalAnswer([unknownTask]), state: 'refused' } };
    const closed: DeskTask = { ...known.row, state: 'done', resolution, closedBy, closedAt: context.now };
    const [facts] = await database.query<TaskFacts>(factsSql, [context.clinicId, key, closed.visitId, closed.patientId]);
    return planSave(closed, facts ?? { known, visitId: null, patientId: null }, context, digest);
  });
}

const unknownTask = { code: 'not-found', path: 'task' } as const;

async function knownTask(database: Queryable, key: string, { clinicId }: WriteContext): Promise<TaskFacts['known']> {
  const [known] = await database.query<NonNullable<TaskFacts['known']>>(
    'select id, version, row from desk_task where clinic_id = $1::uuid and key = $2',
    [clinicId, key],
  );
  return known ?? null;
}

interface TaskFacts {
  known: { id: string; version: number; row: DeskTask } | null;
  /** Central's ids, for the references. */
  visitId: string | null;
  patientId: string | null;
}

const factsSql = `
select
  (select jsonb_build_object('id', t.id, 'version', t.version, 'row', t.row) from desk_task t
   where t.clinic_id = $1::uuid and t.key = $2) as known,
  (select v.id from visit v where v.clinic_id = $1::uuid and v.key = $3::text) as "visitId",
  (select k.patient_id from patient_key k where k.clinic_id = $1::uuid and k.key = $4::text) as "patientId"`;

function planSave(task: DeskTask, { known, visitId, patientId }: TaskFacts, context: WriteContext, digest: string): ChangePlan {
  const plan = planFor(context, digest);
  if (known !== null && context.ifMatch !== known.version) {
    const refusals = [{ code: 'stale-version' as const, path: 'version', facts: { current: known.version } }];
    return { ...plan, answer: { ...refusalAnswer(refusals), state: 'refused' } };
  }
  const id = known?.id ?? context.newId();
  const row: DeskTask = { ...task, version: (known?.version ?? 0) + 1 };
  const references = { id, ...(visitId === null ? {} : { visitId }), ...(patientId === null ? {} : { patientId }) };
  return {
    ...plan,
    answer: { state: 'applied', status: known === null ? 201 : 200, body: JSON.stringify(taskToFhir(row, references)) },
    tasks: [{ columns: { id, clinic_id: context.clinicId, key: task.id, version: row.version, state: row.state, row } }],
    audit: [{ type: 'Task', key: task.id, before: known?.row ?? null, after: row }],
    events: [{ clinicId: context.clinicId, focus: [['Task', id, task.id, 0]] }],
  };
}

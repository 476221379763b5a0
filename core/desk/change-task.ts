import type { z } from 'zod';
import type { assignTask as assignTaskInput, logCall as logCallInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import type { TaskChange } from '../domain/task.ts';
import type { DeskContext } from './desk-context.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { wholeSecond } from './whole-second.ts';

/** Takes a task, hands it over, or gives it back. */
export function assignTask(desk: DeskContext, { intentId, taskId, to }: z.infer<typeof assignTaskInput>): CommandResult {
  const owner = to === 'me' ? desk.author : to === 'nobody' ? null : to.colleague;
  return changeTask(desk, intentId, taskId, { kind: 'owner', owner });
}

/** One call to the patient, for all desks to see. */
export function logCall(desk: DeskContext, input: z.infer<typeof logCallInput>): CommandResult {
  const { intentId: id, outcome, visitId } = input;
  if (outcome === 'later' && input.laterAt === null) return refused({ code: 'invalid', path: 'laterAt' });
  const laterAt = outcome === 'later' && input.laterAt !== null ? wholeSecond(input.laterAt) : null;
  return changeTask(desk, id, input.taskId, { kind: 'call', call: { id, outcome, laterAt, visitId } });
}

function changeTask(desk: DeskContext, id: string, taskId: string, change: TaskChange): CommandResult {
  if (desk.store.journal.get(id)) return { ok: true, intentId: id, notes: [] };
  if (!desk.reads.task(taskId)) return refused({ code: 'not-found', path: 'task' });
  const baseIntentId = desk.store.overlay.newestIntentOn(`task:${taskId}`);
  return record(desk, newIntent(desk, { id, act: { kind: 'change-task', taskId, change }, baseIntentId }), []);
}

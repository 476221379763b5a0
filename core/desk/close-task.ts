import type { z } from 'zod';
import type { closeTask as closeTaskInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import type { DeskContext } from './desk-context.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { taskOf } from './view-rows.ts';
import { giveUp } from './withdraw-intent.ts';

export type CloseTask = z.infer<typeof closeTaskInput>;

/** Ticks a task off, saying what was done. The refused act behind it, when it is this desk's, is given up with it. */
export async function closeTask(desk: DeskContext, input: CloseTask): Promise<CommandResult> {
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  const row = desk.reads.task(input.taskId);
  if (!row) return refused({ code: 'not-found', path: 'task' });
  const task = taskOf(row);
  if (task.state === 'done') return { ok: true, intentId: input.intentId, notes: [] };

  const intent = newIntent(desk, {
    id: input.intentId,
    act: { kind: 'close-task', taskId: task.id, resolution: input.resolution },
    seenVersion: task.version,
    baseIntentId: desk.store.overlay.newestIntentOn(`task:${task.id}`),
    reason: input.resolution,
  });
  const result = record(desk, intent, []);
  if (task.intentId !== null && desk.store.journal.get(task.intentId)?.state === 'parked') {
    await giveUp(desk, task.intentId, input.resolution);
  }
  return result;
}

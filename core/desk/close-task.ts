import type { z } from 'zod';
import type { closeTask as closeTaskInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import type { Intent } from '../domain/intent.ts';
import type { DeskTask } from '../domain/task.ts';
import { closingIntents } from '../sync/settler.ts';
import type { DeskContext } from './desk-context.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { taskOf } from './view-rows.ts';
import { withdrawIntent } from './withdraw-intent.ts';

export type CloseTask = z.infer<typeof closeTaskInput>;

/** Ticks a task off, saying what was done. The refused act behind it, when it is this desk's, is given up with it. */
export async function closeTask(desk: DeskContext, input: CloseTask): Promise<CommandResult> {
  const accepted: CommandResult = { ok: true, intentId: input.intentId, notes: [] };
  if (desk.store.journal.get(input.intentId)) return accepted;
  const row = desk.reads.task(input.taskId);
  if (!row) return refused({ code: 'not-found', path: 'task' });
  const task = taskOf(row);
  if (task.state === 'done') return accepted;

  const parked = parkedIntentOf(desk, task);
  if (!parked) {
    const act = { kind: 'close-task', taskId: task.id, resolution: input.resolution } as const;
    const baseIntentId = desk.store.overlay.newestIntentOn(`task:${task.id}`);
    const { intentId: id, resolution: reason } = input;
    return record(desk, newIntent(desk, { id, act, seenVersion: task.version, baseIntentId, reason }), []);
  }
  // Giving the act up closes its task by an intent of a fixed id: written first with what the person said, it stands.
  const { journal, copy } = desk.store;
  journal.append(closingIntents(journal, copy, parked, input.resolution, desk.author, desk.time.now()));
  const withdrawn = await withdrawIntent(desk, { intentId: parked.id, reason: input.resolution });
  return withdrawn.ok ? accepted : withdrawn;
}

function parkedIntentOf(desk: DeskContext, task: DeskTask): Intent | null {
  const entry = task.intentId === null ? null : desk.store.journal.get(task.intentId);
  return entry?.state === 'parked' ? entry.intent : null;
}

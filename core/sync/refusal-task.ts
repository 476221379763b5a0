import { v5 } from 'uuid';
import { conflictOf } from '../domain/conflict.ts';
import type { Intent } from '../domain/intent.ts';
import { isKeyIntent } from '../domain/key-settings.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type DeskTask, plainTask } from '../domain/task.ts';
import type { Visit } from '../domain/visit.ts';
import { targetKey } from './intent-target.ts';
import { refusedActOf } from './refused-act.ts';

/** Ids follow from the refused intent's id, so that parking it twice (a crash between) opens one task. Never change it. */
const namespace = 'c0c7f0de-9a3b-5b52-8a55-2f3a3d1f7c11';

export const refusalTaskId = (intentId: string): string => v5(`task/${intentId}`, namespace);
export const openingId = (intentId: string): string => v5(`open/${intentId}`, namespace);
const closingId = (intentId: string): string => v5(`close/${intentId}`, namespace);

/** The shared task that a refused intent opens. A refused task of ours, and what the program saves by itself, opens none: null. */
export function openRefusalTask(
  refused: Intent,
  { refusals, current }: { refusals: Refusal[]; current: Visit | null },
  { deskId, at }: { deskId: string; at: string },
): Intent | null {
  if (ofTasks.includes(refused.act.kind)) return null;
  if (isKeyIntent(refused)) return null;
  const task: DeskTask = {
    ...plainTask,
    id: refusalTaskId(refused.id),
    kind: 'refused-intent',
    calls: [],
    refusals,
    conflict: conflictOf(refusals, current),
    refused: refusedActOf(refused.act, current),
    current: current && snapshotOf(current),
    visitId: idWith('visit:', [targetKey(refused.act)]),
    patientId: idWith('patient:', [targetKey(refused.act), ...refused.keys]),
    intentId: refused.id,
    originDesk: deskId,
    openedAt: at,
  };
  return systemIntent(openingId(refused.id), { kind: 'open-task', task }, refused.author, at);
}

const ofTasks: readonly Intent['act']['kind'][] = ['open-task', 'close-task', 'change-task'];

function snapshotOf({ startsAt, scheduleId, status, cancelReason }: Visit): DeskTask['current'] {
  return { startsAt, scheduleId, status, cancelReason };
}

/**
 * Closes that task: its intent was replaced, given up, or found applied after all.
 *
 * @param known version of the task in the copy; null = only this desk knows it yet, and the closing builds on the opening
 */
export function closeRefusalTask(
  refused: Intent,
  resolution: string,
  { author, at, known }: { author: string; at: string; known: number | null },
): Intent {
  const close = systemIntent(
    closingId(refused.id),
    { kind: 'close-task', taskId: refusalTaskId(refused.id), resolution },
    author,
    at,
  );
  return known === null ? { ...close, baseIntentId: openingId(refused.id) } : { ...close, seenVersion: known };
}

function systemIntent(id: string, act: Intent['act'], author: string, at: string): Intent {
  const keys = [targetKey(act)];
  return { id, act, keys, seenVersion: null, baseIntentId: null, supersedes: null, author, reason: null, at };
}

function idWith(prefix: string, keys: string[]): string | null {
  return keys.find((key) => key.startsWith(prefix))?.slice(prefix.length) ?? null;
}

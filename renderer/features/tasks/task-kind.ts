import type { TaskView } from '../../../core/contract/views.ts';
import type { tasks } from '../../messages/pl/tasks.ts';

export type TaskKind = keyof (typeof tasks)['kind'];
export type TaskGroup = 'refused' | 'place' | 'person' | 'call';

/** What a task is called. */
export function kindOf(task: Pick<TaskView, 'kind' | 'gap' | 'refused' | 'conflict'>): TaskKind {
  if (task.kind === 'call-patient') return 'call-patient';
  if (task.kind === 'visit-gap') return task.gap ?? 'outside-schedule';
  return task.conflict ? `conflict-${task.conflict}` : `refused-${task.refused?.act ?? 'other'}`;
}

/** Tasks that are settled in the same way, for the filter. */
export function groupOf(task: Pick<TaskView, 'kind' | 'gap'>): TaskGroup {
  if (task.kind === 'refused-intent') return 'refused';
  if (task.kind === 'call-patient') return 'call';
  switch (task.gap) {
    case 'other-place':
      return 'call';
    case 'no-contact':
    case 'no-pesel':
    case 'bad-pesel':
    case 'no-referral':
    case 'referral-cancelled':
      return 'person';
    default:
      return 'place';
  }
}

/** Whom to call now comes before everything, whoever is to be called later comes last. */
function callTurn(task: TaskView, now: string): number {
  if (task.callBackAt === null) return 1;
  return task.callBackAt <= now ? 0 : 2;
}

/** A refused act first (the patient may have been told something else), then by the day of the visit, then by age. */
export function orderTasks(tasks: readonly TaskView[], now: string): TaskView[] {
  const refusedFirst = (task: TaskView) => (task.kind === 'refused-intent' ? 0 : 1);
  const day = (task: TaskView) => task.visit?.startsAt ?? task.refused?.wantedStart ?? '9';
  return tasks.toSorted(
    (a, b) =>
      callTurn(a, now) - callTurn(b, now) ||
      refusedFirst(a) - refusedFirst(b) ||
      day(a).localeCompare(day(b)) ||
      a.openedAt.localeCompare(b.openedAt),
  );
}

/** What the list is narrowed to; null = all of them. */
export interface TaskWish {
  group: TaskGroup | null;
  kind: TaskKind | null;
}

export const everyTask: TaskWish = { group: null, kind: null };

export function fitsWish(task: TaskView, wish: TaskWish): boolean {
  return (wish.group === null || groupOf(task) === wish.group) && (wish.kind === null || kindOf(task) === wish.kind);
}

import type { Act, Intent } from '../domain/intent.ts';

/** Key (as in `Intent.keys`) of the one thing whose version the act depends on: what `If-Match` speaks of. */
export function targetKey(act: Act): string {
  switch (act.kind) {
    case 'book':
      return `visit:${act.visit.id}`;
    case 'move':
    case 'cancel':
    case 'set-outcome':
    case 'change-visit':
      return `visit:${act.visitId}`;
    case 'enter-waiting':
      return `waiting:${act.entry.id}`;
    case 'change-waiting':
    case 'leave-waiting':
      return `waiting:${act.entryId}`;
    case 'change-patient':
      return `patient:${act.patient.id}`;
    case 'publish':
      return `schedule:${act.schedule.id}`;
    case 'open-task':
      return `task:${act.task.id}`;
    case 'close-task':
    case 'change-task':
      return `task:${act.taskId}`;
    case 'save-setting':
      return `setting:${act.name}`;
    default:
      return act satisfies never;
  }
}

/** Keys of all things that the act changes. */
export function changedKeys({ act }: Intent): string[] {
  const target = targetKey(act);
  if (act.kind === 'book' && act.replaces !== undefined) {
    const patient = act.patient ? [`patient:${act.patient.id}`] : [];
    return [target, `visit:${act.replaces}`, ...patient];
  }
  return (act.kind === 'book' || act.kind === 'enter-waiting') && act.patient ? [target, `patient:${act.patient.id}`] : [target];
}

/** Keys of all rows that the act may change on the screen: entries of the waiting room are in no clinic's copy (R20). */
export const rowKeys = (intent: Intent): string[] => changedKeys(intent).filter((key) => !key.startsWith('waiting:'));

/**
 * Key of the schedule that the act relies on without changing it. It waits for a publication entered before it, and a later
 * publication waits for it; acts that rely on the same schedule do not wait for each other.
 */
export function neededKey(act: Act): string | null {
  if (act.kind === 'book') return `schedule:${act.visit.scheduleId}`;
  return act.kind === 'move' ? `schedule:${act.scheduleId}` : null;
}

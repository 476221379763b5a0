import { minutesBetween } from '../../../core/domain/time.ts';

export type TaskAge = { unit: 'now' } | { unit: 'minutes' | 'hours' | 'days'; count: number };

/** How long a task has been open, in the largest unit that is still telling. */
export function taskAge(openedAt: string, now: string): TaskAge {
  const minutes = Math.floor(minutesBetween(openedAt, now));
  if (minutes < 2) return { unit: 'now' };
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  if (minutes < 48 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) };
  return { unit: 'days', count: Math.floor(minutes / (24 * 60)) };
}

import type { DeskStatus, QueueItem } from '../../../core/contract/views.ts';
import { localDateOf } from '../../../core/domain/time.ts';

export type NextTry = { when: 'now' | 'none' | 'connection' } | { when: 'at' | 'day'; instant: string };

/** When an intent moves next: on its own, at a time, once there is a connection, or only after a decision. */
export function nextTry(item: QueueItem, connection: DeskStatus['connection'], now: string): NextTry {
  if (item.state === 'parked') return { when: 'none' };
  if (connection !== 'online') return { when: 'connection' };
  const at = item.nextAttemptAt;
  if (at === null || at <= now) return { when: 'now' };
  return { when: localDateOf(at) === localDateOf(now) ? 'at' : 'day', instant: at };
}

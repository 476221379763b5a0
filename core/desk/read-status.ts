import type { DeskStatus, Overview } from '../contract/views.ts';
import { localDateOf } from '../domain/time.ts';
import { readSchedules } from './calendar-queries.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';
import { inColumnOrder } from './schedule-view.ts';

export function readOverview(desk: DeskContext): Overview {
  const now = desk.time.now();
  return {
    clinicId: desk.central?.clinicId ?? null,
    clinicName: desk.central?.clinicName ?? '',
    deskId: desk.deskId,
    today: localDateOf(now),
    now,
    schedules: readSchedules(desk).sort(inColumnOrder),
    policy: desk.policy(),
    mayPrint: desk.machine.policy.values.printing !== false,
  };
}

/** The status at once and after each change. */
export async function* watchStatus(desk: DeskContext, signal: AbortSignal | undefined): AsyncGenerator<DeskStatus, void, void> {
  for await (const _ of desk.statusChanges.watch('changed', signal)) yield readStatus(desk);
}

export function readStatus(desk: DeskContext): DeskStatus {
  const counts = desk.store.journal.counts();
  const offsetMs = desk.time.offsetMs();
  const { update } = desk.machine;
  const trouble = connectionOf(desk) === 'offline' ? desk.machine.trouble() : null;
  return {
    connection: connectionOf(desk),
    confirmedAsOf: desk.central?.sync.status().confirmedAsOf ?? null,
    queue: { waiting: counts.pending, sending: counts.sending, unknown: counts.unknown, refused: counts.parked },
    openTasks: desk.reads.taskCount('open'),
    // The port tells central's clock minus ours; the screen speaks of ours against central's.
    clockOffsetSeconds: offsetMs === null ? null : -offsetMs / 1000,
    now: desk.time.now(),
    ...(trouble && { trouble }),
    ...(update.kind === 'ready' && { update: { version: update.version } }),
  };
}

import type { EntityCounts } from '../contract/views.ts';
import type { DeskContext } from './desk-context.ts';
import type { ViewReads } from './view-reads.ts';

export function deskCounts(reads: ViewReads): EntityCounts {
  return {
    schedules: reads.count('schedule'),
    slots: reads.count('slot'),
    visits: reads.count('visit'),
    patients: reads.count('patient'),
  };
}

/** What central says it holds of this clinic; null when it cannot be asked now. */
export async function centralCounts(desk: DeskContext): Promise<EntityCounts | null> {
  const gateway = desk.central?.gateway;
  if (!gateway) return null;
  const answers = await Promise.all((['schedule', 'slot', 'visit', 'patient'] as const).map((entity) => gateway.count(entity)));
  const [schedules, slots, visits, patients] = answers.map((answer) => (answer.kind === 'ok' ? answer.value : null));
  if (schedules == null || slots == null || visits == null || patients == null) return null;
  return { schedules, slots, visits, patients };
}

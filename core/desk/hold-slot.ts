import type { HoldResult } from '../contract/search-views.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';

/** I8: keeps a slot of this clinic from others for a few minutes, visibly, while a form is filled. Without a line there is no hold. */
export async function holdSlot(desk: DeskContext, slotId: string): Promise<HoldResult> {
  if (!desk.central || connectionOf(desk) !== 'online') return { kind: 'none' };
  const answer = await desk.central.gateway.hold(slotId);
  if (answer.kind === 'offline') return { kind: 'none' };
  return answer.kind === 'held' ? { kind: 'held', holdId: answer.hold.id, until: answer.hold.until } : answer;
}

/** Given back at once when the person chooses another slot or leaves; otherwise it ends by itself. */
export async function releaseSlot(desk: DeskContext, holdId: string): Promise<void> {
  await desk.central?.gateway.release(holdId);
}

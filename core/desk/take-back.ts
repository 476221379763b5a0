import type { DeskContext } from './desk-context.ts';

/** For undoing a batch: true when the act is not done, and never will be. */
export async function takeBack(desk: DeskContext, intentId: string): Promise<boolean> {
  const entry = desk.store.journal.get(intentId);
  if (!entry || entry.state === 'withdrawn') return true;
  if (entry.state !== 'parked' && (entry.state !== 'pending' || entry.exposed)) return false;
  const result = await desk.central?.sync.withdraw(intentId, { author: desk.author, reason: 'undo' });
  return result?.kind === 'withdrawn';
}

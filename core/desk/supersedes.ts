import type { Refusal } from '../domain/refusal.ts';
import type { DeskContext } from './desk-context.ts';

/** Only what central has refused can be replaced; a colleague may have settled it a moment ago. */
export function supersedesRefusals(desk: DeskContext, supersedes: string | null): Refusal[] {
  if (supersedes === null) return [];
  return desk.store.journal.get(supersedes)?.state === 'parked' ? [] : [{ code: 'not-found', path: 'supersedes' }];
}

import type { Refusal } from '../domain/refusal.ts';

/** The person decided on an older state of the thing than the one that central's feed has brought since. */
export function seenVersionRefusals(row: { version: number } | null, seenVersion: number): Refusal[] {
  return row && row.version > seenVersion ? [{ code: 'stale-version' }] : [];
}

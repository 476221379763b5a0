import type { Refusal, RefusalCode } from './refusal.ts';
import type { ConflictKind } from './task.ts';
import type { VisitStatus } from './visit.ts';

const byCode: Partial<Record<RefusalCode, ConflictKind>> = {
  'referral-used': 'referral-used',
  'slot-gone': 'session-withdrawn',
  'slot-taken': 'slot-taken',
  'slot-held': 'slot-taken',
  'visit-not-active': 'visit-cancelled',
  'stale-version': 'stale-version',
};

/**
 * What a refusal means to the person who has to settle it. A visit that was cancelled meanwhile (by SMS, in IKP, at another
 * desk) counts before the version that is stale because of it.
 *
 * @param current the visit as central holds it; null when central did not say
 */
export function conflictOf(refusals: readonly Refusal[], current: { status: VisitStatus } | null): ConflictKind | null {
  if (current?.status === 'cancelled') return 'visit-cancelled';
  const kinds = refusals.map(({ code }) => byCode[code] ?? null);
  const found = kinds.find((kind) => kind !== null) ?? null;
  // Performed or a no-show: nobody cancelled it, it is just not as it was seen here.
  return found === 'visit-cancelled' && current ? 'stale-version' : found;
}

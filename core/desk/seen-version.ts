import type { Refusal } from '../domain/refusal.ts';
import type { DeskContext } from './desk-context.ts';

/**
 * The version on which an act is based. Refused when the feed has since brought somebody else's change, since the person
 * decided on an older state. What this desk changed itself in between is no surprise to the person who did it: a visit
 * that was booked and is dragged in the moment of its confirmation moves.
 *
 * @param key as in `Intent.keys`
 */
export function basedOn(
  desk: DeskContext,
  key: string,
  row: { version: number } | null,
  seenVersion: number,
): { version: number; refusals: Refusal[] } {
  if (!row || row.version <= seenVersion) return { version: seenVersion, refusals: [] };
  const own = ownVersions(desk, key);
  for (let version = seenVersion + 1; version <= row.version; version++) {
    if (!own.has(version)) return { version: seenVersion, refusals: [{ code: 'stale-version' }] };
  }
  return { version: row.version, refusals: [] };
}

function ownVersions({ reads, store }: DeskContext, key: string): Set<number> {
  const versions = reads.intentsOn(key).map((id) => {
    const outcome = store.journal.get(id)?.lastOutcome;
    return outcome?.kind === 'applied' ? outcome.versions[key] : undefined;
  });
  return new Set(versions.filter((version) => version !== undefined));
}

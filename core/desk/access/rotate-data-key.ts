import { createHash } from 'node:crypto';
import type { AccessResult } from '../../contract/access-views.ts';
import { beginRotation, type RotationEnd } from '../../store/rotate-keys.ts';
import type { Journal } from '../../sync/ports.ts';
import { type Access, auditAccess } from './access.ts';
import { actor } from './acting.ts';
import { opensWith } from './sign-in.ts';

/** After the answer has left. */
const restartAfterMs = 200;
const settingName = 'key-rotation';

/** How the last rotation ended, for Stan. `why`: see `RotationEnd`; null = it was done. */
export interface KeptRotation {
  /** Own clock. */
  at: string;
  why: string | null;
  /** Digest of the key that it gave. */
  of: string | null;
}

export const lastRotation = (journal: Journal) => journal.readSetting(settingName) as KeptRotation | null;

/** The folder's data key is exchanged at the next opening, which follows at once where the program can restart its core. */
export async function rotateDataKey(access: Access, input: { password: string | null }): Promise<AccessResult> {
  const { keys, desk } = access;
  if (keys === null) return { ok: false, refusals: [{ code: 'not-permitted' }] };
  // The command line speaks for this computer and has no password.
  if (actor()?.accountId !== null || input.password !== null) {
    const person = access.session.person();
    if (person === null) return { ok: false, refusals: [{ code: 'signed-out' }] };
    const opened = await opensWith(access, person, input.password ?? '');
    if (!opened.ok) return opened;
  }
  auditAccess(access, desk.author, 'rotate-keys', null);
  beginRotation(keys.folder, keys.dataKey);
  access.timers.after(restartAfterMs, () => access.restart?.());
  return { ok: true };
}

/** At the opening that follows, and once: until every way to the key has changed, later openings hear of it too. */
export function noteRotation(access: Access, end: RotationEnd | null): void {
  if (end === null) return;
  const { log, journal } = access.desk.store;
  const of = end.kind === 'rotated' ? createHash('sha256').update(end.key).digest('base64url') : null;
  if (of !== null && lastRotation(journal)?.of === of) return;
  const why = end.kind === 'given-up' ? end.why : null;
  log.note({
    at: access.desk.time.now(),
    author: 'okienko',
    what: why === null ? 'keys-rotated' : 'keys-kept',
    beforeRef: null,
    afterRef: null,
    reason: why,
  });
  journal.writeSetting(settingName, { at: new Date(access.clock.now()).toISOString(), why, of } satisfies KeptRotation);
}

import type { z } from 'zod';
import type { saveContinuity as saveInput } from '../../contract/continuity-inputs.ts';
import type { ContinuitySaved } from '../../contract/continuity-views.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { DeskContext } from '../desk-context.ts';
import type { ContinuityPack } from './keep-pack.ts';
import {
  isForbidden,
  isPackFolder,
  type PackSettings,
  readPackSettings,
  shortestPackPassword,
  writePackSettings,
} from './pack-settings.ts';

type SaveContinuity = z.infer<typeof saveInput>;

/** Switches the pack on or off; answers when the files lie there, are gone, or could not be written. */
export async function saveContinuity(desk: DeskContext, pack: ContinuityPack, input: SaveContinuity): Promise<ContinuitySaved> {
  const known = readPackSettings(desk);
  const wanted: PackSettings = {
    on: input.on,
    folder: desk.machine.policy.values.continuityFolder ?? input.folder,
    protection: input.protection,
    password: input.protection === 'plain' ? null : (input.password ?? known.password),
  };
  const refusals = wanted.on ? [...(isForbidden(desk) ? [{ code: 'not-permitted' } as const] : []), ...refusalsOf(wanted)] : [];
  if (refusals.length > 0) return { ok: false, refusals };
  if (!wanted.on || wanted.folder !== known.folder) await pack.clear(known.folder);
  writePackSettings(desk, wanted);
  // Health data outside of the encrypted files: who decided so is part of the log (I7).
  desk.store.log.note({
    at: desk.time.now(),
    author: desk.author,
    what: 'set-continuity',
    beforeRef: null,
    afterRef: `continuity:${wanted.on ? wanted.protection : 'off'}`,
    reason: null,
  });
  await pack.write();
  return { ok: true, view: pack.view() };
}

function refusalsOf({ folder, protection, password }: PackSettings): Refusal[] {
  const refusals: Refusal[] = [];
  if (!isPackFolder(folder)) refusals.push({ code: 'invalid', path: 'folder' });
  if (protection === 'password' && (password ?? '').length < shortestPackPassword) {
    refusals.push({ code: 'password-weak', path: 'password', facts: { min: shortestPackPassword } });
  }
  return refusals;
}

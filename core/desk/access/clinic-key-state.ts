import { ringName } from '../../domain/key-settings.ts';
import type { DeskContext } from '../desk-context.ts';
import { type ClinicRing, keyIdOf, readRing } from './clinic-ring.ts';

const keyName = 'clinic-key';
/** The ring last seen: for a desk that has lost its copy. */
const seenRingName = 'clinic-ring-seen';
export const draftName = 'clinic-key-draft';

/** The clinic's key as this desk has it, with the ring that brought it; null = the clinic's first key. */
export interface HeldKey {
  key: Uint8Array;
  ring: ClinicRing | null;
}

/** What this desk knows of the clinic's key; null = nobody has signed in here yet. */
export function heldKey({ store }: Pick<DeskContext, 'store'>): HeldKey | null {
  const kept = store.journal.readSetting(keyName) as string | { key: string; ring: unknown } | null;
  if (kept === null) return null;
  // As programs wrote it that knew of no ring.
  if (typeof kept === 'string') return { key: Buffer.from(kept, 'base64url'), ring: null };
  return { key: Buffer.from(kept.key, 'base64url'), ring: readRing(kept.ring) };
}

/** One write: the key is never here without the ring that vouches for the accounts of before. */
export function keepHeldKey({ store: { journal } }: Pick<DeskContext, 'store'>, { key, ring }: HeldKey): void {
  const text = Buffer.from(key).toString('base64url');
  const now = ring === null ? text : { key: text, ring };
  if (JSON.stringify(now) !== JSON.stringify(journal.readSetting(keyName))) journal.writeSetting(keyName, now);
}

/** As central has confirmed it: a change of this desk's own that is still under way does not count. */
export function confirmedRing({ reads }: Pick<DeskContext, 'reads'>): ClinicRing | null {
  const row = reads.confirmedSetting(ringName);
  return row && readRing(JSON.parse(row.body));
}

/** The newest that this desk has seen: a copy that is being replaced, or a central put back in time, takes no key back. */
export function newestRing(desk: DeskContext): ClinicRing | null {
  const seen = [confirmedRing(desk), readRing(desk.store.journal.readSetting(seenRingName)), heldKey(desk)?.ring ?? null];
  return seen.reduce((newest, each) => (each && each.generation > (newest?.generation ?? 0) ? each : newest), null);
}

export function rememberRing(desk: DeskContext): void {
  const { journal } = desk.store;
  const newest = newestRing(desk);
  if (newest && JSON.stringify(newest) !== JSON.stringify(journal.readSetting(seenRingName))) {
    journal.writeSetting(seenRingName, newest);
  }
}

/** The clinic has another key than this desk: the next password that is typed here opens it. */
export function isBehind(desk: DeskContext): boolean {
  const held = heldKey(desk);
  const newest = newestRing(desk);
  return held !== null && newest !== null && newest.keyId !== keyIdOf(held.key);
}

/** A change was asked for here, and central has not answered yet. */
export const isChanging = ({ store }: Pick<DeskContext, 'store'>): boolean => store.journal.readSetting(draftName) !== null;

import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * `okienko-lista-2026-11-30-1a2b3c4d.pdf`: a day and a desk, no person. Several desks may share a folder, and each removes
 * only its own.
 */
export const packFileName = (date: string, deskId: string) => `okienko-lista-${date}-${deskId.slice(0, 8)}.pdf`;

/** All or nothing under its name, whatever happens meanwhile; readable by its owner. */
export async function writePackFile(folder: string, name: string, content: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `.${name}.${randomUUID().slice(0, 8)}.part`);
  try {
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, name));
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Minutes since it was written; null = it is not there. */
export async function packAgeMinutes(folder: string, name: string, nowMs: number): Promise<number | null> {
  const found = await stat(join(folder, name)).catch(() => null);
  return found && (nowMs - found.mtimeMs) / 60_000;
}

/** Removes this desk's files of other days, and what an interrupted writing has left. */
export async function removeOldPacks(folder: string, deskId: string, keep: readonly string[]): Promise<void> {
  const own = new RegExp(`^\\.?okienko-lista-\\d{4}-\\d{2}-\\d{2}-${deskId.slice(0, 8)}\\.pdf(\\.[0-9a-f]{8}\\.part)?$`);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) if (own.test(name) && !keep.includes(name)) await rm(join(folder, name), { force: true });
}

/**
 * Rotation of the data key: journal, copy and echo get a new key, together, and backups after them.
 *
 * I2: whatever moment the power goes, the folder opens with the key that its slots hold, and nothing entered is lost. First
 * `rotation.json` makes each of the two keys lead to the other; then every file is written anew beside itself and read through;
 * then names change hands, the journal's first. Up to there the old files are untouched and rotation can be given up; from there
 * it only goes forward, and needs neither space nor luck.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolder, listBackups } from './backup-files.ts';
import { copyFileName } from './copy-file.ts';
import { openEncrypted, sqliteCode } from './database.ts';
import { folderTrouble } from './folder-trouble.ts';
import { draftEchoWithKey, echoName } from './journal-echo.ts';
import { journalFile } from './recover-journal.ts';
import { draftWithKey, opensWith, putDraft, removeDatabase } from './rekey.ts';
import { endRotation, formerKeys, formerKeysDraft, readRotation, writeRotation } from './rotation-file.ts';
import { StoreError } from './store-error.ts';

export type RotationEnd =
  | { kind: 'rotated'; key: Uint8Array }
  /** Nothing was changed: `why` is a StoreErrorCode or `damaged`. */
  | { kind: 'given-up'; key: Uint8Array; why: string };

/** From now on the next opening changes keys. Call while the store is open, so that nobody else has the folder. */
export function beginRotation(dataDir: string, key: Uint8Array): void {
  writeRotation(dataDir, { from: key, to: new Uint8Array(randomBytes(32)), filesDone: false });
}

/**
 * Before the store is opened: finishes a rotation that was asked for or interrupted.
 *
 * @param key the old or the new one
 * @param before is told each step before it is taken: for tests, which end the program there
 * @returns null when none is under way
 * @throws StoreError `in-use`
 */
export function completeRotation(dataDir: string, key: Uint8Array, before: (step: string) => void = () => undefined) {
  if (readRotation(dataDir, key) === null) return null;
  const unlock = lockFolder(dataDir);
  try {
    return complete(dataDir, key, before);
  } finally {
    unlock();
  }
}

function complete(dataDir: string, key: Uint8Array, before: (step: string) => void): RotationEnd | null {
  const rotation = readRotation(dataDir, key);
  if (rotation === null) return null;
  const { from, to, filesDone } = rotation;
  if (filesDone) return { kind: 'rotated', key: to };
  const drafts = draftsOf(dataDir);
  if (!opensWith(journalFile(dataDir), to)) {
    for (const { draft, make } of drafts) {
      before(`draft ${draft}`);
      const why = failureOf(() => make(from, to), dataDir);
      if (why === null) continue;
      for (const each of drafts) removeDatabase(each.draft);
      endRotation(dataDir);
      return { kind: 'given-up', key: from, why };
    }
  }
  for (const { draft, file } of drafts) {
    before(`put ${draft}`);
    if (existsSync(draft)) putDraft(draft, file);
  }
  before('files done');
  writeRotation(dataDir, { from, to, filesDone: true });
  return { kind: 'rotated', key: to };
}

interface Draft {
  file: string;
  draft: string;
  make(from: Uint8Array, to: Uint8Array): void;
}

/** The journal first: whose key it has tells whether names have begun to change hands. */
function draftsOf(dataDir: string): Draft[] {
  const databases = [journalFile(dataDir), join(dataDir, copyFileName)].map((file): Draft => {
    const draft = `${file}.rekey`;
    return {
      file,
      draft,
      make(from, to) {
        if (existsSync(file)) draftWithKey(file, draft, from, to);
      },
    };
  });
  const echo = join(dataDir, echoName);
  const draft = `${echo}.rekey`;
  return [
    ...databases,
    { file: echo, draft, make: (from: Uint8Array, to: Uint8Array) => void draftEchoWithKey(dataDir, draft, from, to) },
    formerKeysDraft(dataDir),
  ];
}

/** `in-use` is no reason to give up, but to try again later. */
function failureOf(act: () => void, dataDir: string): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'in-use') throw error;
    return folderTrouble(error, dataDir)?.code ?? 'damaged';
  }
}

/** Held by SQLite, so that it ends with the process, however that ends. */
function lockFolder(dataDir: string): () => void {
  const file = join(dataDir, 'rotation.lock');
  const lock = openEncrypted(file, Buffer.alloc(32));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (sqliteCode(error).startsWith('SQLITE_BUSY')) throw new StoreError('in-use', `${dataDir} changes keys`, error);
    throw error;
  }
  return () => {
    lock.close();
    rmSync(file, { force: true });
  };
}

const leftBehind = /^(journal\.db\.before-\d+|(journal|copy)\.(damaged|older)-\d+\.db)$/;

/** Files that are not under the present key but under a former one: backups first, newest first, then what was set aside. */
export function filesOfFormerKeys(dataDir: string, key: Uint8Array): { file: string; from: Uint8Array }[] {
  const former = formerKeys(dataDir, key);
  if (former.length === 0) return [];
  const others = readdirSync(dataDir).filter((name) => leftBehind.test(name));
  const files = [...listBackups(dataDir).map(({ file }) => file), ...others.map((name) => join(dataDir, name))];
  removeHalfDone(dataDir);
  return files.flatMap((file) => {
    if (opensWith(file, key)) return [];
    const from = former.find((each) => opensWith(file, each));
    return from ? [{ file, from }] : [];
  });
}

function removeHalfDone(dataDir: string): void {
  for (const folder of [dataDir, backupFolder(dataDir)]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) if (/\.rekey(-\w+)?$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { aPatient, aVisit } from '../domain/test-builders.ts';
import { backupFolder, listBackups } from './backup-files.ts';
import { openStore } from './open-store.ts';
import { aChange, aDataFolder, anIntent, testKey } from './test-store.ts';
import { verifyJournal } from './verify-journal.ts';

const noon = new Date('2026-11-23T12:00:00Z');
const book = () =>
  anIntent({
    kind: 'book',
    visit: aVisit({ id: crypto.randomUUID(), version: 0 }),
    patient: aPatient({ id: crypto.randomUUID() }),
  });

type Folder = ReturnType<typeof aDataFolder>;

/** A folder whose journal was backed up in between: `before` is in the backup, `after` is not; `given` was withdrawn since. */
async function aBackedUpFolder(folder: Folder, most = 3) {
  const store = folder.open();
  const before = Array.from({ length: most }, book);
  const after = Array.from({ length: most }, book);
  const given = book();
  store.journal.append([...before, given]);
  await store.backUp(noon);
  store.journal.append(after);
  const entry = store.journal.get(given.id);
  if (!entry) throw new Error('not there');
  const audit = { author: 'Ewa', at: '2026-11-23T12:30:00Z', what: 'give-up', reason: 'twice' };
  store.journal.transition([aChange(entry, { state: 'withdrawn', audit })]);
  folder.close();
  return { file: join(folder.dataDir, 'journal.db'), before, after, given };
}

const states = (folder: Folder, ids: string[], opened = folder.open()) => ids.map((id) => opened.journal.get(id)?.state);
const idsOf = (intents: { id: string }[]) => intents.map(({ id }) => id);

describe('a backup', () => {
  test('is encrypted, readable, and holds what was there when it was made; work goes on meanwhile', async () => {
    using folder = aDataFolder();
    const store = folder.open();
    const early = book();
    store.journal.append([early]);
    const making = store.backUp(noon);
    const late = book();
    store.journal.append([late]);
    const made = await making;
    expect(made).toMatchObject({ at: '2026-11-23T12:00:00Z', n: 1 });
    expect(verifyJournal(made.file, testKey)).toMatchObject({ ok: true, head: { n: 1 } });
    expect(verifyJournal(made.file, Buffer.alloc(32, 8))).toEqual({ ok: false, why: 'unreadable' });
    expect(readFileSync(made.file).includes('Wiśniewska')).toBe(false);
    expect(store.journal.get(late.id)?.state).toBe('pending');
    expect(readdirSync(backupFolder(folder.dataDir))).toEqual([made.name]);
  });

  test('that is made does not let a second process in (POSIX locks)', async () => {
    using folder = aDataFolder();
    const store = folder.open();
    store.journal.append([book()]);
    await store.backUp(noon);
    expect(() => openStore({ dataDir: folder.dataDir, key: testKey })).toThrow('open in another process');
  });

  test('of a damaged journal is refused, the older ones stay, and the next opening restores', async () => {
    using folder = aDataFolder();
    const { file } = await aBackedUpFolder(folder, 200);
    spoilMiddle(file);
    const store = folder.open();
    if (!store.recovery) {
      await expect(store.backUp(new Date('2026-11-23T14:00:00Z'))).rejects.toMatchObject({ code: 'backup-bad' });
      expect(store.backups()).toHaveLength(1);
      folder.close();
      expect(folder.open().recovery).toMatchObject({ why: 'damaged' });
    }
    expect(folder.open().check().journalIsWhole).toBe(true);
  });
});

function spoilMiddle(file: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 8192) * 4096 + 700;
  for (let i = at; i < at + 16; i++) bytes[i] = (bytes[i] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
}

describe('I2: a journal that is damaged is restored, and nothing that was entered is lost', () => {
  const damages: [string, (file: string) => void][] = [
    ['its first page flipped', (file) => writeFileSync(file, flip(readFileSync(file), 30))],
    ['its salt flipped', (file) => writeFileSync(file, flip(readFileSync(file), 3))],
    ['cut off after a page', (file) => truncateSync(file, 4096)],
    ['cut off within a page', (file) => truncateSync(file, 10_000)],
    ['filled with zeros', (file) => writeFileSync(file, Buffer.alloc(readFileSync(file).length))],
    ['of no length', (file) => truncateSync(file, 0)],
    ['deleted', (file) => rmSync(file)],
    ['another file', (file) => writeFileSync(file, 'Zeszyt rejestracji\n'.repeat(500))],
  ];

  test.each(damages)('%s', async (_, damage) => {
    using folder = aDataFolder();
    const { file, before, after, given } = await aBackedUpFolder(folder);
    damage(file);
    const damaged = existsSync(file) ? readFileSync(file) : null;
    const store = folder.open();
    expect(store.recovery).toMatchObject({ backup: { at: '2026-11-23T12:00:00Z' }, since: '2026-11-23T12:00:00Z' });
    // What was open may have been sent after the backup: central is asked about each.
    expect(new Set(states(folder, idsOf(before), store))).toEqual(new Set(['unknown']));
    expect(new Set(states(folder, idsOf(after), store))).toEqual(new Set(['unknown']));
    expect(states(folder, [given.id], store)).toEqual(['withdrawn']);
    expect(store.recovery?.regained).toBe(after.length);
    expect(store.check()).toMatchObject({ journalIsWhole: true, auditBreak: null });
    if (damaged) expect(readFileSync(join(folder.dataDir, 'journal.damaged-1.db')).equals(damaged)).toBe(true);
    folder.close();
    const again = folder.open();
    expect(again.recovery).toBeNull();
    expect(again.check()).toMatchObject({ auditBreak: null, auditCut: null });
  });

  test('with its echo damaged too, what can still be read of the journal comes back', async () => {
    using folder = aDataFolder();
    const { file, after } = await aBackedUpFolder(folder, 200);
    rmSync(join(folder.dataDir, 'journal.echo'));
    spoilMiddle(file);
    writeFileSync(join(folder.dataDir, 'journal.suspect'), '');
    const store = folder.open();
    expect(store.recovery).toMatchObject({ why: 'damaged' });
    const regained = states(folder, idsOf(after), store).filter((state) => state !== undefined).length;
    // One page holds two or three intents.
    expect(regained).toBeGreaterThan(after.length - 10);
    expect(store.check().journalIsWhole).toBe(true);
  });

  test('a -wal that is deleted takes nothing along', async () => {
    using folder = aDataFolder();
    const store = folder.open();
    const kept = book();
    store.journal.append([kept]);
    const lost = Array.from({ length: 5 }, book);
    store.journal.append(lost);
    // journal.echo follows in the next turn of the event loop.
    await nextTurn();
    const crashed = aDataFolder();
    for (const name of ['journal.db', 'copy.db', 'journal.echo']) {
      writeFileSync(join(crashed.dataDir, name), readFileSync(join(folder.dataDir, name)));
    }
    const after = crashed.open();
    expect(after.recovery).toMatchObject({ why: 'tail-lost', backup: null });
    expect(new Set(states(crashed, idsOf([kept, ...lost]), after))).toEqual(new Set(['unknown']));
    crashed[Symbol.dispose]();
  });

  test('a flipped byte in the -wal hides nothing behind it', async () => {
    using folder = aDataFolder();
    const store = folder.open();
    const intents = Array.from({ length: 20 }, book);
    for (const intent of intents) store.journal.append([intent]);
    await nextTurn();
    const crashed = aDataFolder();
    for (const name of ['journal.db', 'journal.db-wal', 'copy.db', 'journal.echo']) {
      const bytes = readFileSync(join(folder.dataDir, name));
      writeFileSync(join(crashed.dataDir, name), name.endsWith('-wal') ? flip(bytes, Math.floor(bytes.length / 2)) : bytes);
    }
    const after = crashed.open();
    expect(after.recovery).toMatchObject({ why: 'tail-lost' });
    expect(states(crashed, idsOf(intents), after).filter((state) => state === undefined)).toEqual([]);
    expect(after.recovery?.regained).toBeGreaterThan(0);
    crashed[Symbol.dispose]();
  });

  test('an old journal.db put in its place by hand is noticed', async () => {
    using folder = aDataFolder();
    const { file, after } = await aBackedUpFolder(folder);
    const old = readFileSync(file);
    const newer = folder.open();
    const last = book();
    newer.journal.append([last]);
    folder.close();
    writeFileSync(file, old);
    const store = folder.open();
    expect(store.recovery).toMatchObject({ why: 'tail-lost', regained: 1 });
    expect(states(folder, [last.id, ...idsOf(after)], store)).not.toContain(undefined);
  });

  test('the newest backup being damaged, the one before it serves', async () => {
    using folder = aDataFolder();
    const { file, before, after } = await aBackedUpFolder(folder);
    const store = folder.open();
    const newest = await store.backUp(new Date('2026-11-23T13:00:00Z'));
    folder.close();
    writeFileSync(newest.file, flip(readFileSync(newest.file), 5000));
    writeFileSync(file, flip(readFileSync(file), 30));
    rmSync(join(folder.dataDir, 'journal.echo'));
    const restored = folder.open();
    expect(restored.recovery).toMatchObject({ backup: { at: '2026-11-23T12:00:00Z' } });
    expect(states(folder, idsOf(before), restored)).toEqual(before.map(() => 'unknown'));
    expect(after).toHaveLength(3);
  });

  test('a key that is not its key restores nothing and changes nothing', async () => {
    using folder = aDataFolder();
    const { file } = await aBackedUpFolder(folder);
    const bytes = readFileSync(file);
    expect(() => openStore({ dataDir: folder.dataDir, key: Buffer.alloc(32, 8) })).toThrow("the key is another one's");
    expect(readFileSync(file).equals(bytes)).toBe(true);
    expect(readdirSync(folder.dataDir).filter((name) => name.includes('damaged'))).toEqual([]);
    expect(listBackups(folder.dataDir)).toHaveLength(1);
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0xff;
  return changed;
}

import { expect, test } from 'vitest';
import { type BackupFile, backupName, backupsToRemove, describeBackup } from './backup-files.ts';

const every = (minutes: number, count: number, bytes = 1): BackupFile[] =>
  Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.parse('2026-11-23T12:00:00Z') - i * minutes * 60_000).toISOString();
    return { file: at, name: at, at, n: count - i, bytes };
  });

test('hourly backups of a month: 24 hours and 14 days are kept', () => {
  const all = every(60, 30 * 24);
  const removed = new Set(backupsToRemove(all));
  const kept = all.filter((backup) => !removed.has(backup));
  expect(new Set(kept.map(({ at }) => at.slice(0, 10))).size).toBe(14);
  expect(kept).toHaveLength(24 + 12);
  expect(kept[0]).toBe(all[0]);
});

test('several of one hour: the newest stays', () => {
  const all = every(10, 6);
  expect(all.filter((backup) => !backupsToRemove(all).includes(backup)).map(({ at }) => at)).toEqual([
    '2026-11-23T12:00:00.000Z',
    '2026-11-23T11:50:00.000Z',
  ]);
});

test('large ones go beyond 2 GiB, but three always stay', () => {
  const all = every(60, 10, 1024 ** 3);
  expect(all.length - backupsToRemove(all).length).toBe(3);
});

test('a name tells instant and newest audit row; whatever has another name is no backup', () => {
  expect(backupName(new Date('2026-11-23T12:00:05.700Z'), 42)).toBe('journal-20261123T120005Z-00000042.db');
  expect(describeBackup('/x/journal-20261123T120005Z-00000042.db.part')).toBeNull();
});

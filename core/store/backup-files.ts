import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A verified copy of journal.db. */
export interface BackupFile {
  file: string;
  name: string;
  /** UTC instant by this computer's clock. */
  at: string;
  /** Number of the newest audit row in it: tells which backup is newer, whatever the clock did. */
  n: number;
  bytes: number;
}

const pattern = /^journal-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d{8,})\.db$/;
const keptHours = 24;
const keptDays = 14;
/** However far back that reaches: a reception PC's disk is not ours alone. */
const mostBytes = 2 * 1024 ** 3;
/** These stay, however large. */
const alwaysKept = 3;

export const backupFolder = (dataDir: string): string => join(dataDir, 'backups');

export function backupName(now: Date, n: number): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `journal-${stamp}Z-${String(n).padStart(8, '0')}.db`;
}

/** Newest first. Only what was verified has such a name. */
export function listBackups(dataDir: string): BackupFile[] {
  const folder = backupFolder(dataDir);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => describeBackup(join(folder, name)) ?? [])
    .toSorted((a, b) => b.n - a.n || (a.at < b.at ? 1 : -1));
}

export function describeBackup(file: string): BackupFile | null {
  const match = pattern.exec(basename(file));
  if (!match) return null;
  const [, year, month, day, hours, minutes, seconds, n] = match;
  const at = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`;
  return { file, name: basename(file), at, n: Number(n), bytes: statSync(file).size };
}

/** The newest of each of the last 24 hours and of each of the last 14 days that have any; the others go. */
export function backupsToRemove(newestFirst: readonly BackupFile[]): BackupFile[] {
  const kept = new Set<BackupFile>([...newestOfEach(newestFirst, 13, keptHours), ...newestOfEach(newestFirst, 10, keptDays)]);
  let bytes = 0;
  let count = 0;
  return newestFirst.filter((backup) => {
    if (!kept.has(backup)) return true;
    bytes += backup.bytes;
    count += 1;
    return count > alwaysKept && bytes > mostBytes;
  });
}

/** `length` of the instant's text: 13 = hour, 10 = day. */
function newestOfEach(newestFirst: readonly BackupFile[], length: number, most: number): BackupFile[] {
  const periods = new Map<string, BackupFile>();
  for (const backup of newestFirst) {
    const period = backup.at.slice(0, length);
    if (!periods.has(period)) periods.set(period, backup);
  }
  return [...periods.values()].slice(0, most);
}

export function pruneBackups(dataDir: string): void {
  for (const { file } of backupsToRemove(listBackups(dataDir))) rmSync(file, { force: true });
}

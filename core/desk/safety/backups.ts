import { join } from 'node:path';
import type { BackupView, RecoveryView, SafetyView } from '../../contract/safety-views.ts';
import type { BackupFile } from '../../store/backup-files.ts';
import type { DeskStore } from '../../store/desk-store.ts';
import { type JournalRecovery, recoverySetting } from '../../store/recover-journal.ts';
import type { Clock, Timers } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';
import { whatIsMissing } from './missing-acts.ts';

const everyMs = 60 * 60_000;
const lookEveryMs = 5 * 60_000;
/** After the start, so that it does not compete with it. */
const firstLookMs = 20_000;

/** Makes a backup each hour in which something was entered. */
export interface BackupSchedule {
  failed(): string | null;
  now(): Promise<BackupView>;
  stop(): Promise<void>;
}

export interface BackupNeeds {
  store: Pick<DeskStore, 'backUp' | 'backups' | 'log'>;
  clock: Clock;
  timers: Timers;
  log(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>): void;
}

export function scheduleBackups({ store, clock, timers, log }: BackupNeeds): BackupSchedule {
  let failed: string | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let disarm = timers.after(firstLookMs, look);

  function isDue(): boolean {
    const [newest] = store.backups();
    const head = store.log.auditHead()?.n ?? 0;
    if (!newest) return true;
    // A clock that was set back must not stop backups for days.
    return head > newest.n && Math.abs(clock.now() - Date.parse(newest.at)) >= everyMs;
  }

  function look(): void {
    if (stopped) return;
    if (isDue()) running = now().catch(() => undefined);
    disarm = timers.after(lookEveryMs, look);
  }

  async function now(): Promise<BackupView> {
    try {
      const made = await store.backUp(new Date(clock.now()));
      failed = null;
      log('info', 'backup', { bytes: made.bytes, row: made.n });
      return backupView(made);
    } catch (error) {
      failed = (error as { code?: string }).code ?? 'unknown';
      log('error', 'backup-failed', { code: failed });
      throw error;
    }
  }

  return {
    failed: () => failed,
    now,
    async stop() {
      stopped = true;
      disarm();
      await running;
    },
  };
}

const backupView = ({ name, at, bytes }: BackupFile): BackupView => ({ name, at, bytes });

export async function readSafety(desk: DeskContext, dataDir: string, schedule: BackupSchedule): Promise<SafetyView> {
  return {
    backups: desk.store.backups().map(backupView),
    folder: join(dataDir, 'backups'),
    failed: schedule.failed(),
    recovery: await readRecovery(desk),
  };
}

async function readRecovery(desk: DeskContext): Promise<RecoveryView | null> {
  const recovery = desk.store.journal.readSetting(recoverySetting) as JournalRecovery | null;
  if (!recovery) return null;
  const { why, at, backup, regained, since } = recovery;
  return { why, at, backupAt: backup?.at ?? null, regained, since, missing: await whatIsMissing(desk, since) };
}

/** Somebody knows now; who it was is in the audit log. */
export function dismissRecovery(desk: DeskContext): null {
  const { journal, log } = desk.store;
  if (journal.readSetting(recoverySetting) === null) return null;
  log.note({
    at: desk.time.now(),
    author: desk.author,
    what: 'read-recovery',
    beforeRef: null,
    afterRef: null,
    reason: null,
  });
  journal.writeSetting(recoverySetting, null);
  return null;
}

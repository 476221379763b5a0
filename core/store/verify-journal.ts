import { rmSync } from 'node:fs';
import { auditChain, type ChainHead } from './audit-chain.ts';
import { openEncrypted } from './database.ts';
import { journalMigrations } from './journal-migrations.ts';

/** What a journal file is worth, found by reading it through. */
export type JournalVerdict =
  | { ok: true; version: number; head: ChainHead | null }
  /** `unreadable`: damaged, or another key's. `no-journal`: readable, but not a journal of a version known here. */
  | { ok: false; why: 'unreadable' | 'no-journal' | 'audit-broken' };

/** Opens a copy (never the journal that is in use), checks every page and the audit chain. Leaves no files beside it. */
export function verifyJournal(file: string, key: Uint8Array): JournalVerdict {
  const database = openEncrypted(file, key);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    if (database.pragma('integrity_check(1)', { simple: true }) !== 'ok') return { ok: false, why: 'unreadable' };
    const version = database.pragma('user_version', { simple: true }) as number;
    if (!journalMigrations.some((migration) => migration.version === version)) return { ok: false, why: 'no-journal' };
    const chain = auditChain(database);
    if (chain.firstBreak() !== null) return { ok: false, why: 'audit-broken' };
    return { ok: true, version, head: chain.head() };
  } catch {
    return { ok: false, why: 'unreadable' };
  } finally {
    database.close();
    for (const companion of ['-wal', '-shm']) rmSync(file + companion, { force: true });
  }
}

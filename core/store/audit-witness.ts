import type { ChainHead } from './audit-chain.ts';
import { auditChain } from './audit-chain.ts';
import { listBackups } from './backup-files.ts';
import { openEncrypted } from './database.ts';
import type { StoreCheck } from './desk-store.ts';
import type { EchoRecord } from './journal-echo.ts';
import { opensWith } from './rekey.ts';
import { formerKeys } from './rotation-file.ts';
import type { SqlJournal } from './sql-journal.ts';

/**
 * I7: the chain by itself cannot tell that its end was cut off or that all of it was written anew. journal.echo and the
 * backups noted its heads; each must still be part of it.
 */
export function checkAudit(
  journal: SqlJournal,
  echoed: readonly EchoRecord[],
  dataDir: string,
  key: Uint8Array,
): StoreCheck['auditCut'] {
  const heads: { where: string; head: ChainHead }[] = echoed.slice(-1).map((head) => ({ where: 'journal.echo', head }));
  const keys = [key, ...formerKeys(dataDir, key)];
  for (const { file, name } of listBackups(dataDir)) {
    const found = keys.find((each) => opensWith(file, each));
    const head = found && headOf(file, found);
    if (head) heads.push({ where: name, head });
  }
  const newest = journal.auditHead()?.n ?? 0;
  const lost = heads.find(({ head }) => !journal.auditHolds(head));
  return lost ? { where: lost.where, noted: lost.head.n, newest } : null;
}

function headOf(file: string, key: Uint8Array): ChainHead | null {
  const database = openEncrypted(file, key);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    return auditChain(database).head();
  } catch {
    return null;
  } finally {
    database.close();
  }
}

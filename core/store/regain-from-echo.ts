import type { JournalEcho } from './journal-echo.ts';
import { type JournalRecovery, recoverySetting } from './recover-journal.ts';
import type { SqlJournal } from './sql-journal.ts';

/**
 * After opening: is this the journal that was written last? What journal.echo knows and the journal does not is taken up
 * again, and withdrawn again. Says what happened; null = nothing did.
 */
export function regainFromEcho(
  journal: SqlJournal,
  echo: JournalEcho,
  recovered: JournalRecovery | null,
  now: Date,
): JournalRecovery | null {
  const head = echo.found.at(-1);
  // A power cut may leave the echo behind the journal, never before it: the journal is flushed first.
  const isBehind = head !== undefined && !journal.auditHolds(head);
  if (!isBehind) return recovered;
  const since = recovered?.since ?? journal.newestAuditAt() ?? now.toISOString();
  const by = { author: 'okienko', at: now.toISOString(), reason: recovered?.why ?? 'tail-lost' };
  const adopted = journal.adopt(
    echo.found.flatMap(({ intents }) => intents),
    by,
  );
  const given = echo.found.flatMap(({ withdrawn }) => withdrawn);
  const again = given
    .flatMap((id) => journal.get(id) ?? [])
    .filter(({ state }) => state !== 'withdrawn' && state !== 'confirmed');
  if (again.length > 0) {
    journal.transition(
      again.map((entry) => ({
        intentId: entry.intent.id,
        state: 'withdrawn',
        attempts: entry.attempts,
        nextAttemptAt: null,
        outcome: entry.lastOutcome,
        confirmedAt: null,
        exposed: entry.exposed,
        audit: { ...by, what: 'give-up' },
      })),
    );
  }
  // Also tells the echo where the log stands now, so that the next opening finds nothing amiss.
  journal.note({ ...by, what: 'regain', beforeRef: `audit:${head.n}`, afterRef: `intents:${adopted.length}` });
  const recovery: JournalRecovery = {
    ...(recovered ?? { why: 'tail-lost', at: by.at, backup: null, regained: 0, since }),
  };
  recovery.regained += adopted.length;
  journal.writeSetting(recoverySetting, recovery);
  return recovery;
}

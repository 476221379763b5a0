import type { CentralGateway, CentralTime, Journal, JournalEntry } from './ports.ts';
import type { Settle } from './settler.ts';
import type { WithdrawResult } from './sync-engine.ts';

export interface GiveUpNeeds {
  gateway: CentralGateway;
  journal: Journal;
  settle: Settle;
  time: CentralTime;
  reserve: (intentId: string) => Promise<() => void>;
}

/**
 * Gives an intent up for good. One that may have left this computer is voided at central first, so that a late arrival is
 * refused; when central has applied it already, it is confirmed and stays.
 */
export async function giveUp(
  { gateway, journal, settle, time, reserve }: GiveUpNeeds,
  intentId: string,
  { author, reason }: { author: string; reason: string },
): Promise<WithdrawResult> {
  const release = await reserve(intentId);
  try {
    const entry = journal.get(intentId);
    if (!entry || !isOpen(entry) || announcesRefusal(entry)) return { kind: 'not-open' };
    if (entry.exposed && entry.state !== 'parked') {
      const fate = await gateway.voidIntent(intentId);
      switch (fate.kind) {
        case 'voided':
        case 'never-seen':
        case 'refused':
          break;
        case 'applied':
          settle([{ entry, event: { kind: 'fate', fate } }]);
          return { kind: 'too-late' };
        default:
          return { kind: 'offline' };
      }
    }
    // While central was asked, the feed may have confirmed it.
    const current = journal.get(intentId);
    if (!current || !isOpen(current)) return { kind: current?.state === 'confirmed' ? 'too-late' : 'not-open' };
    const by = { author, reason, at: time.now() };
    settle([{ entry: current, event: { kind: 'give-up', ...by } }]);
    return { kind: 'withdrawn' };
  } finally {
    release();
  }

  /** The task about a refused act goes when that act is settled, not before: it is what keeps the act from being forgotten (I2). */
  function announcesRefusal({ intent: { act } }: JournalEntry): boolean {
    const refusedId = act.kind === 'open-task' ? act.task.intentId : null;
    return refusedId !== null && journal.get(refusedId)?.state === 'parked';
  }
}

function isOpen({ state }: JournalEntry): boolean {
  return state === 'pending' || state === 'unknown' || state === 'parked';
}

import type { CentralGateway, FeedPosition, Journal, JournalEntry } from './ports.ts';

/** So many known in a row, going back in time, and the rest is taken as known: a lost life of central loses its newest part. */
const knownInARow = 50;
const pageSize = 50;

export interface LostEpochNeeds {
  gateway: CentralGateway;
  journal: Journal;
  /** Central's present one. */
  epoch: string;
  /** Of the copy so far. */
  position: FeedPosition | null;
}

/**
 * Confirmed intents that central's new life may not hold (it was restored from a backup): those that the copy has never seen,
 * and those that central says it does not know, newest first. All are found before the first is sent again, so that their order
 * holds.
 */
export async function lostWithTheirEpoch(needs: LostEpochNeeds): Promise<JournalEntry[] | 'offline'> {
  const { gateway, journal, epoch, position } = needs;
  const lost = new Map<string, JournalEntry>();
  for (const entry of journal.unseen(position)) if (entry.confirmedAt?.epoch !== epoch) lost.set(entry.intent.id, entry);
  let below = Number.MAX_SAFE_INTEGER;
  let known = 0;
  while (known < knownInARow) {
    const page = journal.confirmedOutside(epoch, below, pageSize);
    for (const entry of page) {
      below = entry.confirmedAt?.event ?? 0;
      if (lost.has(entry.intent.id)) continue;
      const fate = await gateway.fateOf(entry.intent.id);
      if (fate.kind === 'applied') known += 1;
      else if (fate.kind === 'never-seen') {
        known = 0;
        lost.set(entry.intent.id, entry);
      } else return 'offline';
    }
    if (page.length < pageSize) break;
  }
  return [...lost.values()].sort((a, b) => a.place - b.place || a.sequence - b.sequence);
}

import type { FaultDesk } from '../desk/fault-desk.ts';
import type { Finding } from '../judge/judge.ts';
import type { Network } from '../world/network.ts';
import type { VirtualTime } from '../world/virtual-time.ts';

/** Longer than any wait that central or backoff may ask for. */
const longestMs = 30 * 60_000;

/** Lets time pass without faults until no desk has anything to do; what never comes to rest is a finding. */
export async function drain(time: VirtualTime, desks: FaultDesk[], network: Network): Promise<Finding[]> {
  const end = time.now() + longestMs;
  while (time.now() < end) {
    if (desks.every((desk) => unrest(desk, network) === null)) return [];
    await time.step(end - time.now());
  }
  return desks.flatMap((desk) => {
    const why = unrest(desk, network);
    return why === null ? [] : [{ kind: 'diverged' as const, what: `${desk.name} does not come to rest: ${why}` }];
  });
}

function unrest(desk: FaultDesk, network: Network): string | null {
  const context = desk.context();
  if (!context) return 'it does not run';
  const { journal, copy } = context.store;
  const open = journal.list(['pending', 'sending', 'unknown']).filter(({ stalled }) => !stalled);
  if (open.length > 0) return `${open.length} intents ${[...new Set(open.map(({ state }) => state))].join(', ')}`;
  const position = copy.position();
  if (position?.event !== network.lastEvent())
    return `it has read ${position?.event ?? 'nothing'} of ${network.lastEvent()} events`;
  return null;
}

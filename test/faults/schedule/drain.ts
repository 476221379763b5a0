import type { DeskContext } from '../../../core/desk/desk-context.ts';
import { copyEntities } from '../../../core/store/copy-schema.ts';
import { isDamage } from '../../../core/store/database.ts';
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
    if (desks.every((desk) => unrest(desk) === null)) {
      // What central did by itself (a crashed run of the waiting room made up for) was told by nobody's request.
      await network.announce();
      if (desks.every((desk) => elsewhere(desk, network) === null && isReadable(desk.context()))) return [];
    }
    await time.step(end - time.now());
  }
  return desks.flatMap((desk) => {
    const why = unrest(desk) ?? elsewhere(desk, network) ?? (isReadable(desk.context()) ? null : 'its copy is torn');
    return why === null ? [] : [{ kind: 'diverged' as const, what: `${desk.name} does not come to rest: ${why}` }];
  });
}

function unrest(desk: FaultDesk): string | null {
  const context = desk.context();
  if (!context) return 'it does not run';
  const { journal } = context.store;
  const { pending, sending, unknown } = journal.counts();
  if (sending + unknown > 0) return `${sending} intents sending, ${unknown} unknown`;
  const waiting = pending === 0 ? [] : journal.list(['pending']).filter(({ stalled }) => !stalled);
  return waiting.length > 0 ? `${waiting.length} intents pending` : null;
}

function elsewhere(desk: FaultDesk, network: Network): string | null {
  const [here, there] = [desk.context()?.store.copy.position(), network.position()];
  if (here?.epoch !== there.epoch) return 'it stands in another life of central';
  return here.event === there.event ? null : `it has read ${here.event} of ${there.event} events`;
}

/** Somebody looks at every screen, which is how a torn page of the copy is met. */
function isReadable(context: DeskContext | null): boolean {
  try {
    for (const entity of copyEntities) context?.store.read.prepare(`SELECT * FROM copy.${entity}`).all();
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

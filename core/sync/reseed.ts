import { lostWithTheirEpoch } from './lost-epoch.ts';
import type { Answer, CentralGateway, CopyStore, FeedPosition, Journal, ReseedEntity, ReseedTarget } from './ports.ts';
import type { Settle } from './settler.ts';

const pageSize = 1000;
/** Slots before visits: whoever reads the new copy finds the slot of each visit. */
const order: ReseedEntity[] = ['schedule', 'slot', 'patient', 'visit', 'task', 'setting'];

export type ReseedResult = 'done' | 'offline' | 'unauthorised' | 'stopped';

export interface ReseedNeeds {
  gateway: CentralGateway;
  copy: CopyStore;
  journal: Journal;
  settle: Settle;
  isStopped: () => boolean;
}

/**
 * Fetches the whole clinic into a new copy file while readers keep the old one: read position p, page by id, apply the events
 * after p, swap the files. Whatever goes wrong, the old copy stays.
 */
export async function reseed({ gateway, copy, journal, settle, isStopped }: ReseedNeeds): Promise<ReseedResult> {
  const start = await gateway.position();
  if (start.kind !== 'ok') return why(start);
  if (isStopped()) return 'stopped';
  const target = copy.beginReseed();
  try {
    const failure = await fetchPages(gateway, target, isStopped);
    if (failure) return abort(target, failure);
    const reached = await fetchEvents(gateway, target, start.value, isStopped);
    if (typeof reached === 'string') return abort(target, reached);
    const lost = await lostWithTheirEpoch({ gateway, journal, epoch: reached.epoch, position: copy.position() });
    if (lost === 'offline' || isStopped()) return abort(target, isStopped() ? 'stopped' : 'offline');
    settle(lost.map((entry) => ({ entry, event: { kind: 'epoch-lost' } })));
    journal.enterEpoch(reached.epoch);
    target.commit(reached);
    return 'done';
  } catch (error) {
    target.abort();
    throw error;
  }
}

/** The next page is asked for before this one is written: central reads while the desk writes. */
async function fetchPages(gateway: CentralGateway, target: ReseedTarget, isStopped: () => boolean): Promise<ReseedResult | null> {
  for (const entity of order) {
    let asked: ReturnType<CentralGateway['page']> | null = gateway.page(entity, null, pageSize);
    while (asked !== null) {
      const answer: Awaited<ReturnType<CentralGateway['page']>> = await asked;
      if (isStopped()) return 'stopped';
      if (answer.kind !== 'ok') return why(answer);
      asked = answer.value.next === null ? null : gateway.page(entity, answer.value.next, pageSize);
      target.put(answer.value.rows);
    }
  }
  return null;
}

/** What changed while the pages were read. */
async function fetchEvents(
  gateway: CentralGateway,
  target: ReseedTarget,
  start: FeedPosition,
  isStopped: () => boolean,
): Promise<FeedPosition | ReseedResult> {
  let position = start;
  for (;;) {
    const answer = await gateway.events(position, pageSize);
    if (isStopped()) return 'stopped';
    if (answer.kind !== 'ok') return why(answer);
    // Central began yet another life meanwhile: all that was read is of the last one.
    if (answer.value.kind === 'reseed' || answer.value.epoch !== position.epoch) return 'offline';
    const events = answer.value.events.filter(({ event }) => event > position.event);
    target.applyEvents(events);
    position = { epoch: position.epoch, event: events.at(-1)?.event ?? position.event };
    if (position.event >= answer.value.last || events.length === 0) return position;
  }
}

function abort(target: ReseedTarget, result: ReseedResult): ReseedResult {
  target.abort();
  return result;
}

function why(answer: Exclude<Answer<unknown>, { kind: 'ok' }>): ReseedResult {
  return answer.kind === 'unauthorised' ? 'unauthorised' : 'offline';
}

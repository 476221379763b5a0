import type { DeskTask } from '../domain/task.ts';
import { backoffMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import { withoutGaps } from './event-gap.ts';
import type {
  CentralGateway,
  CentralTime,
  CopyStore,
  FeedChange,
  FeedEvent,
  FeedPage,
  FeedPosition,
  Journal,
  JournalEntry,
  SlotNews,
  Timers,
} from './ports.ts';
import { refusalTaskId } from './refusal-task.ts';
import type { ReseedResult } from './reseed.ts';
import type { Happening, Settle } from './settler.ts';
import { nameOf, type SyncLog } from './sync-log.ts';

/** Of one request. */
const pageSize = 100;
/** Written in one go, in which nobody else is served. */
const eventsAtOnce = 20;
/** With an open WebSocket this only catches a notice that got lost. */
const pollWithNoticesMs = 30_000;
const pollMs = 5_000;
/** A gap that central does not fill is not waited for for ever. */
const gapsBeforeReseed = 3;

export interface FeedNeeds {
  gateway: CentralGateway;
  copy: CopyStore;
  journal: Journal;
  settle: Settle;
  connection: Connection;
  time: CentralTime;
  timers: Timers;
  random: () => number;
  reseed: () => Promise<ReseedResult>;
  onAsOf: (instant: string) => void;
  /** I8. */
  onSlots: (news: SlotNews[]) => void;
  /** All that are kept at the moment. */
  onHeldSlots: (held: SlotNews[]) => void;
  log: SyncLog;
}

export interface Feed {
  start(): void;
  /** Fetches until nothing is missing or central cannot be reached; one fetch at a time. */
  pull(): Promise<void>;
  /** Central has events up to this number. */
  notice(last: number): void;
  stop(): Promise<void>;
}

/** Brings central's changes into the copy, by number, and confirms the intents that caused them. */
export function feed(needs: FeedNeeds): Feed {
  const { gateway, copy, journal, settle, connection, time, timers, random, reseed, onAsOf, onSlots, onHeldSlots, log } = needs;
  let pulling: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let failures = 0;
  /** Whether the refused intents are in keeping with the copy's tasks: not before the first look, nor after a reseed. */
  let hasCompared = false;
  /** Whether it is known who keeps which slots: not before the first look, nor after a reseed. */
  let knowsHolds = false;
  let gaps = 0;
  let noticesOpen = false;
  let disarm: () => void = () => undefined;
  let stopListening: () => void = () => undefined;
  let disarmListening: () => void = () => undefined;
  let listenFailures = 0;
  /** Number of the present listening: an older one is not heard any more. */
  let listening = 0;

  /** One call at a time; whoever comes meanwhile gets one more round. */
  function pull(): Promise<void> {
    if (stopped) return Promise.resolve();
    if (pulling !== null) {
      again = true;
      return pulling;
    }
    disarm();
    pulling = rounds().finally(() => {
      pulling = null;
      if (!stopped) arm();
    });
    return pulling;
  }

  async function rounds(): Promise<void> {
    do {
      again = false;
      failures = (await caughtUp()) ? 0 : failures + 1;
    } while (again && !stopped && failures === 0);
  }

  /** A copy that cannot be written (a full disk) is tried again like a lost connection. */
  async function caughtUp(): Promise<boolean> {
    try {
      return await catchUp();
    } catch (error) {
      log('feed-failed', { error: nameOf(error) });
      return false;
    }
  }

  /** true: the copy is as central was at the start of the last request. */
  async function catchUp(): Promise<boolean> {
    for (;;) {
      if (stopped) return true;
      const since = copy.position();
      const askedAt = time.now();
      if (!since) return renew();
      if (!hasCompared) comparePassedOver();
      const answer = await gateway.events(since, pageSize);
      if (stopped) return true;
      if (answer.kind !== 'ok') {
        connection.report(answer.kind === 'unauthorised' ? 'unauthorised' : 'offline');
        return false;
      }
      if (answer.value.kind === 'reseed' || answer.value.epoch !== since.epoch) return renew();
      connection.report('online');
      const reached = await apply(answer.value, since);
      if (stopped) return true;
      if (reached >= answer.value.last) {
        gaps = 0;
        onAsOf(askedAt);
        if (!knowsHolds) await learnHolds();
        return true;
      }
      if (reached > since.event) continue;
      gaps += 1;
      if (gaps < gapsBeforeReseed) return false;
      gaps = 0;
      return renew();
    }
  }

  /**
   * Journal first, then copy: an event counts as read when both have it, so that neither a crash between them nor a journal
   * that cannot be written makes anybody forget what it said of an intent. Until the copy has it too, the intent is shown
   * as sent. Page by page in parts, between which screens are answered. Answers the event reached.
   */
  async function apply(page: Extract<FeedPage, { kind: 'events' }>, since: FeedPosition): Promise<number> {
    const events = withoutGaps(page.events, since.event);
    let reached = since.event;
    for (let from = 0; from < events.length; from += eventsAtOnce) {
      if (from > 0) await turn();
      if (stopped) return reached;
      const part = events.slice(from, from + eventsAtOnce);
      settle([...confirmations(part, page.epoch), ...closedElsewhere(part)]);
      reached = part.at(-1)?.event ?? reached;
      copy.applyEvents(page.epoch, part, reached);
      onSlots(part.flatMap(({ slots }) => slots ?? []));
    }
    return reached;
  }

  const turn = () =>
    new Promise<void>((resolve) => {
      timers.after(0, resolve);
    });

  function confirmations(events: FeedEvent[], epoch: string): Happening[] {
    return events.flatMap(({ event, intentId, changes }) => {
      const entry = intentId === null ? null : journal.get(intentId);
      if (!entry) return [];
      const versions = Object.fromEntries(changes.flatMap(versionEntry));
      return [{ entry, event: { kind: 'seen', position: { epoch, event }, versions } as const }];
    });
  }

  /** A task about a refused intent of this desk was closed, here or at another desk: that settles the intent too. */
  function closedElsewhere(events: FeedEvent[]): Happening[] {
    const tasks = events.flatMap(({ changes }) => changes.flatMap(({ entity, row }) => (entity === 'task' && row ? [row] : [])));
    const newest = new Map(tasks.map((task) => [task.id, task]));
    return [...newest.values()].flatMap((task) => {
      const entry = task.intentId === null ? null : journal.get(task.intentId);
      return entry && task.id === refusalTaskId(entry.intent.id) ? givenUp(entry, task) : [];
    });
  }

  function givenUp(entry: JournalEntry, task: DeskTask | null): Happening[] {
    if (entry.state !== 'parked' || task?.state !== 'done') return [];
    const by = { author: task.closedBy ?? '', at: task.closedAt ?? time.now(), reason: task.resolution ?? '' };
    return [{ entry, event: { kind: 'give-up', ...by } }];
  }

  /** Tasks that were closed in events that nobody read: a reseed passes them over. */
  function comparePassedOver(): void {
    settle(journal.list(['parked']).flatMap((entry) => givenUp(entry, copy.task(refusalTaskId(entry.intent.id)))));
    hasCompared = true;
  }

  /** I8: what was kept before this program started. Between two looks at the feed, so that no later news is overruled. */
  async function learnHolds(): Promise<void> {
    const held = await gateway.heldSlots();
    if (stopped || held.kind !== 'ok') return;
    knowsHolds = true;
    onHeldSlots(held.value);
  }

  async function renew(): Promise<boolean> {
    hasCompared = false;
    knowsHolds = false;
    const result = await reseed();
    if (result === 'stopped') return false;
    connection.report(result === 'done' ? 'online' : result);
    if (result !== 'done') return false;
    comparePassedOver();
    await learnHolds();
    return true;
  }

  function arm(): void {
    disarm();
    const waiting = failures > 0 ? backoffMs(failures, random()) : noticesOpen ? pollWithNoticesMs : pollMs;
    disarm = timers.after(waiting, () => void pull());
  }

  function listen(): void {
    disarmListening();
    stopListening();
    listening += 1;
    const mine = listening;
    stopListening = gateway.listen({
      onNotice(last) {
        if (mine === listening) notice(last);
      },
      onState(open) {
        if (stopped || mine !== listening) return;
        const changed = open !== noticesOpen;
        noticesOpen = open;
        if (open) listenFailures = 0;
        else listenAgain();
        if (changed) void pull();
      },
    });
  }

  function listenAgain(): void {
    disarmListening();
    listenFailures += 1;
    disarmListening = timers.after(backoffMs(listenFailures, random()), listen);
  }

  function notice(last: number): void {
    if (stopped || last <= (copy.position()?.event ?? 0)) return;
    void pull();
  }

  return {
    start() {
      listen();
      void pull();
    },
    pull,
    notice,
    async stop() {
      stopped = true;
      disarm();
      disarmListening();
      listening += 1;
      stopListening();
      await pulling;
    },
  };
}

function versionEntry({ entity, key, row }: FeedChange): [string, number][] {
  return row && 'version' in row ? [[`${entity}:${key}`, row.version]] : [];
}

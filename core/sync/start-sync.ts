import type { Intent } from '../domain/intent.ts';
import { centralTime } from './central-time.ts';
import { connection } from './connection.ts';
import { feed } from './feed.ts';
import { giveUp } from './give-up.ts';
import { targetKey } from './intent-target.ts';
import { outbox } from './outbox.ts';
import type { CentralGateway, Clock, CopyStore, Journal, StoreChange, Timers } from './ports.ts';
import { type ReseedResult, reseed } from './reseed.ts';
import { closingIntents, settler } from './settler.ts';
import { slotHolds } from './slot-holds.ts';
import type { SyncEngine, SyncStatus } from './sync-engine.ts';
import type { SyncLog } from './sync-log.ts';

const policyEveryMs = 60 * 60_000;
const asOfEveryMs = 30_000;
/** A request that hangs for longer than this at the end is left to the next start, which asks what became of it. */
const stopWithinMs = 5_000;

export interface SyncNeeds {
  gateway: CentralGateway;
  store: { copy: CopyStore; journal: Journal; onChange(listener: (change: StoreChange) => void): () => void };
  clock: Clock;
  timers: Timers;
  /** In [0, 1). */
  random: () => number;
  log: SyncLog;
  /** Named as the origin of the tasks that refused intents of this desk open. */
  deskId: string;
  /** How central names this desk; by it the desk knows its own holds (I8). */
  clientId?: string;
}

/** Starts at once: what an earlier run left `sending` is `unknown` now, the feed listens, the outbox sends. */
export function startSync({ gateway, store, clock, timers, random, log, deskId, clientId = deskId }: SyncNeeds): SyncEngine {
  const { copy, journal } = store;
  const time = centralTime({ clock, gateway, journal });
  const reach = connection();
  const holds = slotHolds({ own: clientId, time, timers });
  const settle = settler({ journal, copy, clock, time, random, deskId });
  const statusListeners = new Set<(status: SyncStatus) => void>();
  let isStopped = false;
  let seeding = false;
  let asOf = copy.asOf();
  let asOfSavedAt = clock.now();
  let policyAt = Number.NEGATIVE_INFINITY;
  let shown = '';
  let pumpIsDue = false;

  const out = outbox({
    gateway,
    journal,
    settle,
    connection: reach,
    clock,
    timers,
    random,
    log,
    onApplied: ({ position }) => {
      if (position.epoch !== copy.position()?.epoch) void incoming.pull();
      else incoming.notice(position.event);
    },
  });
  const incoming = feed({
    gateway,
    copy,
    journal,
    settle,
    connection: reach,
    time,
    timers,
    random,
    reseed: seed,
    onAsOf,
    onSlots: holds.heard,
    onHeldSlots: holds.learn,
    log,
  });

  async function seed(): Promise<ReseedResult> {
    seeding = true;
    announce();
    try {
      const result = await reseed({ gateway, copy, journal, settle, isStopped: () => isStopped });
      log('reseed', { result, event: copy.position()?.event ?? 0 });
      return result;
    } finally {
      seeding = false;
      if (!isStopped) announce();
    }
  }

  function onAsOf(instant: string): void {
    asOf = instant;
    if (isOver(asOfSavedAt, asOfEveryMs)) {
      asOfSavedAt = clock.now();
      copy.saveAsOf(instant);
    }
    if (isOver(policyAt, policyEveryMs)) void fetchPolicy();
    announce();
  }

  /** A clock that was set back must not make anything wait for days. */
  function isOver(since: number, ms: number): boolean {
    return Math.abs(clock.now() - since) >= ms;
  }

  async function fetchPolicy(): Promise<void> {
    policyAt = clock.now();
    const answer = await gateway.policy();
    if (isStopped) return;
    if (answer.kind === 'ok') copy.savePolicy(answer.value);
    else policyAt = Number.NEGATIVE_INFINITY;
  }

  function status(): SyncStatus {
    const { pending, sending, unknown, parked } = journal.counts();
    return {
      connection: seeding ? 'seeding' : reach.state(),
      confirmedAsOf: asOf,
      queue: { waiting: pending, sending, unknown, refused: parked },
      clockOffsetMs: time.offsetMs(),
    };
  }

  function announce(): void {
    const now = status();
    const text = JSON.stringify(now);
    if (text === shown) return;
    shown = text;
    for (const listener of statusListeners) listener(now);
  }

  /** Appends come in bursts and from within our own transitions: one look after each burst. */
  const unsubscribe = store.onChange((change) => {
    if (change.kind !== 'queue' || pumpIsDue || isStopped) return;
    pumpIsDue = true;
    void Promise.resolve().then(() => {
      pumpIsDue = false;
      if (isStopped) return;
      out.pump();
      announce();
    });
  });
  reach.onChange((state) => {
    log('connection', { state });
    announce();
  });

  settle(journal.list(['sending']).map((entry) => ({ entry, event: { kind: 'found-sending' } })));
  incoming.start();
  out.pump();

  return {
    time,
    holds,
    status,
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    onChange: (listener) => store.onChange(listener),
    async kick() {
      out.resume();
      await incoming.pull();
      out.pump();
    },
    async retry(intentId, { newIntentId, author }) {
      const entry = journal.get(intentId);
      if (entry?.state === 'parked') {
        const at = time.now();
        const anew: Intent = {
          ...entry.intent,
          id: newIntentId,
          supersedes: intentId,
          seenVersion:
            entry.intent.act.kind === 'book' ? null : (copy.versionOf(targetKey(entry.intent.act)) ?? entry.intent.seenVersion),
          author,
          at,
        };
        const [written] = journal.append([anew, ...closingIntents(journal, copy, entry.intent, 'fixed', author, at)]);
        return written ? { kind: 'replaced', intentId: newIntentId } : { kind: 'not-open' };
      }
      if (entry?.state !== 'pending' && entry?.state !== 'unknown') return { kind: 'not-open' };
      out.resume();
      return { kind: 'sent-now', intentId };
    },
    withdraw: (intentId, by) => giveUp({ gateway, journal, settle, time, reserve: out.reserve }, intentId, by),
    async stop() {
      isStopped = true;
      holds.stop();
      unsubscribe();
      const ended = Promise.all([incoming.stop(), out.stop()]);
      let disarm: () => void = () => undefined;
      await Promise.race([ended, new Promise<void>((resolve) => (disarm = timers.after(stopWithinMs, resolve)))]);
      disarm();
      out.abandon();
      if (asOf) copy.saveAsOf(asOf);
    },
  };
}

import { backoffMs, longestWaitMs } from './backoff.ts';
import type { Connection } from './connection.ts';
import type { Consequence } from './intent-state.ts';
import { targetKey } from './intent-target.ts';
import { backlogFrom, batchLanes, batchSize, planSends } from './plan-sends.ts';
import type { CentralGateway, Clock, IntentFate, Journal, JournalEntry, Outcome, Timers } from './ports.ts';
import { sendingGate } from './sending-gate.ts';
import type { Settle } from './settler.ts';
import { nameOf, type SyncLog } from './sync-log.ts';

const lanes = 4;
const writeAgainMs = 5_000;

export type Applied = Extract<Outcome, { kind: 'applied' }>;

export interface OutboxNeeds {
  gateway: CentralGateway;
  journal: Journal;
  settle: Settle;
  connection: Connection;
  clock: Clock;
  timers: Timers;
  random: () => number;
  log: SyncLog;
  /** Central applied something: the feed will bring it. */
  onApplied: (outcome: Applied) => void;
}

export interface Outbox {
  /** Sends what is ready and asks about what is unknown, as far as lanes, pause and hold allow. Harmless at any time. */
  pump(): void;
  /** Someone signed in, or asked to try now. */
  resume(): void;
  /** Keeps an intent from being sent or asked about; resolves when nothing of it is in flight, with the way to end that. */
  reserve(intentId: string): Promise<() => void>;
  /** Begins nothing more; resolves when what was in flight is in the journal. */
  stop(): Promise<void>;
  /** Answers that still come are dropped: the journal may be closed. */
  abandon(): void;
}

/**
 * Sends intents in order (first in, first out per key; the journal knows which are ready) and finds out what became of those
 * whose answer was lost. It decides nothing about states: `nextStep` does.
 */
export function outbox(needs: OutboxNeeds): Outbox {
  const { gateway, journal, settle, connection, clock, timers, random, log, onApplied } = needs;
  const gate = sendingGate();
  /** By intent id: requests without an answer yet. */
  const flights = new Map<string, Promise<void>>();
  const reserved = new Set<string>();
  let singles = 0;
  let asks = 0;
  let batches = 0;
  let phase: 'running' | 'stopping' | 'abandoned' = 'running';
  let disarm: () => void = () => undefined;

  connection.onChange((state) => {
    if (state !== 'online' || phase !== 'running') return;
    gate.open();
    journal.wake();
    pump();
  });

  function pump(): void {
    if (phase !== 'running' || gate.isPaused()) return;
    const now = clock.now();
    try {
      if (gate.isOpen(now)) {
        const by = dueBy(now);
        ask(by);
        send(by);
      }
      arm(now);
    } catch (error) {
      log('journal-write-failed', { error: nameOf(error) });
      disarm();
      disarm = timers.after(writeAgainMs, pump);
    }
  }

  /** All times that are written down come at once when somebody has set the clock back: nobody waits for days again. */
  function dueBy(now: number): number {
    const next = journal.nextDue();
    return next !== null && next - now > longestWaitMs ? Number.MAX_SAFE_INTEGER : now;
  }

  function send(by: number): void {
    // While the connection is in doubt one request probes; the others follow when it is answered.
    const free = gate.isProbing() ? 1 - flights.size : lanes - singles;
    const batchFree = batches < batchLanes && !gate.isProbing();
    if (free <= 0 && !batchFree) return;
    // Read no more than may go: beside the Bundles that are under way, a backlog is only looked at for its newest act.
    const limit = (batchFree ? batchSize : backlogFrom) + lanes + reserved.size;
    const oldest = journal.ready(by, limit);
    const newest = oldest.length < limit ? null : journal.newestReady(by);
    const ready = [...oldest, ...(newest ? [newest] : [])].filter(({ intent }) => !reserved.has(intent.id));
    const { single, batch } = planSends(ready, Math.max(free, 0), batchFree);
    if (single.length + batch.length === 0) return;
    const singleItems = single.map(itemOf);
    const batchItems = batch.map(itemOf);
    settle([...single, ...batch].map((entry) => ({ entry, event: { kind: 'send' } })));
    for (const { intent, ifMatch } of singleItems) {
      singles += 1;
      fly(
        [intent.id],
        async () => [await gateway.send(intent, ifMatch)],
        () => {
          singles -= 1;
        },
      );
    }
    if (batchItems.length > 0) {
      batches += 1;
      const ids = batchItems.map(({ intent }) => intent.id);
      fly(
        ids,
        () => gateway.sendBatch(batchItems),
        () => {
          batches -= 1;
        },
      );
    }
  }

  function ask(by: number): void {
    for (const { intent } of journal.doubtful(by, lanes + flights.size + reserved.size)) {
      if (asks >= lanes || flights.has(intent.id) || reserved.has(intent.id)) continue;
      asks += 1;
      const life = journal.entered();
      const flight = gateway
        .fateOf(intent.id)
        .catch(() => ({ kind: 'offline' }) as const)
        .then((fate) => {
          asks -= 1;
          return land([intent.id], () => settleFate(intent.id, fate, life));
        });
      flights.set(intent.id, flight);
    }
  }

  /** The gateway promises not to throw; if it does, nobody knows what central has. */
  function fly(ids: string[], request: () => Promise<Outcome[]>, landed: () => void): void {
    const life = journal.entered();
    const flight = request()
      .catch((): Outcome[] => [])
      .then((outcomes) => {
        landed();
        return land(ids, () => settleAnswers(ids, outcomes, life));
      });
    for (const id of ids) flights.set(id, flight);
  }

  /** An answer that cannot be written (a full disk) is kept and written later; meanwhile its intents count as in flight. */
  function land(ids: string[], write: () => void): void | Promise<void> {
    if (phase === 'abandoned') return;
    try {
      write();
    } catch (error) {
      log('journal-write-failed', { error: nameOf(error) });
      return new Promise<void>((resolve) => {
        timers.after(writeAgainMs, resolve);
      }).then(() => land(ids, write));
    }
    for (const id of ids) flights.delete(id);
    // After a Bundle's answers screens are asked first: writing them and preparing the next is work for two turns.
    if (ids.length > 1) timers.after(0, pump);
    else pump();
  }

  function settleAnswers(ids: string[], outcomes: Outcome[], life: string | null): void {
    const answers = ids.map((id, i): [JournalEntry | null, Outcome] => [journal.get(id), trusted(outcomes[i], life)]);
    follow(settle(answers.flatMap(([entry, outcome]) => (entry ? [{ entry, event: { kind: 'answer', outcome } }] : []))));
    if (outcomes.some(({ kind }) => kind === 'applied' || kind === 'refused')) heard();
    const applied = outcomes.filter((outcome) => outcome.kind === 'applied');
    const newest = applied.toSorted((a, b) => a.position.event - b.position.event).at(-1);
    if (newest) onApplied(newest);
  }

  function trusted(outcome: Outcome | undefined, life: string | null): Outcome {
    return outcome && !isOver(outcome, life) ? outcome : { kind: 'unknown' };
  }

  /**
   * An answer from a life of central that is over says nothing about the present one. `life`: which one the copy stood in when it
   * was asked for; when the copy has entered another one since, the answer may be of one in between, which the journal never met.
   */
  function isOver(answer: Outcome | IntentFate | { kind: 'offline' }, life: string | null): boolean {
    if (answer.kind !== 'applied') return false;
    const { epoch } = answer.position;
    const now = journal.entered();
    return journal.hasLeft(epoch) || (now !== life && now !== epoch);
  }

  function settleFate(id: string, answer: IntentFate | { kind: 'offline' }, life: string | null): void {
    const fate = isOver(answer, life) ? ({ kind: 'offline' } as const) : answer;
    const entry = journal.get(id);
    if (entry) follow(settle([{ entry, event: { kind: 'fate', fate } }]));
    if (fate.kind === 'applied' || fate.kind === 'refused' || fate.kind === 'never-seen' || fate.kind === 'voided') heard();
    if (fate.kind === 'applied') onApplied(fate);
  }

  /** Central spoke. */
  function heard(): void {
    gate.succeeded();
    connection.report('online');
  }

  function follow(consequences: Consequence[]): void {
    if (consequences.some(({ kind }) => kind === 'pause')) {
      gate.pause();
      connection.report('unauthorised');
    }
    // The answers of one Bundle are one failure.
    const holds = consequences.filter((consequence) => consequence.kind === 'hold');
    const longest = holds.toSorted((a, b) => a.ms - b.ms).at(-1);
    if (!longest) return;
    if (longest.why === 'throttled') gate.throttle(clock.now() + longest.ms);
    else gate.failed((failures) => clock.now() + backoffMs(failures, random()));
    if (longest.why === 'unreachable' || gate.failures() > 1) connection.report('offline');
  }

  /** Armed unconditionally: whatever waits for a time is looked at when the time comes. */
  function arm(now: number): void {
    disarm();
    disarm = () => undefined;
    const times = [gate.opensAt(), journal.nextDue()].filter((at) => at !== null && at > now) as number[];
    if (times.length > 0) disarm = timers.after(Math.min(...times.map((at) => at - now), longestWaitMs), pump);
  }

  /**
   * With central's version that the act must meet: from the verdict on its base when it builds on an act of our own, which is
   * newer than what the person saw; otherwise what was seen. 0 is a thing that central does not know.
   */
  function itemOf({ intent, baseId }: JournalEntry): { intent: JournalEntry['intent']; ifMatch: number | null } {
    // Merged at central: a colleague's call log must not make a closing stale.
    if (intent.act.kind === 'close-task' || intent.act.kind === 'change-task') return { intent, ifMatch: null };
    const verdict = baseId === null ? null : journal.get(baseId)?.lastOutcome;
    const fromBase = verdict?.kind === 'applied' ? verdict.versions[targetKey(intent.act)] : undefined;
    return { intent, ifMatch: fromBase ?? (intent.seenVersion || null) };
  }

  return {
    pump,
    resume() {
      gate.open();
      journal.wake();
      pump();
    },
    async reserve(intentId) {
      reserved.add(intentId);
      await flights.get(intentId);
      return () => {
        reserved.delete(intentId);
        pump();
      };
    },
    async stop() {
      phase = phase === 'running' ? 'stopping' : phase;
      disarm();
      await Promise.all(flights.values());
    },
    abandon() {
      phase = 'abandoned';
      disarm();
    },
  };
}

import { addMinutes, localDateOf } from '../../core/domain/time.ts';
import type { Forecast } from '../../core/domain/waiting-entry.ts';
import type { Candidate } from '../../core/domain/waiting-room/candidate.ts';
import { type Forecaster, forecaster } from '../../core/domain/waiting-room/forecaster.ts';
import type { Queryable } from '../db/database.ts';
import { waitingCandidates } from './candidates.ts';
import { openSlots } from './open-slots.ts';
import { type PassContext, rulesOf } from './serve-freed.ts';

interface ForecastNeeds {
  database: Queryable;
  context(): Promise<PassContext>;
  /** Central's instant. */
  now(): string;
  onFault(error: unknown): void;
  /** Other than usual. */
  patienceMs?: number;
}

interface Reckoned {
  forecaster: Forecaster;
  asOf: string;
  /** What had changed here when it was begun. */
  change: number;
  /** Of the machine's clock. */
  endedMs: number;
  tookMs: number;
  isLarge: boolean;
}

/** Requests are answered in between. */
async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** With more slots and patients than this, questions do not wait for a new run: they get the last one, which says as of when it is. */
const mostAtOnce = 20_000;
/** Other processes change the same queue, and none of them tells: so old at most, as long as it is small. */
const freshMs = 1_000;
/** A large one is renewed aside: so many times its own length, it rests at least. */
const restTimes = 10;
/** Who asks before the first run of a large queue has ended waits so long, and is told that it is being reckoned. */
const patienceMs = 1_500;
/** By central's clock; who moves it by more asks about another day. */
const sameTimeMs = 15 * 60_000;

/**
 * R25: forecasts from one run of the queue over all published slots, also beyond the window, as if nobody else came. The run is kept
 * while nothing has changed; a page that asks for fifty patients costs one.
 */
export class Forecasts {
  readonly #needs: ForecastNeeds;
  #last: Reckoned | null = null;
  #running: Promise<Reckoned> | null = null;
  #changes = 0;
  /** Runs made so far. */
  runs = 0;

  constructor(needs: ForecastNeeds) {
    this.#needs = needs;
  }

  /** This process has changed something that forecasts may depend on. */
  changed(): void {
    this.#changes += 1;
  }

  /** At the start, so that the first who asks finds one. */
  warm(): void {
    this.#run().catch(this.#needs.onFault);
  }

  /** `candidate` may be in the queue already, or think of entering it. null = it is being reckoned and takes a while. */
  async for(candidate: Candidate): Promise<Forecast | null> {
    const reckoned = await this.#soon();
    if (reckoned === null) return null;
    const { forecaster: run, asOf } = reckoned;
    const slot = run.slotFor(candidate);
    return { date: slot === null ? null : localDateOf(slot.startsAt), asOf };
  }

  /** Waits for a run that is going on. */
  async stop(): Promise<void> {
    await this.#running?.catch(() => undefined);
  }

  async #soon(): Promise<Reckoned | null> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, this.#needs.patienceMs ?? patienceMs, null);
    });
    const current = this.#current();
    // Nobody may be left to hear of its failure.
    current.catch(() => undefined);
    try {
      return await Promise.race([current, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #current(): Promise<Reckoned> {
    const wanted = this.#changes;
    const last = this.#last;
    if (last !== null && this.#isSameTime(last)) {
      const age = performance.now() - last.endedMs;
      if (last.change >= wanted && age < freshMs) return last;
      if (last.isLarge) {
        if (age > restTimes * last.tookMs) this.#run().catch(this.#needs.onFault);
        return last;
      }
    }
    const made = await this.#run();
    // It may have begun before the change that this question is about.
    return made.change >= wanted && this.#isSameTime(made) ? made : this.#run();
  }

  #isSameTime({ asOf }: Reckoned): boolean {
    return Math.abs(Date.parse(this.#needs.now()) - Date.parse(asOf)) < sameTimeMs;
  }

  #run(): Promise<Reckoned> {
    this.#running ??= this.#reckon().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #reckon(): Promise<Reckoned> {
    const { database, context } = this.#needs;
    const change = this.#changes;
    const began = performance.now();
    this.runs += 1;
    const facts = await context();
    const { now, policy, places } = facts;
    const from = addMinutes(now, policy.shortNoticeHours * 60);
    const query = { now, from, to: null, clinicCodes: null, clinicIds: null, which: 'all' as const };
    const slots = await openSlots(database, query, places);
    const candidates = await waitingCandidates(database);
    const run = await inTurns(forecaster(candidates, slots, rulesOf(facts, null)));
    const isLarge = slots.length + candidates.length > mostAtOnce;
    const endedMs = performance.now();
    this.#last = { forecaster: run, asOf: now, change, endedMs, tookMs: endedMs - began, isLarge };
    return this.#last;
  }
}

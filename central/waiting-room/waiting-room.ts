import type { Policy } from '../../core/domain/policy.ts';
import { addDays, localDateOf } from '../../core/domain/time.ts';
import type { Place } from '../../core/domain/waiting-room/candidate.ts';
import type { Database } from '../db/database.ts';
import { dailyRun } from './daily-run.ts';
import { Forecasts } from './forecasts.ts';
import { clinicPlaces } from './open-slots.ts';
import { type PassContext, readOpenedTo, serveFreed } from './serve-freed.ts';
import { townCentre } from './town-centre.ts';

export interface WaitingRoomNeeds {
  database: Database;
  policy: Policy;
  now(): string;
  newId(): string;
  /** After commit: streams that have grown. */
  announce(events: { clinicId: string; number: number }[]): void;
  onFault(error: unknown): void;
}

const sweepMs = 1_000;
/** A live request waits this long for the run that opens the day; then it sees the window as it was (R22). */
const patienceMs = 2_000;

/**
 * The waiting room at work (R20–R34). Acts that free a slot or make an entry mark it in their own transaction; `serve` looks
 * at what is marked. Whatever a crash leaves marked is served by the next sweep of any central process.
 */
export class WaitingRoom {
  readonly #needs: WaitingRoomNeeds;
  /** R25. */
  readonly forecasts: Forecasts;
  #openedTo: string | null = null;
  #opening: Promise<void> | null = null;
  #serving: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #sweep: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> | null = null;

  constructor(needs: WaitingRoomNeeds) {
    this.#needs = needs;
    const { database, now, onFault } = needs;
    this.forecasts = new Forecasts({ database, context: () => this.context(), now, onFault });
  }

  async start(): Promise<void> {
    this.#openedTo = await readOpenedTo(this.#needs.database);
    await this.livePolicy();
    this.forecasts.warm();
    this.#sweep = setInterval(() => {
      this.#sweeping ??= this.#sweepOnce().finally(() => {
        this.#sweeping = null;
      });
    }, sweepMs);
  }

  async stop(): Promise<void> {
    if (this.#sweep) clearInterval(this.#sweep);
    await Promise.allSettled([this.#sweeping, this.#opening, this.#serving, this.#next, this.forecasts.stop()]);
  }

  /**
   * The policy as live search and live booking have it now: the window reaches to the last day that has been opened (R22).
   * Runs the opening when the day has moved, and ends holds whose time is up (R33).
   */
  async livePolicy(): Promise<Policy> {
    const { policy, now, onFault } = this.#needs;
    const today = localDateOf(now());
    if (this.#isBehind(today)) {
      this.#opening ??= this.#open().finally(() => {
        this.#opening = null;
      });
      const late = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
      await Promise.race([this.#opening.catch(onFault), late]);
    }
    const days = this.#openedTo === null ? -1 : daysBetween(today, this.#openedTo);
    return days >= policy.searchWindowDays ? policy : { ...policy, searchWindowDays: Math.max(days, -1) };
  }

  /** R33: looks at everything that has become free or was entered. Ends when what was marked before the call is served. */
  serve(): Promise<void> {
    if (this.#serving === null) return this.#begin();
    this.#next ??= this.#serving
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.#begin();
      });
    return this.#next;
  }

  /** Facts that a pass needs now. */
  async context(): Promise<PassContext> {
    const { policy, now, newId, database } = this.#needs;
    const places: Map<string, Place> = await clinicPlaces(database);
    return { now: now(), policy, newId, places, townCentre: townCentre(places) };
  }

  #begin(): Promise<void> {
    this.#serving = this.#serveOnce().finally(() => {
      this.#serving = null;
    });
    return this.#serving;
  }

  async #serveOnce(): Promise<void> {
    const { database, announce } = this.#needs;
    const grown = await serveFreed(database, await this.context());
    if (grown.length > 0) this.forecasts.changed();
    announce(grown);
  }

  async #open(): Promise<void> {
    const { database, policy, announce } = this.#needs;
    const context = await this.context();
    const to = addDays(localDateOf(context.now), policy.searchWindowDays);
    await dailyRun(database, context, to, announce);
    this.forecasts.changed();
    this.#openedTo = await readOpenedTo(database);
    await this.serve();
  }

  #isBehind(today: string): boolean {
    return this.#openedTo === null || this.#openedTo < addDays(today, this.#needs.policy.searchWindowDays);
  }

  /** What nobody asked for yet: the new day, holds whose time is up, what a crash left behind. */
  async #sweepOnce(): Promise<void> {
    const { database, now, onFault } = this.#needs;
    try {
      if (this.#isBehind(localDateOf(now()))) await this.livePolicy();
      const [row] = await database.query<{ work: boolean }>(
        `select exists (select 1 from slot where for_waiting) or exists (select 1 from waiting_entry where fresh)
           or exists (select 1 from hold where expires_at <= $1::timestamptz) as work`,
        [now()],
      );
      if (row?.work) await this.serve();
    } catch (error) {
      onFault(error);
    }
  }
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

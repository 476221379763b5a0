import type { Central } from '../central.ts';
import { type CrowdCounts, noCounts } from './crowd-counts.ts';
import { CrowdLife } from './crowd-life.ts';
import { type Booking, type CrowdOptions, type CrowdRun, type MemberState, newCrowdRun } from './crowd-run.ts';

export interface CrowdStatus {
  on: boolean;
  patients: number;
  profile: string | null;
  seed: number | null;
  /** Central's instants. */
  startedAt: string | null;
  nextAt: string | null;
  people: Record<MemberState, number>;
  counts: CrowdCounts;
}

/**
 * Simulated patients (issue 4.10): they search, book, wait, change, cancel and come or do not come as the profile says. Everything
 * they decide follows from the seed; when they do it, from central's clock. `act` does what is due, one act after the other, and
 * at most so many at a time; whoever calls it paces the crowd. Nothing is kept: after a restart of central the crowd is gone.
 */
export class Crowd {
  readonly #central: Central;
  #run: CrowdRun | null = null;
  #life: CrowdLife | null = null;
  #acting: Promise<number> | null = null;

  constructor(central: Central) {
    this.#central = central;
  }

  /** Replaces a crowd that is there. */
  begin(options: CrowdOptions): void {
    this.#off();
    this.#run = newCrowdRun(options, this.#central);
    this.#life = new CrowdLife(this.#central, this.#run);
  }

  /** Nobody acts any more once this has settled; what they have booked stays. */
  async end(): Promise<void> {
    this.#off();
    await this.#acting?.catch(() => undefined);
  }

  #off(): void {
    if (this.#run) this.#run.on = false;
  }

  get isByHand(): boolean {
    return this.#run?.options.byHand ?? false;
  }

  /** What became of the bookings so far. */
  get bookings(): readonly Booking[] {
    return this.#run?.bookings ?? [];
  }

  /** ms of the next act by central's clock; null = none. */
  get nextMs(): number | null {
    return this.#run?.on ? this.#run.agenda.nextMs : null;
  }

  /** Does up to `most` acts that are due; answers how many. */
  async act(most: number): Promise<number> {
    const acting = this.#act(most);
    this.#acting = acting;
    return acting;
  }

  async #act(most: number): Promise<number> {
    const [run, life] = [this.#run, this.#life];
    for (let done = 0; done < most; done++) {
      if (!run?.on || life === null) return done;
      await life.readMessages();
      const next = run.agenda.takeDue(this.#central.clock.nowMs());
      if (next === null) return done;
      await life.take(next.member, next.step);
    }
    return most;
  }

  status(): CrowdStatus {
    const people = { toCome: 0, looking: 0, waiting: 0, booked: 0, done: 0 };
    const run = this.#run;
    if (run === null) {
      const nobody = { on: false, patients: 0, profile: null, seed: null, startedAt: null, nextAt: null };
      return { ...nobody, people, counts: noCounts() };
    }
    for (const { state } of run.members) people[state]++;
    const { nextMs } = this;
    return {
      on: run.on,
      patients: run.options.patients,
      profile: run.options.profile.id,
      seed: run.options.seed,
      startedAt: run.startedAt,
      nextAt: nextMs === null ? null : new Date(nextMs).toISOString(),
      people,
      counts: structuredClone(run.counts),
    };
  }
}

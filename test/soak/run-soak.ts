import { setTimeout as wait } from 'node:timers/promises';
import got from 'got';
import type { Crowd } from '../../central/crowd/crowd.ts';
import { type CrowdProfile, crowdProfile } from '../../central/crowd/profile.ts';
import { addDays, instantOf, localDateOf } from '../../core/domain/time.ts';
import { brokenFacts, untold } from './facts.ts';
import { QueueWatch } from './queue-watch.ts';
import { type SoakSize, type SoakWorld, soakWorld } from './soak-world.ts';
import { openDesk, searchDiffers, streamDiffers } from './streams.ts';

export interface SoakOptions extends SoakSize {
  patients: number;
  profile: string;
  /** Hears of each day. */
  say?(what: string): void;
}

export interface SoakReport {
  seed: number;
  profile: string;
  clinics: number;
  days: number;
  patients: number;
  bookings: number;
  assigned: number;
  entered: number;
  /** Of bookings whose first date has passed: what became of them, in per cent. */
  ofFinished: { bookings: number; changed: number; cancelled: number; changedOrCancelled: number; noShow: number };
  smsReplies: number;
  reminders: number;
  messages: number;
  overtaken: number;
  doubledReminders: number;
  /** Answers to an SMS that was brought twice and did something else the second time. */
  doubled: number;
  refused: Record<string, number>;
  violations: string[];
}

const searchWindowDays = 40;
const mostActs = 10;
/** Streams compared at the end of each day; all of them at the end of the month. */
const streamsADay = 5;
const patiencePolls = 1_200;

/**
 * A simulated month (issue 4.10): two crowds, each at a central process of its own, on one database; after each day all invariants are
 * looked at. The same seed gives the same clinics, people and decisions.
 */
export async function runSoak({ seed, clinics, days, patients, profile: id, say }: SoakOptions): Promise<SoakReport> {
  const world = await soakWorld({ seed, clinics, days });
  try {
    return await new Soak(world, { seed, clinics, days, patients, profile: id, ...(say ? { say } : {}) }).run();
  } finally {
    await world.close();
  }
}

class Soak {
  readonly #world: SoakWorld;
  readonly #options: SoakOptions;
  readonly #crowds: Crowd[];
  readonly #violations: string[] = [];
  #overtaken = 0;

  constructor(world: SoakWorld, options: SoakOptions) {
    this.#world = world;
    this.#options = options;
    this.#crowds = world.centrals.flatMap(({ crowd }) => crowd ?? []);
  }

  async run(): Promise<SoakReport> {
    const { days, patients, seed, profile: id, say } = this.#options;
    const { database, faults } = this.#world;
    const profile = crowdProfile(id) as CrowdProfile;
    const watch = await QueueWatch.open(database);
    const common = { profile, hours: days * 24 * 0.8, outcomes: true, byHand: true };
    for (const [n, crowd] of this.#crowds.entries())
      crowd.begin({ ...common, patients: Math.floor(patients / 2), seed: 2 * seed + n });
    for (let day = 0; day < days; day++) {
      const date = addDays(localDateOf(this.#now()), day === 0 ? 0 : 1);
      if (day > 0) await this.#openDay(watch, date);
      await this.#untilEndOf(date);
      await this.#tellAll();
      this.#found(await watch.openToAll(this.#now()), 'overtaken');
      this.#found(await watch.passedOver(), 'overtaken');
      this.#found(await brokenFacts(database));
      await this.#lookAsDesks(day, day === days - 1);
      for (const fault of faults.splice(0)) this.#found([`central: ${fault instanceof Error ? fault.stack : String(fault)}`]);
      say?.(
        `${date}: ${JSON.stringify(this.#crowds.map((crowd) => crowd.status().people))}, ${this.#violations.length} violations`,
      );
    }
    return this.#report(watch);
  }

  /** R22, just after midnight: the run gives to everybody what the naive one gives. */
  async #openDay(watch: QueueWatch, date: string): Promise<void> {
    const { database, centrals } = this.#world;
    const openTo = addDays(date, searchWindowDays);
    this.#world.goTo(Date.parse(instantOf(date, '00:00')) - 1);
    const expected = await watch.expectedOfRun(instantOf(date, '00:05'), openTo);
    this.#world.goTo(Date.parse(instantOf(date, '00:05')));
    // Both at once: one of them does it. Each over a new connection: a kept one has been closed in a day that took long.
    await Promise.all(centrals.map((central) => got(`${central.url}/ikp/przychodnie`)));
    await this.#until('the day is not opened', async () => {
      const [row] = await database.query<{ open: boolean }>('select window_opened_to >= $1::date as open from central', [openTo]);
      return row?.open ?? false;
    });
    this.#found(await watch.differencesFrom(expected), 'overtaken');
  }

  async #untilEndOf(date: string): Promise<void> {
    const end = Date.parse(instantOf(date, '23:59'));
    for (const hour of ['08:01', '12:01', '16:01', '20:01', '23:59']) {
      const until = Date.parse(instantOf(date, hour));
      for (;;) {
        const next = this.#crowds.filter(({ nextMs }) => nextMs !== null && nextMs <= until);
        const [first] = next.sort((a, b) => (a.nextMs ?? 0) - (b.nextMs ?? 0));
        if (first === undefined) break;
        this.#world.goTo(first.nextMs ?? 0);
        await first.act(mostActs);
      }
      this.#world.goTo(until);
      // Who was given a date since hears of it.
      for (const crowd of this.#crowds) await crowd.act(1);
    }
    this.#world.goTo(end);
  }

  /** Both processes have reminded of what is due and sent what waits. */
  async #tellAll(): Promise<void> {
    await this.#until('messages are left', async () => (await untold(this.#world.database, this.#now())) === 0);
  }

  async #lookAsDesks(day: number, isLast: boolean): Promise<void> {
    const { clinics, centrals } = this.#world;
    const some = isLast
      ? clinics
      : Array.from({ length: streamsADay }, (_, n) => clinics[(day * streamsADay + n) % clinics.length]);
    for (const [n, clinic] of some.entries()) {
      if (clinic === undefined) continue;
      const central = centrals[n % 2] as SoakWorld['centrals'][0];
      const desk = openDesk(central, clinic);
      this.#found((await streamDiffers(desk, clinic.id)).slice(0, 3));
      if (n < 3) this.#found(await searchDiffers(central, desk, ['1100', '1104', '1101'][n] ?? '', anyonesPesel));
      await desk.close();
    }
  }

  async #until(trouble: string, holds: () => Promise<boolean>): Promise<void> {
    for (let polls = 0; polls < patiencePolls; polls++) {
      if (await holds()) return;
      await wait(50);
    }
    this.#found([trouble]);
  }

  #found(what: readonly string[], kind: 'overtaken' | 'other' = 'other'): void {
    if (kind === 'overtaken') this.#overtaken += what.length;
    this.#violations.push(...what);
  }

  #now(): string {
    return new Date(this.#world.nowMs()).toISOString();
  }

  async #report(watch: QueueWatch): Promise<SoakReport> {
    const { seed, profile, clinics, days, patients } = this.#options;
    const all = this.#crowds.map((crowd) => crowd.status().counts);
    const sum = (of: 'booked' | 'assigned' | 'entered' | 'smsReplies' | 'smsContradicted' | 'cancelledBySms') =>
      all.reduce((total, counts) => total + counts[of], 0);
    const refused: Record<string, number> = {};
    for (const [code, n] of all.flatMap((counts) => Object.entries(counts.refused))) refused[code] = (refused[code] ?? 0) + n;
    const [row] = await this.#world.database.query<{ bySms: number; reminders: number; messages: number }>(
      `select (select count(*)::int from audit where author = 'sms' and type = 'Appointment') as "bySms",
         (select count(*)::int from communication where kind = 'reminder' and status = 'completed') as reminders,
         (select count(*)::int from mailbox) as messages`,
    );
    if (row === undefined || row.bySms !== sum('cancelledBySms'))
      this.#found([`I3: ${sum('cancelledBySms')} visits were cancelled by SMS, central has ${row?.bySms ?? 'nothing'}`]);
    if (watch.assigned < sum('assigned'))
      this.#found([`${watch.assigned} assignments were looked at, patients know of ${sum('assigned')}`]);
    const finished = this.#crowds.flatMap((crowd) => crowd.bookings).filter(({ startsAt }) => startsAt < this.#now());
    const share = (...kinds: (string | null)[]) =>
      Number(((100 * finished.filter(({ became }) => kinds.includes(became)).length) / Math.max(1, finished.length)).toFixed(2));
    return {
      ...{ seed, profile, clinics, days, patients },
      bookings: sum('booked'),
      assigned: sum('assigned'),
      entered: sum('entered'),
      ofFinished: {
        bookings: finished.length,
        changed: share('moved'),
        cancelled: share('cancelled'),
        changedOrCancelled: share('moved', 'cancelled'),
        noShow: share('missed'),
      },
      smsReplies: sum('smsReplies'),
      reminders: row?.reminders ?? 0,
      messages: row?.messages ?? 0,
      overtaken: this.#overtaken,
      doubledReminders: this.#violations.filter((what) => what.startsWith('I6')).length,
      doubled: sum('smsContradicted'),
      refused,
      violations: this.#violations.slice(0, 20),
    };
  }
}

/** Invented; whose does not matter for a search. */
const anyonesPesel = '44051401359';

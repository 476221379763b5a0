/** Free slots in the order of their start, and lists of them from which the next free one is found at once. */
import { instantMsOf, wallMsOf } from '../wall-clock.ts';
import type { OpenSlot } from './candidate.ts';

const dayMs = 86_400_000;

export interface SlotIndex {
  /** By start, then id; everything below goes by the place in this order. */
  slots: OpenSlot[];
  startMs: Float64Array;
  /** Local day, and minute of that day. */
  day: Int32Array;
  minute: Int16Array;
  taken: Uint8Array;
}

export function indexSlots(unsorted: readonly OpenSlot[]): SlotIndex {
  const ms = Float64Array.from(unsorted, ({ startsAt }) => Date.parse(startsAt));
  const order = Uint32Array.from(unsorted, (_, i) => i).sort(
    (a, b) => (ms[a] as number) - (ms[b] as number) || ((unsorted[a] as OpenSlot).id < (unsorted[b] as OpenSlot).id ? -1 : 1),
  );
  const slots = Array.from(order, (i) => unsorted[i] as OpenSlot);
  const startMs = Float64Array.from(order, (i) => ms[i] as number);
  const day = new Int32Array(slots.length);
  const minute = new Int16Array(slots.length);
  for (let i = 0; i < slots.length; i++) {
    const wall = wallMsOf(startMs[i] as number);
    day[i] = Math.floor(wall / dayMs);
    minute[i] = Math.floor((wall - (day[i] as number) * dayMs) / 60_000);
  }
  return { slots, startMs, day, minute, taken: new Uint8Array(slots.length) };
}

/** Some of the slots, in their order. */
export class SlotList {
  readonly #index: SlotIndex;
  readonly items: Int32Array;
  /** From each place on, where to look next when it is taken; shortened while looking (union-find). */
  readonly #next: Int32Array;

  constructor(index: SlotIndex, items: ArrayLike<number>) {
    this.#index = index;
    this.items = Int32Array.from(items);
    this.#next = Int32Array.from(this.items, (_, place) => place + 1);
  }

  get length(): number {
    return this.items.length;
  }

  /** First place at or after this one whose slot is free; `length` when there is none. */
  firstFree(from: number): number {
    const { taken } = this.#index;
    const next = this.#next;
    const { items } = this;
    let place = from;
    while (place < items.length && taken[items[place] as number] === 1) place = next[place] as number;
    for (let at = from; at < place; ) {
      const after = next[at] as number;
      next[at] = place;
      at = after;
    }
    return place;
  }

  /** First place whose slot starts at this instant (ms) or later. */
  firstAt(ms: number): number {
    const { startMs } = this.#index;
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((startMs[this.items[middle] as number] as number) < ms) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Day {
  startMs: number;
  /** An hour comes twice on this day: its minutes do not only grow. */
  hasDoubleHour: boolean;
  /** 1 = Monday ... 7 = Sunday. */
  weekday: number;
  date: string;
}

const days = new Map<number, Day>();

/** Facts of a local day, worked out once. */
export function dayFacts(day: number): Day {
  const known = days.get(day);
  if (known) return known;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  const startMs = instantMsOf(date, 0);
  const length = instantMsOf(new Date((day + 1) * dayMs).toISOString().slice(0, 10), 0) - startMs;
  const facts = { startMs, hasDoubleHour: length > dayMs, weekday: new Date(day * dayMs).getUTCDay() || 7, date };
  days.set(day, facts);
  return facts;
}

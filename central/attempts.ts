const mostRemembered = 10_000;

export interface Window {
  most: number;
  ms: number;
}

interface Counted {
  tried: Set<string>;
  until: number;
}

/**
 * Counts what a caller tries, by the machine's clock, in one or more windows: what can be tried out must not be tried out fast. The
 * same thing again tells nothing new, and is one try.
 */
export class Attempts {
  readonly #windows: { limit: Window; counted: Map<string, Counted> }[];

  constructor(...windows: readonly Window[]) {
    this.#windows = windows.map((limit) => ({ limit, counted: new Map() }));
  }

  /** Whole seconds to wait; null = go on. */
  waitFor(caller: string, nowMs: number): number | null {
    const waits = this.#windows.flatMap(({ limit, counted }) => {
      const known = counted.get(caller);
      return known === undefined || known.until <= nowMs || known.tried.size < limit.most ? [] : [known.until - nowMs];
    });
    return waits.length === 0 ? null : Math.ceil(Math.max(...waits) / 1000);
  }

  count(caller: string, what: string, nowMs: number): void {
    for (const { limit, counted } of this.#windows) {
      const known = counted.get(caller);
      if (known !== undefined && known.until > nowMs) {
        if (known.tried.size < limit.most) known.tried.add(what);
        continue;
      }
      if (counted.size >= mostRemembered) forget(counted, nowMs);
      counted.set(caller, { tried: new Set([what]), until: nowMs + limit.ms });
    }
  }
}

/** Those whose time is over; when all are still counted, the ones that tried least go first. */
function forget(counted: Map<string, Counted>, nowMs: number): void {
  for (const [caller, { until }] of counted) if (until <= nowMs) counted.delete(caller);
  if (counted.size < mostRemembered) return;
  const byCount = [...counted].sort(([, a], [, b]) => a.tried.size - b.tried.size);
  for (const [caller] of byCount.slice(0, mostRemembered / 2)) counted.delete(caller);
}

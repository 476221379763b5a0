const minuteMs = 60_000;
const mostRemembered = 10_000;

/** Counts failed guesses of each caller, by the machine's minute: what can be tried out must not be tried out fast. */
export class Attempts {
  readonly #most: number;
  readonly #failed = new Map<string, { count: number; until: number }>();

  constructor(mostAMinute: number) {
    this.#most = mostAMinute;
  }

  /** Whole seconds to wait; null = go on. */
  waitFor(caller: string, nowMs: number): number | null {
    const known = this.#failed.get(caller);
    if (known === undefined || known.until <= nowMs || known.count < this.#most) return null;
    return Math.ceil((known.until - nowMs) / 1000);
  }

  failed(caller: string, nowMs: number): void {
    const known = this.#failed.get(caller);
    if (known !== undefined && known.until > nowMs) {
      known.count++;
      return;
    }
    // Whoever is not counted now has been quiet for a minute or is one of too many.
    if (this.#failed.size >= mostRemembered) this.#failed.clear();
    this.#failed.set(caller, { count: 1, until: nowMs + minuteMs });
  }
}

interface Item<T> {
  atMs: number;
  order: number;
  what: T;
}

/** What is to happen when; what falls due at the same ms comes in the order of asking. A binary heap. */
export class Agenda<T> {
  readonly #heap: Item<T>[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** ms of the first; null = nothing. */
  get nextMs(): number | null {
    return this.#heap[0]?.atMs ?? null;
  }

  add(atMs: number, what: T): void {
    const heap = this.#heap;
    heap.push({ atMs, order: this.#order++, what });
    for (let at = heap.length - 1; at > 0; ) {
      const parent = (at - 1) >> 1;
      if (!this.#isBefore(at, parent)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes the first if it is due. */
  takeDue(nowMs: number): T | null {
    const heap = this.#heap;
    const [first] = heap;
    if (first === undefined || first.atMs > nowMs) return null;
    const last = heap.pop() as Item<T>;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first.what;
  }

  #sink(): void {
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) if (child < this.#heap.length && this.#isBefore(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a] as Item<T>, this.#heap[b] as Item<T>];
    return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b] as Item<T>, heap[a] as Item<T>];
  }
}

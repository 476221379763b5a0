/** A row with its place in the order of the files. */
interface Placed {
  readonly at: number;
}

/**
 * Rows that stand or fall together: the same to the letter, the same person, the same hour of a doctor. Says which groups a
 * change has touched, so that only those are judged again. Members are in the order of the files: the first has the right.
 */
export class RowGroups<Row extends Placed> {
  readonly #keys = new Map<Row, string>();
  readonly #members = new Map<string, Row[]>();
  readonly #touched = new Set<string>();

  /** null = belongs to none. The group it leaves, and the one that it comes to or stays in, are touched. */
  put(row: Row, key: string | null): void {
    const former = this.#keys.get(row);
    if (former !== undefined) {
      this.#touched.add(former);
      if (former === key) return;
      this.#leave(row, former);
    }
    if (key === null) return;
    this.#touched.add(key);
    this.#keys.set(row, key);
    const members = this.#members.get(key) ?? [];
    this.#members.set(key, members);
    const last = members.at(-1);
    members.push(row);
    if (last && last.at > row.at) members.sort((a, b) => a.at - b.at);
  }

  touch(row: Row): void {
    const key = this.#keys.get(row);
    if (key !== undefined) this.#touched.add(key);
  }

  /** The groups touched since the last time. */
  takeTouched(): (readonly Row[])[] {
    const touched = [...this.#touched].flatMap((key) => {
      const members = this.#members.get(key);
      return members ? [members] : [];
    });
    this.#touched.clear();
    return touched;
  }

  get size(): number {
    return this.#members.size;
  }

  #leave(row: Row, key: string): void {
    this.#keys.delete(row);
    const rest = (this.#members.get(key) ?? []).filter((one) => one !== row);
    if (rest.length > 0) this.#members.set(key, rest);
    else this.#members.delete(key);
  }
}

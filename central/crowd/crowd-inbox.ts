import type { Queryable } from '../db/database.ts';

/** Messages that several processes write at once are committed out of order: so many are looked at again. */
const lookBack = 300;
const most = 2_000;

/** Patients learn of a date, or of its end, by SMS: numbers that something was sent to since the last look. */
export class CrowdInbox {
  readonly #database: Queryable;
  #last: number | null = null;
  #seen = new Set<number>();

  constructor(database: Queryable) {
    this.#database = database;
  }

  async newFor(phones: ReadonlySet<string>): Promise<string[]> {
    this.#last ??= await this.#newest();
    const rows = await this.#database.query<{ number: number; address: string }>(
      `select number, address from communication where number > $1::bigint and medium = 'sms' and visit_id is not null
         and kind in ('booked', 'moved', 'cancelled') order by number limit ${most}`,
      [Math.max(0, this.#last - lookBack)],
    );
    const fresh = rows.filter(({ number }) => !this.#seen.has(number));
    this.#last = Math.max(this.#last, ...rows.map(({ number }) => number));
    const from = this.#last - lookBack;
    this.#seen = new Set(rows.flatMap(({ number }) => (number > from ? [number] : [])));
    return [...new Set(fresh.map(({ address }) => address))].filter((address) => phones.has(address));
  }

  /** What was sent before the crowd came concerns none of it. */
  async #newest(): Promise<number> {
    const [row] = await this.#database.query<{ number: number | null }>('select max(number) as number from communication');
    const rows = await this.#database.query<{ number: number }>('select number from communication where number > $1::bigint', [
      Math.max(0, (row?.number ?? 0) - lookBack),
    ]);
    this.#seen = new Set(rows.map(({ number }) => number));
    return row?.number ?? 0;
  }
}

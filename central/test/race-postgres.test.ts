import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { prepareRace, racers, rounds, slotsPerRound } from './race.ts';
import { startOfTests } from './test-central.ts';

describe('I1 on PostgreSQL with two central processes', () => {
  let postgres: PostgresServer;
  let database: Database;
  let processes: { child: ChildProcess; url: string }[];

  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.createDatabase();
    database = await openDatabase(url);
    processes = await Promise.all([startProcess(url), startProcess(url)]);
  });
  afterAll(async () => {
    for (const { child } of processes) {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    }
    await database.close();
    await postgres.stop();
  });

  const urls = (): [string, ...string[]] => processes.map(({ url }) => url) as [string, ...string[]];

  it('50 desks race for 10 slots, 100 rounds: one visit a slot, all others hear slot-taken', { timeout: 120_000 }, async () => {
    const race = await prepareRace(database, urls());
    for (let round = 0; round < rounds; round++) {
      expect(await race.run(round), `round ${round}`).toEqual({
        won: slotsPerRound,
        lost: racers - slotsPerRound,
        other: [],
        visitsPerSlot: Array(slotsPerRound).fill(1),
      });
    }
  });

  it('without the unique index the same race books twice', { timeout: 120_000 }, async () => {
    await database.exec('drop index visit_one_active_per_slot');
    const race = await prepareRace(database, urls());
    const doubles: number[] = [];
    for (let round = 0; round < rounds && doubles.length === 0; round++) {
      const { visitsPerSlot } = await race.run(round);
      doubles.push(...visitsPerSlot.filter((count) => count > 1));
    }
    expect(doubles.length).toBeGreaterThan(0);
  });
});

async function startProcess(db: string): Promise<{ child: ChildProcess; url: string }> {
  const main = join(import.meta.dirname, '..', 'main.ts');
  const child = spawn(process.execPath, [main, '--port', '0', '--db', db, '--admin', '--clock', startOfTests], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { fhir } = JSON.parse(line) as { fhir: string };
  return { child, url: fhir.replace(/\/fhir$/, '') };
}

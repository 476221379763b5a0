/**
 * Two central processes on one PostgreSQL are restarted in turn while desks book at both: a rolling update. What was answered is
 * there once, a request whose answer got lost is repeated under its id at the other process, and the clinic's stream has every
 * number once and in the order in which any reader has seen it (R7, I3).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { weeklyHours } from '../../core/domain/test-builders.ts';
import { makeClinic } from '../admin/make-clinic.ts';
import type { DemoClient } from '../auth/clients.ts';
import type { Database } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { newPatient, newSchedule, startOfTests, visitIn } from './test-central.ts';
import { deskWith, signIn, type TestDesk } from './test-desk.ts';

const bookings = 240;
const restarts = 4;

let postgres: PostgresServer;
let database: Database;
let processes: CentralProcess[];
beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase();
  database = await openDatabase(url);
  processes = [await centralProcess(url), await centralProcess(url)];
}, 120_000);
afterAll(async () => {
  await Promise.all(processes.map((each) => each.stop()));
  await database.close();
  await postgres.stop();
});

it('a rolling restart loses nothing, doubles nothing and keeps the order of events', { timeout: 240_000 }, async () => {
  const [client] = (await makeClinic(database, 'Przychodnia testowa', 1)) as [DemoClient];
  const { token, clinicId } = await signIn(processes[0]?.url ?? '', client);
  const deskAt = (n: number) => deskWith((processes[n % 2] as CentralProcess).url, client, token);
  const schedule = newSchedule(clinicId, {
    weekly: ([1, 2, 3, 4, 5] as const).map((weekday) =>
      weeklyHours({ weekday, startsAt: '08:00', endsAt: '12:00', slotMinutes: 10, firstEvery: 0, validTo: '2027-03-31' }),
    ),
  });
  expect((await deskAt(0).publish(schedule)).status).toBe(201);
  const slots = slotsFor(schedule, { from: '2026-11-24', to: '2027-03-31' });

  const readers = [0, 1].map((n) => reader(() => deskAt(n)));
  const answered: string[] = [];
  let repeated = 0;
  const bookAll = async (from: number) => {
    for (let n = from; n < bookings; n += 3) {
      const patient = newPatient({ pesel: null, document: { kind: 'passport', number: `R${n}` }, birthDate: '1970-01-01' });
      const visit = visitIn(slots[n] as (typeof slots)[number], patient);
      const intent = randomUUID();
      for (let attempt = 0; ; attempt++) {
        const status = await deskAt(n + attempt)
          .book(visit, patient, { intent })
          .then((reply) => reply.status)
          .catch(() => 0);
        if (status === 201) break;
        // Nobody listens just now, or the connection ended before the answer: the other process is asked, under the same id.
        expect([0, 503]).toContain(status);
        repeated++;
        if (attempt > 200) throw new Error('no process answers');
        await pause(20);
      }
      answered.push(visit.id);
      await pause(10);
    }
  };
  const booking = Promise.all([bookAll(0), bookAll(1), bookAll(2)]);
  for (let n = 0; n < restarts; n++) {
    await pause(150);
    await (processes[n % 2] as CentralProcess).restart();
  }
  await booking;
  const seen = await Promise.all(readers.map((each) => each.end(bookings + 1)));

  expect(repeated).toBeGreaterThan(0);
  const [counts] = await database.query<{ visits: number; distinct: number; last: number; events: number }>(
    `select (select count(*)::int from visit where clinic_id = c.id) as visits,
       (select count(distinct slot_id)::int from visit where clinic_id = c.id) as distinct,
       c.last_event::int as last, (select count(*)::int from event where clinic_id = c.id) as events
     from clinic c where c.id = $1::uuid`,
    [clinicId],
  );
  expect(counts).toEqual({ visits: bookings, distinct: bookings, last: bookings + 1, events: bookings + 1 });
  expect(new Set(answered).size).toBe(bookings);
  for (const numbers of seen)
    expect(numbers.map(({ event }) => event)).toEqual(Array.from({ length: bookings + 1 }, (_, n) => n + 1));
  expect(seen[0]).toEqual(seen[1]);
});

/** Reads the stream by number without a pause, as a desk does; what cannot be reached is asked again. */
function reader(desk: () => TestDesk): { end(last: number): Promise<{ event: number; keys: Set<string> }[]> } {
  const seen: { event: number; keys: Set<string> }[] = [];
  let last = Number.POSITIVE_INFINITY;
  const reading = (async () => {
    let epoch: string | null = null;
    while (seen.length < last) {
      try {
        epoch ??= (await desk().position()).epoch;
        const page = await desk().events(seen.length, epoch, 50);
        seen.push(...page.events.map(({ event, changes }) => ({ event, keys: new Set(changes.map(({ key }) => key)) })));
      } catch {
        // Between two lives of the process.
      }
      await pause(20);
    }
  })();
  return {
    async end(count) {
      last = count;
      await reading;
      return seen;
    },
  };
}

interface CentralProcess {
  url: string;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** `npm run central` as it is run in life, always at the same port. */
async function centralProcess(db: string): Promise<CentralProcess> {
  const port = await freePort();
  const args = [join(import.meta.dirname, '../main.ts'), '--port', String(port), '--db', db, '--clock', startOfTests];
  let child: ChildProcess;
  const start = async () => {
    child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    if (child.stdout) await once(createInterface(child.stdout), 'line');
  };
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = await ended;
    expect(code).toBe(0);
  };
  await start();
  return { url: `http://127.0.0.1:${port}`, restart: () => stop().then(start), stop };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

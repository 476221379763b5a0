/** Clinics of a region on one PostgreSQL, two central processes that share it, and a clock that the soak moves. */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { makeClinic } from '../../central/admin/make-clinic.ts';
import type { DemoClient } from '../../central/auth/clients.ts';
import type { Database } from '../../central/db/database.ts';
import { insertSchedules, insertSlots } from '../../central/seed/insert-rows.ts';
import { Random } from '../../central/seed/random.ts';
import { type RunningCentral, startCentral } from '../../central/start.ts';
import { startPostgres } from '../../central/test/postgres-server.ts';
import type { Schedule } from '../../core/domain/schedule.ts';
import { publishedRange, slotsFor } from '../../core/domain/slots-for.ts';
import { aSchedule, weeklyHours } from '../../core/domain/test-builders.ts';
import { addDays, localDateOf } from '../../core/domain/time.ts';
import towns from '../../resources/towns.json' with { type: 'json' };

/** A Monday before opening: as the month of the published figures. */
export const soakStart = '2026-01-05T05:00:00.000Z';

export interface SoakClinic {
  id: string;
  client: DemoClient;
}

export interface SoakWorld {
  /** Two processes on one database. */
  centrals: [RunningCentral, RunningCentral];
  database: Database;
  clinics: SoakClinic[];
  faults: unknown[];
  nowMs(): number;
  /** Never back. */
  goTo(ms: number): void;
  close(): Promise<void>;
}

export interface SoakSize {
  clinics: number;
  days: number;
  seed: number;
}

export async function soakWorld({ clinics: count, days, seed }: SoakSize): Promise<SoakWorld> {
  const server = await startPostgres({ durable: false, parent: existsSync('/dev/shm') ? '/dev/shm' : tmpdir() });
  const db = await server.createDatabase();
  const faults: unknown[] = [];
  let now = Date.parse(soakStart);
  const start = async () => {
    const central = await startCentral({ db, admin: true, clock: soakStart, onFault: (error) => faults.push(error) });
    central.clock.nowMs = () => now;
    central.clock.now = () => new Date(now).toISOString();
    return central;
  };
  const first = await start();
  const clinics = await fill(first.database, count, days, new Random(seed));
  // So that each has seen the window open over all that is published.
  const centrals: SoakWorld['centrals'] = [first, await start()];
  return {
    centrals,
    database: first.database,
    clinics,
    faults,
    nowMs: () => now,
    goTo: (ms) => {
      now = Math.max(now, ms);
    },
    async close() {
      for (const central of centrals) await central.close();
      await server.stop();
    },
  };
}

async function fill(database: Database, count: number, days: number, random: Random): Promise<SoakClinic[]> {
  const clinics: SoakClinic[] = [];
  const today = localDateOf(soakStart);
  for (let n = 0; n < count; n++) {
    const id = random.uuid();
    const [client] = await makeClinic(database, `Przychodnia ${n + 1}`, 1, id);
    if (client === undefined) throw new Error('a clinic without a client');
    const { name: town, ...at } = random.pick(towns);
    await database.query('update clinic set place = $2::jsonb where id = $1::uuid', [
      id,
      JSON.stringify({ town, address: 'ul. Próbna 1', ...at }),
    ]);
    const schedules = [scheduleOf(id, n, today, days, random), ...examsOf(id, n, today, days, random)];
    await insertSchedules(database, schedules, () => random.uuid(), soakStart);
    for (const schedule of schedules) {
      await insertSlots(database, id, slotsFor(schedule, publishedRange(schedule, today)), soakStart);
    }
    clinics.push({ id, client });
  }
  await database.exec('analyze');
  return clinics;
}

/** R36–R38: every fifth clinic has a mammograph or a midwife too. */
function examsOf(clinicId: string, n: number, today: string, days: number, random: Random): Schedule[] {
  if (n % 5 !== 4) return [];
  const hours = { validFrom: today, validTo: addDays(today, days + 95), firstEvery: 1, slotMinutes: 15 };
  const weekly = ([1, 2, 3, 4, 5] as const).map((weekday) =>
    weeklyHours({ ...hours, weekday, startsAt: '09:00', endsAt: '11:00' }),
  );
  const [clinicCode, service, kind, name] =
    n % 10 === 4
      ? (['MMG', 'mammography', 'device', `Mammograf ${n + 1}`] as const)
      : (['CYT', 'cytology', 'practitioner', `poł. Próbna ${n + 1}`] as const);
  return [
    aSchedule({ id: random.uuid(), clinicId, clinicCode, service, actor: { id: random.uuid(), kind, name, npwz: null }, weekly }),
  ];
}

/** Few slots a week, and not on every day: there are more patients than slots. */
function scheduleOf(clinicId: string, n: number, today: string, days: number, random: Random): Schedule {
  const valid = { validFrom: today, validTo: addDays(today, days + 75), firstEvery: 1, slotMinutes: 20 };
  const wanted = ([1, 2, 3, 4, 5] as const).filter(() => random.chance(0.6));
  const startsAt = random.pick(['08:00', '10:00', '13:00', '15:00']);
  const endsAt = `${startsAt.slice(0, 3)}${random.pick(['20', '40'])}`;
  const weekly = (wanted.length > 0 ? wanted : ([3] as const)).map((weekday) =>
    weeklyHours({ ...valid, weekday, startsAt, endsAt }),
  );
  const clinicCode = n % 12 === 11 ? '1101' : n % 9 === 8 ? '1104' : '1100';
  const actor = { id: random.uuid(), kind: 'practitioner' as const, name: `lek. Próbna ${n + 1}`, npwz: null };
  return aSchedule({ id: random.uuid(), clinicId, clinicCode, actor, weekly });
}

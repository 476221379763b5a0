/**
 * Bookings at central under contention, on PostgreSQL with fsync: 50 clients at once, of 250 clinics and of one, against a route
 * that does one INSERT. Of 250 clinics every act has its own stream of events; of one, all acts queue for one.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startPostgres } from '../../central/test/postgres-server.ts';
import { newPatient, newSchedule, visitIn } from '../../central/test/test-central.ts';
import { deskWith, signIn, type TestDesk } from '../../central/test/test-desk.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { weeklyHours } from '../../core/domain/test-builders.ts';
import { addDays } from '../../core/domain/time.ts';
import { centralProcess } from './central-process.ts';
import type { Measurement } from './measurement.ts';

const clinics = 250;
const atOnce = 50;
const desksOfOne = 20;
const bookings = 3_000;
const warmUp = 300;
const rounds = 3;

type Book = (n: number) => Promise<number>;

export async function measure(): Promise<Measurement[]> {
  const server = await startPostgres();
  const central = await centralProcess(desksOfOne, await server.createDatabase());
  const floor = await floorProcess(await server.createDatabase());
  try {
    const one = await Promise.all(central.clients.map((client) => signIn(central.url, { ...client, clinicName: '' })));
    const many: TestDesk[] = [];
    for (let n = 0; n < clinics; n++) {
      const [client] = await central.addClinic(1);
      if (client) many.push(await signIn(central.url, { ...client, clinicName: '' }));
    }
    const runs = { floor: floor.book, many: await bookingsOf(many, many), one: await bookingsOf(one.slice(0, 1), one) };
    for (const book of Object.values(runs)) await timeOf(book, -warmUp, warmUp);
    const least = { floor: Number.POSITIVE_INFINITY, many: Number.POSITIVE_INFINITY, one: Number.POSITIVE_INFINITY };
    for (let round = 0; round < rounds; round++) {
      for (const name of ['floor', 'many', 'one'] as const) {
        least[name] = Math.min(least[name], await timeOf(runs[name], round * bookings, bookings));
      }
    }
    const result = (what: string, value: number): Measurement => ({
      what: `${bookings.toLocaleString('en')} bookings, ${atOnce} at once, ${what}`,
      unit: 'ms',
      value,
      floor: { what: 'the same requests to a route with one INSERT', value: least.floor },
      budget: 2,
      samples: rounds,
      remark: `${Math.round((bookings / value) * 1000)} a second; floor ${Math.round((bookings / least.floor) * 1000)}`,
    });
    return [result(`${clinics} clinics`, least.many), result('1 clinic', least.one)];
  } finally {
    await floor.close();
    await central.close();
    await server.stop();
  }
}

/** Milliseconds for `count` bookings from number `first` on, `atOnce` of them under way at any time. */
async function timeOf(book: Book, first: number, count: number): Promise<number> {
  let next = first;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < first + count) {
        const status = await book(next++);
        if (status !== 201) throw new Error(`answered ${status}`);
      }
    }),
  );
  return performance.now() - start;
}

/** Continuation visits of new patients (no window, no referral), each on a slot of its own. */
async function bookingsOf(publishers: readonly TestDesk[], desks: readonly TestDesk[]): Promise<Book> {
  const total = warmUp + rounds * bookings;
  const today = new Date().toISOString().slice(0, 10);
  const slotsOf = new Map<string, Slot[]>();
  for (const { clinicId, publish } of publishers) {
    const need = Math.ceil(total / publishers.length) + 1;
    const schedules = Math.ceil(need / 3000);
    for (let n = 0; n < schedules; n++) {
      const validTo = addDays(today, 10 + Math.ceil(Math.min(need, 3000) / 40));
      const schedule = newSchedule(clinicId, {
        weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) =>
          weeklyHours({ weekday, startsAt: '08:00', endsAt: '18:00', slotMinutes: 15, firstEvery: 0, validFrom: today, validTo }),
        ),
      });
      const { status } = await publish(schedule);
      if (status !== 201) throw new Error(`not published: ${status}`);
      const slots = slotsFor(schedule, { from: addDays(today, 1), to: validTo });
      slotsOf.set(clinicId, [...(slotsOf.get(clinicId) ?? []), ...slots]);
    }
  }
  return async (n) => {
    const desk = desks[(n + warmUp) % desks.length] as TestDesk;
    const slot = slotsOf.get(desk.clinicId)?.pop();
    if (slot === undefined) throw new Error('too few slots');
    const patient = newPatient({ pesel: null, document: { kind: 'other', number: `B${n}` }, birthDate: '1970-01-01' });
    return (await desk.book(visitIn(slot, patient), patient)).status;
  };
}

async function floorProcess(url: string): Promise<{ book: Book; close(): Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor/booking-floor.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url: at, token } = JSON.parse(line) as { url: string; token: string };
  const desk = deskWith(at, { clinic: 'floor', clientId: 'floor' }, token);
  const [slot] = slotsFor(newSchedule('floor'), { from: '2026-11-30', to: '2026-12-04' });
  if (slot === undefined) throw new Error('no slot');
  return {
    async book(n) {
      const patient = newPatient({ pesel: null, document: { kind: 'other', number: `F${n}` }, birthDate: '1970-01-01' });
      return (await desk.book(visitIn(slot, patient), patient)).status;
    },
    async close() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

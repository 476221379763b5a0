import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningCentral } from '../start.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { faults, newPatient, startTestCentral, visitIn } from './test-central.ts';
import { enter, stand, waitingClinic } from './waiting-clinic.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
});

describe.each(['pglite', 'postgres'] as const)('I4: cancellations and live bookings at once on %s', (kind) => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: kind === 'pglite' ? 'pglite:memory' : await postgres.createDatabase() });
  });
  afterAll(async () => {
    await central.close();
    expect(faults).toEqual([]);
  });

  it('every freed slot goes to who waits, none to a live booking that comes at the same moment', async () => {
    const { desk, otherDesk, offer, visits } = await waitingClinic(central);
    const slots = await offer({ '2026-11-30': 8 });
    const booked = await Promise.all(
      slots.map(async (slot) => {
        const patient = newPatient();
        const visit = visitIn(slot, patient);
        expect((await desk.book(visit, patient)).status).toBe(201);
        return visit;
      }),
    );
    const waiting = await Promise.all(slots.map(() => enter(desk)));

    const acts = booked.flatMap((visit, n) => {
      const slot = slots[n] as (typeof slots)[number];
      const greedy = async () => {
        for (let attempt = 0; attempt < 3; attempt++) {
          const patient = newPatient();
          const { status } = await otherDesk.book(visitIn(slot, patient), patient);
          expect(status).toBe(409);
        }
      };
      // Death, so that nobody returns to the queue.
      return [greedy(), desk.cancel(visit.id, 'death', 1, 'clinic').then(({ status }) => expect(status).toBe(200)), greedy()];
    });
    await Promise.all(acts);

    const stands = await Promise.all(waiting.map(({ entry }) => stand(desk, entry)));
    expect(new Set(stands)).toEqual(new Set(slots.map(({ startsAt }) => `assigned ${startsAt}`)));
    const active = (await visits()).filter(({ status }) => status === 'booked');
    expect(active.map(({ bookedBy }) => bookedBy)).toEqual(slots.map(() => 'waiting-room'));
  });
});

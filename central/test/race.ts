/**
 * I1 put to the test: 50 desks race for 10 slots, five for each, all at once. Every slot must end with one active visit and
 * every loser must hear `slot-taken`. The same race without the unique index must find double bookings, which proves that
 * the test can fail and that the index is what holds.
 */
import type { Slot } from '../../core/domain/schedule.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { weeklyHours } from '../../core/domain/test-builders.ts';
import { makeClinic } from '../admin/make-clinic.ts';
import type { Database } from '../db/database.ts';
import { newPatient, newSchedule, visitIn } from './test-central.ts';
import { deskWith, signIn, type TestDesk } from './test-desk.ts';

export const racers = 50;
export const slotsPerRound = 10;
export const rounds = 100;

export interface Race {
  /** Replies of one round, and how many active visits each slot has afterwards. */
  run(round: number): Promise<{ won: number; lost: number; other: string[]; visitsPerSlot: number[] }>;
}

/** `urls`: the central processes, which share `database`; the racers are dealt out to them. */
export async function prepareRace(database: Database, urls: readonly [string, ...string[]]): Promise<Race> {
  const clients = await makeClinic(database, 'Przychodnia wyścigów', racers);
  const desks: TestDesk[] = [];
  for (const [n, client] of clients.entries()) {
    const url = urls[n % urls.length] ?? urls[0];
    const { token } = await signIn(url, client);
    desks.push(deskWith(url, client, token));
  }
  const [first] = desks as [TestDesk];
  // Continuation slots: no window and no referral, so that nothing but the slot can be in the way.
  const schedule = newSchedule(first.clinicId, {
    weekly: ([1, 2, 3, 4, 5] as const).map((weekday) =>
      weeklyHours({ weekday, startsAt: '08:00', endsAt: '12:00', slotMinutes: 10, firstEvery: 0, validTo: '2027-03-31' }),
    ),
  });
  const published = await first.publish(schedule);
  if (published.status !== 201) throw new Error(`not published: ${published.status}`);
  const slots = slotsFor(schedule, { from: '2026-11-24', to: '2027-03-31' });
  return {
    async run(round) {
      const wanted = slots.slice(round * slotsPerRound, (round + 1) * slotsPerRound);
      const replies = await Promise.all(
        desks.map((desk, n) => {
          const patient = newPatient({
            pesel: null,
            document: { kind: 'passport', number: `P${round}-${n}` },
            birthDate: '1970-01-01',
          });
          const slot = wanted[n % slotsPerRound] as Slot;
          return desk.book(visitIn(slot, patient), patient);
        }),
      );
      const counts = await database.query<{ count: number }>(
        `select (select count(*)::int from visit where slot_id = wanted.id and status in ('booked', 'arrived', 'fulfilled')) as count
         from unnest($1::uuid[]) as wanted(id)`,
        [wanted.map(({ id }) => id)],
      );
      const lost = replies.filter(({ status, codes }) => status === 409 && codes.join() === 'slot-taken');
      return {
        won: replies.filter(({ status }) => status === 201).length,
        lost: lost.length,
        other: replies
          .filter(({ status }) => status !== 201 && status !== 409)
          .map(({ status, codes }) => `${status} ${codes.join()}`),
        visitsPerSlot: counts.map(({ count }) => count),
      };
    },
  };
}

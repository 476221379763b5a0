import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schedule } from '../../core/domain/schedule.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
let desk: TestDesk;
let schedule: Schedule;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
  [desk] = (await newClinic(central)).desks as [TestDesk];
  schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

/** What `free_slot` says of each slot, against what slots and visits say. */
async function wronglyKept(): Promise<{ missing: number; tooMany: number; free: number }> {
  const [row] = await central.database.query<{ missing: number; tooMany: number; free: number }>(`
    with free as (
      select t.id, t.clinic_id, t.clinic_code, t.starts_at,
        t.payer = 'nfz' and (t.service <> 'cardiology' or (t.kind = 'first' and t.mode = 'in-person')) as live
      from slot t where not t.withdrawn
        and not exists (select 1 from visit v where v.slot_id = t.id and v.status in ('booked', 'arrived', 'fulfilled'))
    ), kept as (select slot_id, clinic_id, clinic_code, starts_at, live from free_slot)
    select (select count(*)::int from (select * from free except select * from kept) x) as missing,
      (select count(*)::int from (select * from kept except select * from free) x) as "tooMany",
      (select count(*)::int from free) as free`);
  if (row === undefined) throw new Error('no answer');
  return row;
}

describe('the free slots are those that are published and that no active visit is on', () => {
  const step = (name: string, act: () => Promise<unknown>, change: number) =>
    it(name, async () => {
      const before = await wronglyKept();
      await act();
      const after = await wronglyKept();
      expect(after).toMatchObject({ missing: 0, tooMany: 0 });
      expect(after.free - before.free).toBe(change);
    });
  const [patient, other] = [newPatient(), newPatient()];
  const slots = () => slotsOn(schedule, '2026-11-26', 'continuation');
  const visit = () => visitIn(slots()[0], patient, { id: '5f0c2f5e-5a3c-4d5e-9f0b-000000000001' });

  it('after a publication', async () => {
    const { free, ...wrong } = await wronglyKept();
    expect(wrong).toEqual({ missing: 0, tooMany: 0 });
    expect(free).toBeGreaterThan(900);
  });
  step('a booking takes one', () => desk.book(visit(), patient), -1);
  step('a refused booking on the same slot takes none', () => desk.book(visitIn(slots()[0], other), other), 0);
  step('a move frees one and takes one', () => desk.move(visit().id, slots()[1].id, 1), 0);
  step('a cancellation frees one', () => desk.cancel(visit().id, 'illness', 2), 1);
  step(
    'an absence takes the day’s slots',
    async () => {
      schedule = { ...schedule, revision: 2, exceptions: [{ date: '2026-11-27', kind: 'closed', reason: 'urlop' }] };
      await desk.publish(schedule, { ifMatch: 1 });
    },
    -12,
  );
  step('a visit is booked before its slot is withdrawn', () => desk.book({ ...visit(), id: other.id }, patient), -1);
  step(
    'a slot that is withdrawn under a visit is not free',
    async () => {
      schedule = { ...schedule, revision: 3, exceptions: [{ date: '2026-11-26', kind: 'closed', reason: 'urlop' }] };
      await desk.publish(schedule, { ifMatch: 2 });
    },
    1,
  );
  step('nor is it when the visit is cancelled', () => desk.cancel(other.id, 'illness', 1), 0);
  step(
    'it comes back with the schedule',
    async () => {
      schedule = { ...schedule, revision: 4, exceptions: [] };
      await desk.publish(schedule, { ifMatch: 3 });
    },
    12,
  );
});

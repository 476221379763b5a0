/** R37: SIMP is told of each booked and cancelled exam exactly once and in order, over HTTP, by two workers on one database. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Schedule } from '../../core/domain/schedule.ts';
import { claimExams } from '../simp/claim-exams.ts';
import { SimpWorker } from '../simp/simp-worker.ts';
import type { RunningCentral } from '../start.ts';
import { type FakeSimp, type SimpMood, startFakeSimp } from './fake-simp.ts';
import { faults, newClinic, newPatient, newSchedule, newWoman, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let simp: FakeSimp;
let mood: () => SimpMood = () => 'well';
let central: RunningCentral;
let processes: SimpWorker[];
let desk: TestDesk;
let schedule: Schedule;
const refusals: unknown[] = [];

beforeAll(async () => {
  simp = await startFakeSimp(() => mood());
  central = await startTestCentral({});
  const options = { database: central.database, receiver: { url: simp.url, secret: 'x' } };
  processes = [1, 2].map(() => new SimpWorker({ ...options, onFault: (error) => refusals.push(error) }));
  [desk] = (await newClinic(central)).desks as [TestDesk];
  schedule = newSchedule(desk.clinicId, { clinicCode: 'MMG', service: 'mammography' });
  await desk.publish(schedule);
});
afterAll(async () => {
  await central.close();
  await simp.close();
  expect(faults).toEqual([]);
});
beforeEach(() => {
  mood = () => 'well';
  simp.told.length = 0;
});

const slots = () => slotsOn(schedule, '2026-11-24', 'first');
const open = async () =>
  (
    await central.database.query<{ n: number }>(
      "select count(*)::int as n from simp_message where status in ('waiting', 'delivering')",
    )
  )[0]?.n;
/** Rounds of both processes at once; between them the pause that was to be waited for is over. */
async function deliver(rounds = 60): Promise<void> {
  for (let round = 0; round < rounds && (await open()) !== 0; round++) {
    await Promise.all(processes.map((one) => one.runOnce()));
    await central.database.query("update simp_message set next_attempt_at = now() where status = 'waiting'");
  }
}
const acts = () => simp.told.map(({ act }) => act);

/** Books, cancels and books anew for a woman; the ids of the visits. */
async function backAndForth(slot: ReturnType<typeof slots>[0], times: number): Promise<string> {
  const woman = newWoman('1970-05-05');
  for (let n = 0; n < times; n++) {
    const visit = visitIn(slot, woman, { referral: null });
    expect((await desk.book(visit, woman)).status).toBe(201);
    expect((await desk.cancel(visit.id, 'illness', 1)).status).toBe(200);
  }
  return woman.pesel as string;
}

it('tells of a booking and its cancellation, and of nothing else', async () => {
  const [a, b] = slots();
  const woman = newWoman('1970-05-05');
  const visit = visitIn(a, woman, { referral: null });
  expect((await desk.book(visit, woman, { intent: visit.id })).status).toBe(201);
  // A repetition, a refused booking and a cardiology visit are no exams.
  await desk.book(visit, woman, { intent: visit.id });
  expect((await desk.book(visitIn(b, woman, { referral: null }), woman)).codes).toEqual(['not-eligible']);
  const heart = newSchedule(desk.clinicId);
  await desk.publish(heart);
  const patient = newPatient();
  expect((await desk.book(visitIn(slotsOn(heart, '2026-11-25', 'first')[0], patient), patient)).status).toBe(201);
  await deliver();
  expect(simp.told).toMatchObject([{ act: 'booked', pesel: woman.pesel, startsAt: a.startsAt, service: 'mammography' }]);
  expect((await desk.cancel(visit.id, 'illness', 1)).status).toBe(200);
  await deliver();
  expect(acts()).toEqual(['booked', 'cancelled']);
});

it('once each and in order, while SIMP is busy, answers get lost and a process dies in the middle', async () => {
  const people = [];
  for (const slot of slots().slice(0, 3)) people.push(await backAndForth(slot, 2));
  // One process takes what it can, and dies.
  expect(await claimExams(central.database, 100)).toHaveLength(3);
  await central.database.query("update simp_message set claimed_until = now() where status = 'delivering'");
  const moods: SimpMood[] = ['busy', 'lost', 'well', 'lost', 'busy'];
  let tries = 0;
  mood = () => moods[tries++ % moods.length] as SimpMood;
  await deliver();
  expect(tries).toBeGreaterThan(12);
  expect(new Set(simp.told.map(({ id }) => id)).size).toBe(12);
  for (const pesel of people) {
    const own = simp.told.filter((exam) => exam.pesel === pesel);
    expect(own.map(({ act }) => act)).toEqual(['booked', 'cancelled', 'booked', 'cancelled']);
    expect(own[0]?.visit).toBe(own[1]?.visit);
    expect(own[2]?.visit).toBe(own[3]?.visit);
  }
});

it('waits longer after each try, and holds back what comes after it', async () => {
  const [slot] = slots();
  mood = () => 'busy';
  await backAndForth(slot, 1);
  await Promise.all(processes.map((one) => one.runOnce()));
  const [first, second] = await central.database.query<{ attempts: number; pause: number }>(
    `select attempts, extract(epoch from next_attempt_at - now())::float8 as pause from simp_message where status = 'waiting' order by number`,
  );
  expect([first?.attempts, second?.attempts]).toEqual([1, 0]);
  expect(first?.pause).toBeGreaterThan(10);
  const tries = simp.tries;
  await Promise.all(processes.map((one) => one.runOnce()));
  expect(simp.tries).toBe(tries);
  mood = () => 'well';
  await deliver();
  expect(acts()).toEqual(['booked', 'cancelled']);
});

it('what SIMP refuses is not repeated, and somebody is told without a name or PESEL', async () => {
  mood = () => 'refuses';
  const pesel = await backAndForth(slots()[0], 1);
  await deliver();
  expect(refusals).toHaveLength(2);
  expect(String(refusals[0])).toContain('http-422');
  expect(String(refusals[0])).not.toContain(pesel);
  expect(simp.told).toEqual([]);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import { outcomeParameters } from '../../core/fhir/visit-change.ts';
import type { RunningCentral } from '../start.ts';
import { dailyRun } from '../waiting-room/daily-run.ts';
import { clinicPlaces } from '../waiting-room/open-slots.ts';
import { townCentre } from '../waiting-room/town-centre.ts';
import { startOfTests, startTestCentral } from './test-central.ts';
import { enter, stand, submission, waitingClinic } from './waiting-clinic.ts';

describe('R22: a run that is broken off', () => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: 'pglite:memory' });
  });
  afterAll(async () => {
    await central.close();
  });

  it('is gone on with: nobody gets two dates, nobody is skipped, and the day stays closed until the end', async () => {
    const { desk, offer, visits } = await waitingClinic(central);
    const entries = [];
    for (let n = 0; n < 7; n++) entries.push((await enter(desk, n === 6 ? { category: 'urgent' } : {})).entry);
    // The day after the window's last one.
    const slots = await offer({ '2027-01-04': 6 });
    const { database } = central;
    const places = await clinicPlaces(database);
    const now = '2026-11-25T08:00:00Z';
    const context = { now, policy: pilotPolicy, newId: randomUUID, places, townCentre: townCentre(places) };
    const opened = async () =>
      (await database.query<{ day: string }>('select window_opened_to::text as day from central'))[0]?.day;
    const before = await opened();

    let batches = 0;
    const crash = () => {
      batches += 1;
      if (batches === 2) throw new Error('the power fails');
    };
    await expect(dailyRun(database, context, '2027-01-04', crash, 2)).rejects.toThrow('the power fails');
    expect((await visits()).length).toBe(4);
    expect(await opened()).toBe(before);

    await dailyRun(database, context, '2027-01-04', () => undefined, 2);
    expect(await opened()).toBe('2027-01-04');
    const order = [entries[6], ...entries.slice(0, 6)];
    const stands = await Promise.all(order.map((entry) => (entry ? stand(desk, entry) : '')));
    expect(stands).toEqual([...slots.map(({ startsAt }) => `assigned ${startsAt}`), 'waiting']);
    const booked = await visits();
    expect(new Set(booked.map(({ slotId }) => slotId)).size).toBe(6);
    expect(booked.length).toBe(6);
  });
});

describe.each([
  ['original', 'first'],
  ['now', 'second'],
] as const)('R28: submission time after a cancelled assignment: %s', (afterCancel, winner) => {
  let central: RunningCentral;
  beforeAll(async () => {
    const waitingRoom = { ...pilotPolicy.waitingRoom, afterCancel };
    central = await startTestCentral({ db: 'pglite:memory', policy: { waitingRoom } });
  });
  afterAll(async () => {
    await central.close();
  });

  it(`the next slot goes to the ${winner} of the queue`, async () => {
    await central.clock.set(startOfTests);
    const { desk, offer, visits } = await waitingClinic(central);
    const first = await enter(desk);
    await offer({ '2026-11-30': 1 });
    await central.clock.advance(10);
    const second = await enter(desk, { criteria: { ...first.entry.criteria, from: '2026-12-01' } });
    await central.clock.advance(10);
    await desk.cancel((await visits())[0]?.id ?? '', 'illness', 1);
    const found = await submission(desk, first.entry.referral);
    expect(found?.entry.status).toBe('waiting');
    const [next] = await offer({ '2026-12-02': 1 });
    const expected = { first: first.entry, second: second.entry }[winner];
    const other = { first: second.entry, second: first.entry }[winner];
    expect(await stand(desk, expected)).toBe(`assigned ${next?.startsAt}`);
    expect(await stand(desk, other)).toBe('waiting');
  });
});

describe.each(['now', 'no-return'] as const)('R28: after a no-show: %s', (afterNoShow) => {
  let central: RunningCentral;
  beforeAll(async () => {
    const waitingRoom = { ...pilotPolicy.waitingRoom, afterNoShow };
    central = await startTestCentral({ db: 'pglite:memory', policy: { waitingRoom } });
  });
  afterAll(async () => {
    await central.close();
  });

  it(afterNoShow === 'now' ? 'back at the end of the queue' : 'waits no more', async () => {
    await central.clock.set(startOfTests);
    const { desk, offer, visits } = await waitingClinic(central);
    const missed = await enter(desk);
    await offer({ '2026-11-30': 1 });
    const [visit] = await visits();
    await central.clock.set('2026-11-30T08:00:00Z');
    const next = await enter(desk);
    const body = outcomeParameters(visit?.id ?? '', { outcome: 'no-show', at: '2026-11-30T07:30:00Z', eventNumber: null });
    expect((await desk.ask('POST', '/Appointment/$set-outcome', { body, ifMatch: 1 })).status).toBe(200);
    expect(await stand(desk, missed.entry)).toBe(afterNoShow === 'now' ? 'waiting' : 'closed no-show');
    const slots = await offer({ '2026-12-07': 2 });
    expect(await stand(desk, next.entry)).toBe(`assigned ${slots[0]?.startsAt}`);
    expect(await stand(desk, missed.entry)).toBe(afterNoShow === 'now' ? `assigned ${slots[1]?.startsAt}` : 'closed no-show');
  });
});

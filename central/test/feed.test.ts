import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { aTask } from '../../core/domain/test-builders.ts';
import { settingToFhir } from '../../core/fhir/setting.ts';
import { taskToFhir } from '../../core/fhir/task.ts';
import type { Queryable } from '../db/database.ts';
import { expireEvents } from '../feed/expire-events.ts';
import { readEvents } from '../feed/read-events.ts';
import type { RunningCentral } from '../start.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import { deskWith, type TestDesk } from './test-desk.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function listen(desk: TestDesk) {
  const { body } = await desk.get(`/Subscription/clinic-${desk.clinicId}/$get-ws-binding-token`);
  const socket = new WebSocket(body.parameter[1].valueUrl);
  const messages: string[] = [];
  socket.on('message', (data) => messages.push(String(data)));
  await once(socket, 'open');
  socket.send(`bind-with-token ${body.parameter[0].valueString}`);
  return { socket, messages };
}
const until = (condition: () => boolean) => expect.poll(condition, { timeout: 5000, interval: 5 }).toBe(true);

describe.each(['pglite', 'postgres'] as const)('the feed on %s', (kind) => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: kind === 'pglite' ? 'pglite:memory' : await postgres.createDatabase() });
  });
  afterAll(() => central.close());

  async function clinicWithSchedule() {
    const { desks } = await newClinic(central);
    const [desk, otherDesk] = desks as [TestDesk, TestDesk];
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    return { desk, otherDesk, schedule };
  }

  it('one event for each act, in order of commit, with the intent that caused it and whole rows', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    const visit = visitIn(slot, patient);
    const [booking, cancelling, opening, saving] = [1, 2, 3, 4].map(() => crypto.randomUUID()) as [
      string,
      string,
      string,
      string,
    ];
    await desk.book(visit, patient, { intent: booking });
    // R27: who dies does not return to the waiting room, so that no further event follows.
    await otherDesk.cancel(visit.id, 'death', 1, 'clinic', { intent: cancelling });
    const task = aTask({ id: crypto.randomUUID(), version: 0, visitId: visit.id, patientId: patient.id });
    await desk.ask('PUT', `/Task?identifier=urn:okienko:task|${task.id}`, { body: taskToFhir(task), intent: opening });
    await desk.ask('PUT', '/Basic?identifier=urn:okienko:setting|ap-kolce', {
      body: settingToFhir({ name: 'ap-kolce', value: { '1100': 12 }, version: 0 }),
      intent: saving,
    });
    const { epoch } = await desk.position();
    const page = await otherDesk.events(1, epoch);
    expect(page.events.map(({ event, intentId }) => [event, intentId])).toEqual([
      [2, booking],
      [3, cancelling],
      [4, opening],
      [5, saving],
    ]);
    const [booked, cancelled, opened, saved] = page.events;
    // A resource is sent as it is now, so the booking already shows the cancelled visit; readers go by version.
    expect(booked?.changes.map(({ entity, key }) => [entity, key])).toEqual([
      ['patient', patient.id],
      ['visit', visit.id],
    ]);
    expect(cancelled?.changes[0]?.row).toMatchObject({ version: 2, status: 'cancelled', cancelReason: 'death' });
    expect(opened?.changes[0]?.row).toMatchObject({ id: task.id, version: 1, state: 'open' });
    expect(saved?.changes[0]?.row).toEqual({ name: 'ap-kolce', value: { '1100': 12 }, version: 1 });
    expect(page.last).toBe(5);
  });

  it('an event that is committed while a page is read waits for the next one: no page goes beyond the position that it names', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    const { epoch, event } = await desk.position();
    const racing: Queryable = {
      exec: (sql) => central.database.exec(sql),
      async query<Row>(sql: string, params?: readonly unknown[]) {
        const rows = await central.database.query<Row>(sql, params);
        if (sql.includes('last_event')) await desk.book(visitIn(slot, patient), patient);
        return rows;
      },
    };
    const page = await readEvents(racing, desk.clinicId, { epoch, event: event - 1 }, 100, '2026-11-23T08:00:00Z');
    expect(page).toMatchObject({ kind: 'page', position: { event } });
    expect(page?.kind === 'page' && page.events.map((each) => each.event)).toEqual([event]);
    expect((await desk.position()).event).toBeGreaterThan(event);
  });

  it('has no gaps and no doubles when both desks write at once', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const slots = ['2026-11-24', '2026-11-25', '2026-11-26'].flatMap((date) => slotsOn(schedule, date, 'continuation'));
    await Promise.all(
      slots.map((slot, n) => {
        const patient = newPatient();
        return (n % 2 ? desk : otherDesk).book(visitIn(slot, patient), patient);
      }),
    );
    const { epoch } = await desk.position();
    const { events, last } = await desk.events(0, epoch);
    expect(events.map(({ event }) => event)).toEqual(Array.from({ length: slots.length + 1 }, (_, n) => n + 1));
    expect(last).toBe(slots.length + 1);
  });

  it('a clinic sees its own stream and its own things only', async () => {
    const here = await clinicWithSchedule();
    const there = await clinicWithSchedule();
    const [slot] = slotsOn(here.schedule, '2026-11-24', 'first');
    const patient = newPatient();
    const visit = visitIn(slot, patient);
    const booked = await here.desk.book(visit, patient);
    for (const operation of ['$status', '$events?eventsSinceNumber=0', '$get-ws-binding-token']) {
      expect((await there.desk.get(`/Subscription/clinic-${here.desk.clinicId}/${operation}`)).status).toBe(403);
    }
    const id = booked.headers.get('location')?.split('/')[1];
    expect((await here.desk.get(`/Appointment/${id}`)).status).toBe(200);
    for (const path of [`/Appointment/${id}`, `/Slot/${slot.id}`]) expect((await there.desk.get(path)).status).toBe(404);
    for (const type of ['Appointment', 'Patient', 'Task', 'Basic']) {
      expect((await there.desk.get(`/${type}?_summary=count`)).body.total).toBe(0);
    }
    expect((await there.desk.cancel(visit.id, 'illness', 1)).codes).toEqual(['not-found']);
    expect((await there.desk.publish({ ...here.schedule, clinicId: there.desk.clinicId }, { ifMatch: 1 })).status).toBe(403);
  });

  it('410 feed-expired for another epoch, for the future, and for what is older than 60 days', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const { epoch } = await desk.position();
    const ask = (since: number, life: string) =>
      desk.get(`/Subscription/clinic-${desk.clinicId}/$events?eventsSinceNumber=${since}&epoch=${life}`);
    expect((await ask(0, epoch)).status).toBe(200);
    for (const reply of [await ask(0, crypto.randomUUID()), await ask(2, epoch)]) {
      expect(reply.status).toBe(410);
      expect(reply.body.issue[0].details.coding[0].code).toBe('feed-expired');
    }
    await expireEvents(central.database, '2027-01-22T08:30:00Z');
    expect((await ask(0, epoch)).status).toBe(410);
    expect((await ask(1, epoch)).status).toBe(200);
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const patient = newPatient();
    await desk.book(visitIn(slot, patient), patient);
    expect((await desk.events(1, epoch)).events).toHaveLength(1);
  });

  it('a publication of thousands of slots comes on a page of its own', async () => {
    const { desk } = await clinicWithSchedule();
    const second = newSchedule(desk.clinicId);
    await desk.publish(second);
    const { epoch } = await desk.position();
    const page = await desk.events(0, epoch);
    const slots = page.events.flatMap(({ changes }) => changes.filter(({ entity }) => entity === 'slot'));
    expect(slots.length).toBeGreaterThan(1000);
    expect(page.events.map(({ event }) => event)).toEqual(slots.length > 2000 ? [1] : [1, 2].slice(0, page.events.length));
    const rest = await desk.events(page.events.at(-1)?.event ?? 0, epoch);
    expect([...page.events, ...rest.events].map(({ event }) => event)).toEqual([1, 2]);
  });

  describe('notices by WebSocket', () => {
    it('binds, tells where the stream stands, then each new last number', async () => {
      const { desk, otherDesk, schedule } = await clinicWithSchedule();
      const { socket, messages } = await listen(otherDesk);
      await until(() => messages.includes('{"last":1}'));
      expect(messages[0]).toBe(`bound ${desk.clinicId}`);
      const [slot] = slotsOn(schedule, '2026-11-24', 'first');
      const patient = newPatient();
      await desk.book(visitIn(slot, patient), patient);
      await until(() => messages.includes('{"last":2}'));
      socket.close();
    });

    it('closes on an unknown token', async () => {
      const socket = new WebSocket(`${central.url.replace('http', 'ws')}/ws`);
      await once(socket, 'open');
      socket.send('bind-with-token nonsense');
      const [code] = (await once(socket, 'close')) as [number];
      expect(code).toBe(1008);
    });
  });
});

it('an event made by another process on the same database is told too', async () => {
  const db = await postgres.createDatabase();
  const [one, other] = [await startTestCentral({ db }), await startTestCentral({ db })];
  const { desks } = await newClinic(one);
  const [desk] = desks as [TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  const { socket, messages } = await listen(desk);
  await until(() => messages.includes('{"last":1}'));
  const [slot] = slotsOn(schedule, '2026-11-24', 'first');
  const patient = newPatient();
  const elsewhere = deskWith(other.url, { clinic: desk.clinicId, clientId: desk.clientId }, desk.token);
  expect((await elsewhere.book(visitIn(slot, patient), patient)).status).toBe(201);
  await until(() => messages.includes('{"last":2}'));
  socket.close();
  await one.close();
  await other.close();
});

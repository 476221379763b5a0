/** Against the real central, behind a proxy that swallows replies: nobody knows what became of the act until central is asked. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningCentral } from '../../central/start.ts';
import { newClinic, newPatient, newReferral, newSchedule, slotsOn, startTestCentral } from '../../central/test/test-central.ts';
import type { TestDesk as Wire } from '../../central/test/test-desk.ts';
import type { Slot } from '../domain/schedule.ts';
import { aContact } from '../domain/test-builders.ts';
import { type Desk, openDesk } from './open-desk.ts';
import { realClock, realTimers } from './real-time.ts';

const timeout = 60_000;
let central: RunningCentral;
let proxy: Server;
let desk: Desk;
let wire: Wire;
let dataDir: string;
/**
 * `swallow`: central does it, the reply is lost, and so is the feed, which would tell the same. `drop`: it never gets there.
 * Questions about intents fail while not `through`.
 */
let bookings: 'through' | 'swallow' | 'drop' = 'through';
let questions: 'through' | 'drop' = 'through';
let lastBooking: { url: string; headers: Record<string, string>; body: string } | null = null;

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function startProxy(target: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const { url = '/', method = 'GET' } = request;
    const body = await textOf(request);
    const kept = ['authorization', 'content-type', 'x-request-id', 'if-match', 'accept'];
    const headers = Object.fromEntries(
      kept.flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])),
    );
    const isBooking = url.includes('$book');
    if (isBooking) lastBooking = { url, headers, body };
    if (url.includes('$events') && bookings === 'swallow') return request.socket.destroy();
    if ((isBooking && bookings === 'drop') || (/\$intent\?/.test(url) && questions === 'drop')) return request.socket.destroy();
    const answer = await fetch(target + url, { method, headers, ...(body === '' ? {} : { body }) });
    const text = await answer.text();
    if (isBooking && bookings === 'swallow') return request.socket.destroy();
    const passed = [...answer.headers].filter(([name]) => !/^(connection|keep-alive|transfer-encoding|content-)/.test(name));
    const type = answer.headers.get('content-type') ?? 'text/plain';
    response.writeHead(answer.status, { ...Object.fromEntries(passed), 'content-type': type }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

beforeAll(async () => {
  central = await startTestCentral({});
  proxy = await startProxy(central.url);
  const clinic = await newClinic(central, 2);
  wire = clinic.desks[0] as Wire;
  const client = clinic.clients[1];
  if (!client) throw new Error('the clinic has one desk only');
  dataDir = mkdtempSync(join(tmpdir(), 'okienko-unknown-'));
  desk = await openDesk({
    dataDir,
    key: randomBytes(32),
    connection: {
      fhirUrl: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/fhir`,
      tokenUrl: central.tokenUrl,
      clinicId: client.clinic,
      clientId: client.clientId,
      privateJwk: client.jwk,
    },
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  });
}, 120_000);

afterAll(async () => {
  await desk.close();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  await central.close();
  rmSync(dataDir, { recursive: true });
});

function booking(slot: Slot) {
  const patient = newPatient();
  return {
    intentId: randomUUID(),
    visitId: randomUUID(),
    slotId: slot.id,
    patient: { ...patient, contact: aContact() },
    patientId: patient.id,
    contact: aContact(),
    kind: 'first' as const,
    category: 'stable' as const,
    entitlement: null,
    referral: newReferral(),
    note: null,
  };
}

const slotState = async (slot: Slot, date: string) =>
  (await desk.client.calendar.day({ date })).columns.flatMap(({ slots }) => slots).find(({ id }) => id === slot.id)?.state;
const offered = async (date: string) => {
  const found = await desk.client.slots.find({ kind: 'first', clinicCodes: ['1100'], scheduleId: null, from: date, limit: 100 });
  return found.days.flatMap(({ slots }) => slots.map(({ id }) => id));
};

it('I3: holds slot and patient back, says so everywhere, and central’s word settles it', { timeout: 120_000 }, async () => {
  const date = '2026-11-27';
  const schedule = newSchedule(wire.clinicId);
  await wire.publish(schedule);
  const [slot] = slotsOn(schedule, date, 'first');
  await expect.poll(async () => slotState(slot, date), { timeout }).toBe('free');

  bookings = 'swallow';
  questions = 'drop';
  const mine = booking(slot);
  expect(await desk.client.visits.book(mine)).toMatchObject({ ok: true });
  await expect.poll(async () => (await desk.client.visits.get({ id: mine.visitId }))?.truth, { timeout }).toBe('unknown');
  expect(await slotState(slot, date)).toBe('held-back');
  expect(await offered(date)).not.toContain(slot.id);
  expect(await desk.client.patients.get({ id: mine.patientId })).toMatchObject({ heldBack: true });
  expect(await desk.client.queue.list()).toMatchObject([{ state: 'unknown', lastAnswer: 'no-answer' }]);
  const other = await desk.client.visits.book(booking(slot));
  expect(other).toMatchObject({ ok: false, refusals: expect.arrayContaining([{ code: 'held-back', path: 'slot' }]) });
  const input = {
    intentId: randomUUID(),
    visitId: mine.visitId,
    seenVersion: 0,
    reason: 'illness' as const,
    by: 'patient' as const,
  };
  expect(await desk.client.visits.cancel(input)).toMatchObject({ ok: false, refusals: [{ code: 'held-back', path: 'patient' }] });

  questions = 'through';
  bookings = 'through';
  await desk.client.desk.syncNow();
  await expect.poll(async () => (await desk.client.visits.get({ id: mine.visitId }))?.truth, { timeout }).toBe('confirmed');
  expect(await slotState(slot, date)).toBe('taken');
  expect(await wire.visit(mine.visitId)).toMatchObject({ status: 'booked', version: 1 });
});

it('a person gives it up: central voids the id, a late arrival is refused, the slot is free again', {
  timeout: 120_000,
}, async () => {
  const date = '2026-11-30';
  const schedule = newSchedule(wire.clinicId);
  await wire.publish(schedule);
  const [slot] = slotsOn(schedule, date, 'first');
  await expect.poll(async () => slotState(slot, date), { timeout }).toBe('free');

  bookings = 'drop';
  questions = 'drop';
  const mine = booking(slot);
  await desk.client.visits.book(mine);
  await expect.poll(async () => (await desk.client.queue.list())[0]?.state, { timeout }).toBe('unknown');
  const given = { intentId: mine.intentId, reason: 'pacjent zrezygnował' };
  await expect.poll(async () => (await desk.client.queue.withdraw(given)).ok, { timeout }).toBe(true);
  expect(await desk.client.visits.get({ id: mine.visitId })).toBeNull();
  expect(await slotState(slot, date)).toBe('free');
  expect(await desk.client.queue.list()).toEqual([]);

  if (!lastBooking) throw new Error('no booking was sent');
  const { url, headers, body } = lastBooking;
  const late = await fetch(central.url + url, { method: 'POST', headers, body });
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('intent-voided')]);
  expect(await wire.visit(mine.visitId)).toBeNull();
  bookings = 'through';
  questions = 'through';
});

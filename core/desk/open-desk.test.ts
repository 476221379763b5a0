import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../../central/start.ts';
import { aContact } from '../domain/test-builders.ts';
import { dataKeyFromFile } from './data-key.ts';
import { askDemoClient } from './demo/demo-client.ts';
import type { DeskConnection } from './desk-connection.ts';
import type { DeskClient } from './local-client.ts';
import { type Desk, openDesk } from './open-desk.ts';
import { realClock, realTimers } from './real-time.ts';

const folders: string[] = [];
const desks = new Set<Desk>();
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'okienko-open-'));
  folders.push(folder);
  return folder;
};
const key = randomBytes(32);

async function open(dataDir: string, connection: DeskConnection | null = null, log = () => undefined): Promise<Desk> {
  const desk = await openDesk({ dataDir, key, connection, clock: realClock, timers: realTimers, log });
  desks.add(desk);
  return desk;
}

async function close(desk: Desk): Promise<void> {
  desks.delete(desk);
  await desk.close();
}

afterEach(async () => {
  for (const desk of desks) await close(desk);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const nowhere: DeskConnection = {
  fhirUrl: 'http://127.0.0.1:9/fhir',
  clinicId: randomUUID(),
  clinicName: 'Przychodnia',
  clientId: 'desk-1',
  privateJwk: { kty: 'EC' },
};

describe('a data folder', () => {
  it('belongs to one process at a time', async () => {
    const dataDir = newFolder();
    const desk = await open(dataDir);
    await expect(open(dataDir)).rejects.toMatchObject({ code: 'data-folder-in-use' });
    expect(await desk.client.desk.status()).toMatchObject({ connection: 'unconnected' });
    await close(desk);
    await open(dataDir);
  });

  it('opens with its own key alone', async () => {
    const dataDir = newFolder();
    await close(await open(dataDir));
    const other = { dataDir, key: randomBytes(32), connection: null, clock: realClock, timers: realTimers, log: () => undefined };
    await expect(openDesk(other)).rejects.toMatchObject({ code: 'journal-unreadable' });
    await open(dataDir);
  });

  it('keeps its connection and its name, and belongs to one clinic for good', async () => {
    const dataDir = newFolder();
    const first = await open(dataDir, nowhere);
    const overview = await first.client.desk.overview();
    expect(overview).toMatchObject({ clinicId: nowhere.clinicId, clinicName: 'Przychodnia' });
    await close(first);
    await expect(open(dataDir, { ...nowhere, clinicId: randomUUID() })).rejects.toMatchObject({ code: 'other-clinic' });
    const again = await open(dataDir);
    expect(await again.client.desk.overview()).toMatchObject({ clinicId: nowhere.clinicId, deskId: overview.deskId });
  });

  it('keeps machine settings', async () => {
    const dataDir = newFolder();
    const desk = await open(dataDir);
    const settings = { language: 'en', theme: 'dark', density: 'compact', hiddenSchedules: [randomUUID()] } as const;
    expect(await desk.client.settings.get()).toMatchObject({ language: 'pl', theme: 'system' });
    await desk.client.settings.save({ ...settings, hiddenSchedules: [...settings.hiddenSchedules] });
    await close(desk);
    expect(await (await open(dataDir)).client.settings.get()).toEqual(settings);
  });
});

describe('the key file of a preview', () => {
  it('is made once, for its owner alone', () => {
    const dataDir = newFolder();
    const made = dataKeyFromFile(dataDir);
    expect(made).toMatchObject({ created: true, file: join(dataDir, 'data.key') });
    expect(made.key).toHaveLength(32);
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
    expect(dataKeyFromFile(dataDir)).toEqual({ ...made, created: false });
  });

  it('that holds no key is refused, not replaced', () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, 'data.key'), 'half');
    expect(() => dataKeyFromFile(dataDir)).toThrow(/does not hold a data key/);
  });
});

describe('a desk and central', () => {
  const port = { current: 0 };
  let folder: string;
  let central: RunningCentral;
  const startAgain = async () => {
    central = await startCentral({ seed: 'demo', db: `pglite:${join(folder, 'central')}`, port: port.current });
    port.current = Number(new URL(central.url).port);
  };
  beforeAll(async () => {
    folder = newFolder();
    await startAgain();
  }, 120_000);
  afterAll(() => central.close());

  const isOnline = (client: DeskClient) =>
    expect.poll(async () => (await client.desk.status()).connection, { timeout: 60_000 }).toBe('online');
  const truthOf = (client: DeskClient, id: string) =>
    expect.poll(async () => (await client.visits.get({ id }))?.truth, { timeout: 60_000 });

  async function aBooking(client: DeskClient) {
    const found = await client.slots.find({
      kind: 'continuation',
      clinicCodes: ['1100'],
      scheduleId: null,
      from: null,
      limit: 5,
    });
    const slot = found.days[0]?.slots[0];
    if (!slot) throw new Error('no free slot');
    const id = randomUUID();
    const person = { familyName: 'Żak', givenName: 'Łucja', document: null, birthDate: null, sex: null, contact: aContact() };
    return {
      intentId: randomUUID(),
      visitId: randomUUID(),
      slotId: slot.id,
      patient: { id, pesel: '52073111110', ...person },
      patientId: id,
      contact: aContact(),
      kind: 'continuation',
      category: null,
      entitlement: null,
      referral: null,
      note: null,
    } as const;
  }

  it('books online; the other desk sees it without asking', { timeout: 240_000 }, async () => {
    const mine = await askDemoClient(central.url, null);
    const { clients } = central;
    const second = clients.find((each) => each.clinic === mine.clinicId && each.clientId !== mine.clientId);
    if (!second) throw new Error('the demo clinic has one desk only');
    const one = (await open(newFolder(), mine)).client;
    const two = (await open(newFolder(), { ...mine, clientId: second.clientId, privateJwk: second.jwk })).client;
    await isOnline(one);
    await isOnline(two);
    expect((await one.desk.overview()).schedules.length).toBeGreaterThan(3);

    const changes = await two.desk.watchChanges();
    await changes.next();
    const booking = await aBooking(one);
    expect(await one.visits.book(booking)).toMatchObject({ ok: true, notes: [] });
    await truthOf(one, booking.visitId).toBe('confirmed');
    expect((await changes.next()).value).toMatchObject({ topics: expect.arrayContaining(['calendar']) });
    await truthOf(two, booking.visitId).toBe('confirmed');
    await changes.return?.();
  });

  it('I2: what was entered without central outlives a restart and reaches central afterwards', { timeout: 240_000 }, async () => {
    const dataDir = newFolder();
    let desk = await open(dataDir, await askDemoClient(central.url, null));
    await isOnline(desk.client);
    await central.close();
    await desk.client.desk.syncNow();
    expect(await desk.client.desk.status()).toMatchObject({ connection: 'offline' });

    const booking = await aBooking(desk.client);
    expect(await desk.client.visits.book(booking)).toMatchObject({ ok: true, notes: ['firm-offline'] });
    await close(desk);
    desk = await open(dataDir);
    expect(await desk.client.visits.get({ id: booking.visitId })).toMatchObject({ patientName: 'Żak Łucja' });
    expect((await desk.client.desk.status()).queue).toMatchObject({ refused: 0 });

    await startAgain();
    await desk.client.desk.syncNow();
    await truthOf(desk.client, booking.visitId).toBe('confirmed');
    expect(await desk.client.queue.list()).toEqual([]);
  });
});

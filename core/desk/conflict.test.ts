import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../../central/start.ts';
import { aContact } from '../domain/test-builders.ts';
import { makeDemoClinic } from './demo/demo-client.ts';
import { type Desk, openDesk } from './open-desk.ts';
import { realClock, realTimers } from './real-time.ts';
import { cable } from './test-cable.ts';

let central: RunningCentral;
let line: Awaited<ReturnType<typeof cable>>;
let near: Desk;
let far: Desk;
const folders: string[] = [];
const desks: Desk[] = [];

beforeAll(async () => {
  central = await startCentral({ admin: true });
  line = await cable(Number(new URL(central.url).port));
  const account = await makeDemoClinic(central.url, 'Przychodnia');
  const response = await fetch(`${central.url}/admin/clients`);
  const { clients } = (await response.json()) as { clients: { clinic: string; clientId: string; jwk: { kty: string } }[] };
  const other = clients.find((each) => each.clinic === account.clinicId && each.clientId !== account.clientId);
  if (!other) throw new Error('the clinic has one desk only');
  const open = async (connection: typeof account & { tokenUrl?: string }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'okienko-conflict-'));
    folders.push(dataDir);
    const key = randomBytes(32);
    const desk = await openDesk({ dataDir, key, connection, clock: realClock, timers: realTimers, log: () => undefined });
    desks.push(desk);
    return desk;
  };
  near = await open(account);
  // Central signs in whoever names its own address.
  far = await open({
    ...account,
    fhirUrl: `${line.url}/fhir`,
    tokenUrl: central.tokenUrl,
    clientId: other.clientId,
    privateJwk: other.jwk,
  });
}, 120_000);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await line.pull();
  await central.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const timeout = 60_000;
const person = { document: null, birthDate: null, sex: null, contact: aContact() };

function booking(slotId: string, familyName: string, pesel: string, referral: string) {
  const id = randomUUID();
  return {
    intentId: randomUUID(),
    visitId: randomUUID(),
    slotId,
    patient: { id, familyName, givenName: 'Łucja', pesel, ...person },
    patientId: id,
    contact: aContact(),
    kind: 'first' as const,
    category: 'stable' as const,
    entitlement: null,
    referral,
    note: null,
  };
}

describe('two desks of a clinic, one of them cut off', () => {
  it('I1, I2: the later one is told, finds its act as a task, and books anew with one click', { timeout: 240_000 }, async () => {
    const folder = join(import.meta.dirname, '../../test/data/przychodnia-program');
    const files = ['pracownicy.csv', 'grafiki.csv'].map((name) => ({
      name,
      base64: readFileSync(join(folder, name)).toString('base64'),
    }));
    expect(await near.client.import.run({ files })).toMatchObject({ problems: [], done: true });
    const search = { kind: 'first', clinicCodes: ['1100'], scheduleId: null, from: null, limit: 10 } as const;
    const freeSlots = async (desk: Desk) =>
      (await desk.client.slots.find({ ...search, clinicCodes: ['1100'] })).days.flatMap((day) => day.slots);
    await expect.poll(async () => (await freeSlots(far)).length, { timeout }).toBe(10);
    const slot = (await freeSlots(far))[0];
    if (!slot) throw new Error('no free slot');

    await line.pull();
    await far.client.desk.syncNow();
    const mine = booking(slot.id, 'Żak', '52073111110', '1'.repeat(44));
    expect(await far.client.visits.book(mine)).toMatchObject({ ok: true, notes: ['request-until-confirmed'] });
    const theirs = booking(slot.id, 'Wilk', '58031200021', '2'.repeat(44));
    expect(await near.client.visits.book(theirs)).toMatchObject({ ok: true });
    const truthAt = (desk: Desk, id: string) =>
      expect.poll(async () => (await desk.client.visits.get({ id }))?.truth, { timeout });
    await truthAt(near, theirs.visitId).toBe('confirmed');
    expect(await far.client.visits.get({ id: mine.visitId })).toMatchObject({ patientName: 'Żak Łucja' });

    await line.plugIn();
    await far.client.desk.syncNow();
    await truthAt(far, theirs.visitId).toBe('confirmed');
    const tasks = (desk: Desk, state: 'open' | 'done') => desk.client.tasks.list({ state, limit: 10 });
    await expect.poll(async () => (await tasks(far, 'open')).length, { timeout }).toBe(1);
    const [task] = await tasks(far, 'open');
    expect(task).toMatchObject({
      kind: 'refused-intent',
      refusals: [{ code: 'slot-taken' }],
      patient: { name: 'Żak Łucja', phone: '+48 730 ••• •48' },
      refused: { act: 'book', wantedStart: slot.startsAt, wanted: { clinicCode: '1100', referral: '1'.repeat(44) } },
    });
    expect(await far.client.visits.get({ id: mine.visitId })).toBeNull();
    await expect.poll(async () => (await tasks(near, 'open')).map((each) => each.id), { timeout }).toEqual([task?.id]);

    const proposal = task?.proposals[0];
    if (!proposal) throw new Error('no other slot was proposed');
    expect(proposal.id).not.toBe(slot.id);
    const anew = { ...mine, intentId: randomUUID(), visitId: randomUUID(), slotId: proposal.id, supersedes: mine.intentId };
    expect(await far.client.visits.book(anew)).toMatchObject({ ok: true });
    await truthAt(far, anew.visitId).toBe('confirmed');
    await truthAt(near, anew.visitId).toBe('confirmed');
    await expect.poll(async () => (await tasks(near, 'done'))[0]?.resolution, { timeout }).toBe('booked-elsewhere');
    await expect.poll(async () => far.client.queue.list(), { timeout }).toEqual([]);
    const day = await near.client.calendar.day({ date: slot.localStart.slice(0, 10) });
    const onSlots = day.columns.flatMap((column) => column.visits).map((visit) => visit.slotId);
    expect(new Set(onSlots).size).toBe(onSlots.length);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../../../central/start.ts';
import type { ScheduleDraft } from '../../contract/schedule-views.ts';
import { withAbsence } from '../../domain/edit-days.ts';
import type { VisitKind, WeeklyHours } from '../../domain/schedule.ts';
import { aContact, weeklyHours } from '../../domain/test-builders.ts';
import { addDays } from '../../domain/time.ts';
import { makeDemoClinic } from '../demo/demo-client.ts';
import { type Desk, openDesk } from '../open-desk.ts';
import { realClock, realTimers } from '../real-time.ts';
import { cable } from '../test-cable.ts';

/** Grafiki against a real central: two desks of one clinic, of which the far one can be cut off. */
const timeout = 60_000;
const today = '2026-11-23';
/** The patients' own day: no other test touches it. */
const day = (offset: number) => addDays(today, offset);

let central: RunningCentral;
let near: Desk;
let far: Desk;
let line: Awaited<ReturnType<typeof cable>>;
const folders: string[] = [];

beforeAll(async () => {
  central = await startCentral({ admin: true, clock: `${today}T07:00:00Z` });
  line = await cable(Number(new URL(central.url).port));
  const account = await makeDemoClinic(central.url, 'Przychodnia');
  const answer = await fetch(`${central.url}/admin/clients`);
  const { clients } = (await answer.json()) as { clients: { clinic: string; clientId: string; jwk: { kty: string } }[] };
  const other = clients.find((each) => each.clinic === account.clinicId && each.clientId !== account.clientId);
  if (!other) throw new Error('the clinic has one desk only');
  const open = async (connection: typeof account & { tokenUrl?: string }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'okienko-grafiki-'));
    folders.push(dataDir);
    const key = randomBytes(32);
    return openDesk({ dataDir, key, connection, clock: realClock, timers: realTimers, log: () => undefined });
  };
  near = await open(account);
  // Central signs in whoever names its own address.
  const cut = { fhirUrl: `${line.url}/fhir`, tokenUrl: central.tokenUrl };
  far = await open({ ...account, ...cut, clientId: other.clientId, privateJwk: other.jwk });
}, 120_000);
afterAll(async () => {
  await near.close();
  await far.close();
  await line.pull();
  await central.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const week = (some: Partial<WeeklyHours> = {}) =>
  ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) =>
    weeklyHours({ weekday, endsAt: '10:00', validFrom: today, validTo: day(120), ...some }),
  );

/** A new doctor with hours on every day; known at both desks. */
async function doctor(name: string): Promise<string> {
  const id = randomUUID();
  const made: ScheduleDraft = {
    id,
    actor: { id: randomUUID(), kind: 'practitioner', name, npwz: null },
    clinicCode: '1100',
    service: 'cardiology',
    weekly: week({ room: name }),
    exceptions: [],
    overrides: [],
    seenVersion: 0,
    seenRevision: 0,
  };
  const published = await near.client.schedules.publish({ batchId: randomUUID(), drafts: [made], decisions: [], reason: null });
  expect(published).toMatchObject({ ok: true });
  for (const desk of [near, far]) await truthAt(desk, id).toBe('confirmed');
  return id;
}

const cardAt = async (desk: Desk, id: string) => {
  const card = (await desk.client.schedules.list()).find(({ schedule }) => schedule.id === id);
  if (!card) throw new Error('no such schedule');
  return card;
};
const truthAt = (desk: Desk, id: string) =>
  expect.poll(async () => (await desk.client.schedules.list()).find(({ schedule }) => schedule.id === id)?.truth, { timeout });
const draftAt = async (desk: Desk, id: string, some: Partial<ScheduleDraft>): Promise<ScheduleDraft> => {
  const { version, revision, clinicId: _, ...definition } = (await cardAt(desk, id)).schedule;
  return { ...definition, seenVersion: version, seenRevision: revision, ...some };
};
const absence = (date: string) => ({ exceptions: withAbsence([], { from: date, to: date }, 'urlop') });
const columnAt = async (desk: Desk, id: string, date: string) =>
  (await desk.client.calendar.day({ date })).columns.find(({ schedule }) => schedule.id === id);

let people = 0;
async function book(desk: Desk, scheduleId: string, date: string, kind: VisitKind): Promise<string> {
  const column = await columnAt(desk, scheduleId, date);
  const slot = column?.slots.find((each) => each.state === 'free' && each.kind === kind);
  if (!slot) throw new Error('no free slot');
  people++;
  const patientId = randomUUID();
  const visitId = randomUUID();
  const result = await desk.client.visits.book({
    intentId: randomUUID(),
    visitId,
    slotId: slot.id,
    patient: {
      id: patientId,
      familyName: `Żak-${people}`,
      givenName: 'Łucja',
      pesel: null,
      document: { kind: 'passport', number: `AB${1000 + people}` },
      birthDate: '1958-03-12',
      sex: 'female',
      contact: aContact(),
    },
    patientId,
    contact: aContact(),
    kind,
    category: 'stable',
    entitlement: null,
    referral: kind === 'first' ? String(people).padStart(44, '7') : null,
    note: null,
  });
  expect(result).toMatchObject({ ok: true });
  return visitId;
}
const visitAt = (desk: Desk, id: string) => desk.client.visits.get({ id });
const settled = (desk: Desk) => expect.poll(async () => (await desk.client.queue.list()).length, { timeout }).toBe(0);
async function everywhere(id: string): Promise<void> {
  for (const desk of [near, far]) await expect.poll(async () => (await visitAt(desk, id))?.truth, { timeout }).toBe('confirmed');
}

describe('a leave with visits', () => {
  it('R9: one is moved, one cancelled, one kept; all of it can be taken back', { timeout: 180_000 }, async () => {
    const id = await doctor('Nowak');
    const date = day(10);
    const visits: string[] = [];
    for (const kind of ['continuation', 'continuation', 'first'] as const) visits.push(await book(near, id, date, kind));
    for (const visit of visits) await everywhere(visit);
    const [moved, cancelled, kept] = visits as [string, string, string];

    const drafts = [await draftAt(far, id, absence(date))];
    const check = await far.client.schedules.check({ drafts });
    expect(new Set(check.affected.map(({ visit }) => visit.id))).toEqual(new Set(visits));
    const slotId = check.affected.find(({ visit }) => visit.id === moved)?.suggestedSlotId ?? '';
    const batchId = randomUUID();
    const was = await visitAt(near, moved);
    expect(
      await far.client.schedules.publish({
        batchId,
        drafts,
        decisions: [
          { decision: 'move', visitId: moved, slotId },
          { decision: 'cancel', visitId: cancelled, reason: 'practitioner-absent' },
          { decision: 'keep', visitId: kept },
        ],
        reason: null,
      }),
    ).toMatchObject({ ok: true, moved: 1, cancelled: 1, kept: 1 });
    await settled(far);
    await expect.poll(async () => (await visitAt(near, moved))?.slotId, { timeout }).toBe(slotId);
    await expect.poll(async () => (await visitAt(near, cancelled))?.status, { timeout }).toBe('cancelled');
    expect(await visitAt(near, kept)).toMatchObject({ status: 'booked', truth: 'confirmed' });
    const left = await columnAt(near, id, date);
    expect(left?.slots).toEqual([]);
    expect(left?.visits.map(({ id: visit, gaps }) => [visit, gaps])).toEqual([[kept, ['outside-schedule']]]);
    // Each was decided about: nobody has a task.
    expect(await near.client.tasks.list({ state: 'open', limit: 10 })).toEqual([]);

    expect(await far.client.schedules.undo({ batchId, scheduleIds: [id], undoId: randomUUID() })).toMatchObject({ ok: true });
    await settled(far);
    await expect.poll(async () => (await visitAt(near, moved))?.slotId, { timeout }).toBe(was?.slotId);
    await expect.poll(async () => (await columnAt(near, id, date))?.visits.length, { timeout }).toBe(3);
    expect((await columnAt(near, id, date))?.visits.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('R9: published offline; a visit booked meanwhile elsewhere stays, and becomes a task', { timeout: 180_000 }, async () => {
    const id = await doctor('Zając');
    const date = day(14);
    await line.pull();
    await far.client.desk.syncNow();
    const drafts = [await draftAt(far, id, absence(date))];
    expect((await far.client.schedules.check({ drafts })).affected).toEqual([]);
    const published = await far.client.schedules.publish({ batchId: randomUUID(), drafts, decisions: [], reason: null });
    expect(published).toMatchObject({ ok: true });
    // On this computer it holds at once.
    expect(await columnAt(far, id, date)).toBeUndefined();
    const visit = await book(near, id, date, 'continuation');
    await settled(near);

    await line.plugIn();
    await far.client.desk.syncNow();
    await settled(far);
    await truthAt(near, id).toBe('confirmed');
    await everywhere(visit);
    for (const desk of [near, far]) {
      const tasks = async () =>
        (await desk.client.tasks.list({ state: 'open', limit: 20 })).map((task) => [task.gap, task.visit?.id]);
      await expect.poll(tasks, { timeout }).toEqual([['outside-schedule', visit]]);
    }
    await expect.poll(async () => (await columnAt(near, id, date))?.slots, { timeout }).toEqual([]);
    expect(await visitAt(near, visit)).toMatchObject({ status: 'booked' });
  });
});

describe('two managers at once', () => {
  it('the later one is told; what it wanted is laid over what the other published', { timeout: 180_000 }, async () => {
    const id = await doctor('Wilk');
    const dates = [day(20), day(21)] as const;
    const [mine, theirs] = [await draftAt(far, id, absence(dates[0])), await draftAt(near, id, absence(dates[1]))];
    const publish = (desk: Desk, draft: ScheduleDraft) =>
      desk.client.schedules.publish({ batchId: randomUUID(), drafts: [draft], decisions: [], reason: null });
    expect((await Promise.all([publish(far, mine), publish(near, theirs)])).map(({ ok }) => ok)).toEqual([true, true]);
    const refusedAt = async () => {
      for (const desk of [near, far]) {
        const card = await cardAt(desk, id);
        if (card.refused && card.truth === 'confirmed' && card.schedule.revision === 2) return { desk, card };
      }
      return null;
    };
    await expect.poll(async () => (await refusedAt())?.card.refused?.refusals[0]?.code, { timeout }).toBe('stale-version');
    const loser = await refusedAt();
    if (!loser?.card.refused) throw new Error('both were accepted');
    const { intentId, rebased } = loser.card.refused;
    await expect
      .poll(
        async () =>
          (await loser.desk.client.tasks.list({ state: 'open', limit: 20 })).some(
            ({ refused }) => refused?.intentId === intentId,
          ),
        { timeout },
      )
      .toBe(true);
    expect(await loser.desk.client.schedules.giveUp({ intentId })).toMatchObject({ ok: true });
    expect(await publish(loser.desk, rebased)).toMatchObject({ ok: true });
    for (const desk of [near, far]) {
      await expect
        .poll(async () => (await cardAt(desk, id)).schedule.exceptions.map(({ date }) => date), { timeout })
        .toEqual([...dates]);
    }
  });
});

it('R9: whatever is published, no visit ever disappears by it', { timeout: 240_000 }, async () => {
  const id = await doctor('Lis');
  const visits: string[] = [];
  for (const offset of [3, 5, 8, 30]) visits.push(await book(near, id, day(offset), 'continuation'));
  for (const visit of visits) await everywhere(visit);
  const edits = fc.record({
    // Hours that hold no slot are refused (R8), which is another test's.
    endsAt: fc.constantFrom('08:30', '09:00', '12:00'),
    slotMinutes: fc.constantFrom(15, 20, 30),
    firstEvery: fc.constantFrom(0, 1, 3),
    validTo: fc.constantFrom(day(4), day(20), day(120)),
    absent: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
    none: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(edits, async ({ absent, none, ...some }) => {
      const weekly = none ? [] : week(some);
      const exceptions = absent === null ? [] : withAbsence([], { from: day(absent), to: day(absent + 2) }, 'urlop');
      const drafts = [await draftAt(near, id, { weekly, exceptions, overrides: [] })];
      const { affected } = await near.client.schedules.check({ drafts });
      const decisions = affected.map(({ visit }) => ({ decision: 'keep' as const, visitId: visit.id }));
      const result = await near.client.schedules.publish({ batchId: randomUUID(), drafts, decisions, reason: 'próba' });
      expect(result).toMatchObject({ ok: true });
      await truthAt(near, id).toBe('confirmed');
      for (const visit of visits) expect(await visitAt(near, visit)).toMatchObject({ status: 'booked', truth: 'confirmed' });
    }),
    { numRuns: Number(process.env.OKIENKO_RUNS ?? 8) },
  );
  await settled(near);
  for (const visit of visits) expect(await visitAt(far, visit)).toMatchObject({ status: 'booked', truth: 'confirmed' });
});

/** Each kind of conflict against the real central: one desk is cut off and acts, the world goes on, the desk comes back. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningCentral } from '../../central/start.ts';
import {
  newClinic,
  newPatient,
  newReferral,
  newSchedule,
  slotsOn,
  startTestCentral,
  visitIn,
} from '../../central/test/test-central.ts';
import type { TestDesk as Wire } from '../../central/test/test-desk.ts';
import type { TaskView } from '../contract/views.ts';
import type { Patient } from '../domain/patient.ts';
import { maskPhone } from '../domain/phone.ts';
import type { Slot } from '../domain/schedule.ts';
import type { ConflictKind } from '../domain/task.ts';
import { aContact } from '../domain/test-builders.ts';
import type { Visit } from '../domain/visit.ts';
import { type Desk, openDesk } from './open-desk.ts';
import { realClock, realTimers } from './real-time.ts';
import { type Cable, cable } from './test-cable.ts';

const timeout = 60_000;
const folders: string[] = [];
const desks: Desk[] = [];
let central: RunningCentral;
let line: Cable;
let near: Desk;
let far: Desk;
let wire: Wire;
let otherClinic: Wire;

beforeAll(async () => {
  central = await startTestCentral({});
  line = await cable(Number(new URL(central.url).port));
  const clinic = await newClinic(central, 3);
  otherClinic = (await newClinic(central, 1)).desks[0] as Wire;
  wire = clinic.desks[0] as Wire;
  const open = async (index: number, url: string) => {
    const client = clinic.clients[index];
    if (!client) throw new Error('the clinic has too few desks');
    const dataDir = mkdtempSync(join(tmpdir(), 'okienko-conflicts-'));
    folders.push(dataDir);
    const desk = await openDesk({
      dataDir,
      key: randomBytes(32),
      connection: {
        fhirUrl: `${url}/fhir`,
        tokenUrl: central.tokenUrl,
        clinicId: client.clinic,
        clientId: client.clientId,
        privateJwk: client.jwk,
      },
      clock: realClock,
      timers: realTimers,
      log: () => undefined,
    });
    desks.push(desk);
    return desk;
  };
  near = await open(1, central.url);
  far = await open(2, line.url);
}, 120_000);

afterAll(async () => {
  for (const desk of desks) await desk.close();
  await line.pull();
  await central.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** In the patient's own account, which knows the visit by central's id. */
async function cancelAsPatient(pesel: string | null): Promise<void> {
  const call = async (method: string, to: string, body: unknown, token = '') => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await fetch(`${central.url}/ikp/api/${to}`, {
      method,
      headers,
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${to} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { token: string; visits: { id: string }[] };
  };
  const { token } = await call('POST', 'login', { pesel });
  const { visits } = await call('GET', 'visits', null, token);
  await call('POST', 'cancel', { visitId: visits[0]?.id, reason: 'illness' }, token);
}

const bookingInput = (slot: Slot, patient: Patient, referral: string) => ({
  intentId: randomUUID(),
  visitId: randomUUID(),
  slotId: slot.id,
  patient: { ...patient, contact: aContact() },
  patientId: patient.id,
  contact: aContact(),
  kind: 'first' as const,
  category: 'stable' as const,
  entitlement: null,
  referral,
  note: null,
});
const moveInput = (visit: Visit, slot: Slot, seenVersion = 1) => ({
  intentId: randomUUID(),
  visitId: visit.id,
  slotId: slot.id,
  seenVersion,
});
const open = (desk: Desk) => desk.client.tasks.list({ state: 'open', limit: 50 });

describe('a desk that was cut off', () => {
  it('finds each conflict as a task of its own kind, at every desk, with what helps', { timeout: 240_000 }, async () => {
    const schedule = newSchedule(wire.clinicId, { revision: 1 });
    const withdrawn = newSchedule(wire.clinicId, { revision: 1 });
    await wire.publish(schedule);
    await wire.publish(withdrawn);
    const day = slotsOn(schedule, '2026-11-27', 'first');
    const nextDay = slotsOn(schedule, '2026-11-30', 'first');
    const goneDay = slotsOn(withdrawn, '2026-12-01', 'first');
    const patients = Array.from({ length: 5 }, () => newPatient());
    const [cancelling, moved, sessionless, taken, referred] = patients as [Patient, Patient, Patient, Patient, Patient];
    const onCancelled = visitIn(day[0], cancelling);
    const onStale = visitIn(day[1], moved);
    const onWithdrawn = visitIn(day[2], sessionless);
    const answers = [];
    for (const [visit, patient] of [
      [onCancelled, cancelling],
      [onStale, moved],
      [onWithdrawn, sessionless],
    ] as const) {
      answers.push((await wire.book({ ...visit, clinicId: wire.clinicId }, patient)).status);
    }
    expect(answers).toEqual([201, 201, 201]);
    const seen = (desk: Desk, id: string) => expect.poll(async () => (await desk.client.visits.get({ id }))?.truth, { timeout });
    await seen(far, onWithdrawn.id).toBe('confirmed');
    await far.client.away.here();

    await line.pull();
    await far.client.desk.syncNow();
    const free = slotsOn(schedule, '2026-12-02', 'first');
    const usedReferral = newReferral();
    const mine = {
      taken: bookingInput(nextDay[0], taken, newReferral()),
      referral: bookingInput(nextDay[1], referred, usedReferral),
    };
    const acts = [
      await far.client.visits.book(mine.taken),
      await far.client.visits.book(mine.referral),
      await far.client.visits.move(moveInput(onCancelled, free[0])),
      await far.client.visits.move(moveInput(onStale, free[1])),
      await far.client.visits.move(moveInput(onWithdrawn, goneDay[0])),
    ];
    expect(acts.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);

    const rival = newPatient();
    await wire.book({ ...visitIn(nextDay[0], rival), clinicId: wire.clinicId }, rival);
    const otherSchedule = newSchedule(otherClinic.clinicId);
    await otherClinic.publish(otherSchedule);
    const elsewhere = { ...visitIn(slotsOn(otherSchedule, '2026-11-27', 'first')[0], referred), clinicId: otherClinic.clinicId };
    const used = await otherClinic.book(
      { ...elsewhere, referral: { key: usedReferral, code: null, clinicCodes: null } },
      referred,
    );
    expect(used.status).toBe(201);
    await cancelAsPatient(cancelling.pesel);
    expect((await wire.move(onStale.id, nextDay[2].id, 1)).status).toBe(200);
    const closed = [{ date: '2026-12-01', kind: 'closed' as const, reason: 'urlop' }];
    expect((await wire.publish({ ...withdrawn, revision: 2, exceptions: closed }, { ifMatch: 1 })).status).toBe(200);

    await line.plugIn();
    await far.client.desk.syncNow();
    await expect.poll(async () => (await open(far)).length, { timeout }).toBe(5);
    await expect.poll(async () => (await open(near)).length, { timeout }).toBe(5);
    // The task is there at once; the feed brings what it is about a moment later.
    await expect
      .poll(async () => (await far.client.visits.get({ id: onStale.id }))?.startsAt, { timeout })
      .toBe(nextDay[2].startsAt);
    const byKind = async (desk: Desk) => new Map((await open(desk)).map((task) => [task.conflict, task]));
    const here = await byKind(far);
    const there = await byKind(near);
    const kinds: ConflictKind[] = ['slot-taken', 'visit-cancelled', 'session-withdrawn', 'referral-used', 'stale-version'];
    expect(new Set(here.keys())).toEqual(new Set(kinds));
    expect(new Set(there.keys())).toEqual(new Set(kinds));
    for (const kind of kinds) {
      expect(here.get(kind), kind).toMatchObject({ refused: { here: true }, patient: { phone: maskPhone('+48730181148') } });
      expect(there.get(kind), kind).toMatchObject({ refused: { here: false }, patient: { phone: maskPhone('+48730181148') } });
    }
    expect(there.get('slot-taken')).toMatchObject({ refused: { act: 'book', wanted: { patientId: taken.id } } });
    expect(here.get('visit-cancelled')).toMatchObject({
      current: { status: 'cancelled', cancelReason: 'illness' },
      refused: { act: 'move', wanted: { patientId: cancelling.id } },
    });
    expect(here.get('stale-version')).toMatchObject({ current: { status: 'booked' }, visit: { startsAt: nextDay[2].startsAt } });
    expect(here.get('referral-used')?.proposals).toEqual([]);

    // Nearest to the wanted time, not to today.
    const distance = (task: TaskView | undefined) => {
      const wanted = Date.parse(task?.refused?.wantedStart ?? '');
      return (task?.proposals ?? []).map(({ startsAt }) => Math.abs(Date.parse(startsAt) - wanted));
    };
    for (const kind of ['slot-taken', 'visit-cancelled', 'session-withdrawn', 'stale-version'] as const) {
      const away = distance(here.get(kind));
      expect(away.length, kind).toBe(6);
      expect(away, kind).toEqual(away.toSorted((a, b) => a - b));
    }

    // What happened meanwhile was not seen by anybody here.
    const away = await far.client.away.list();
    // R27: whose visit was cancelled waits again, and gets the next date at once.
    const expected = ['booked colleague', 'booked waiting-room', 'cancelled patient', 'moved colleague', 'schedule colleague'];
    expect(new Set(away.items.map(({ what, who }) => `${what} ${who}`))).toEqual(new Set(expected));
    expect(away.items).toHaveLength(expected.length);

    // Settled in one act each, at either desk; closed at one, closed at all.
    const anew = there.get('slot-taken');
    const { wanted } = anew?.refused ?? {};
    if (!anew || !wanted || !anew.proposals[0]) throw new Error('nothing to book anew');
    const { clinicCode: _code, ...rest } = wanted;
    const again = { ...rest, intentId: randomUUID(), visitId: randomUUID(), slotId: anew.proposals[0].id };
    expect(await near.client.visits.book(again)).toMatchObject({ ok: true });
    await near.client.tasks.close({ intentId: randomUUID(), taskId: anew.id, resolution: 'booked-elsewhere' });
    const stale = here.get('stale-version');
    await far.client.queue.retry({ intentId: stale?.refused?.intentId ?? '', newIntentId: randomUUID() });
    const cancelled = here.get('visit-cancelled');
    await near.client.tasks.assign({ intentId: randomUUID(), taskId: cancelled?.id ?? '', to: 'me' });
    await near.client.tasks.logCall({
      intentId: randomUUID(),
      taskId: cancelled?.id ?? '',
      outcome: 'later',
      laterAt: '2026-11-23T14:00:00Z',
    });
    await expect
      .poll(async () => (await byKind(far)).get('visit-cancelled')?.callBackAt, { timeout })
      .toBe('2026-11-23T14:00:00Z');
    await far.client.tasks.close({ intentId: randomUUID(), taskId: cancelled?.id ?? '', resolution: 'kept' });
    await far.client.tasks.close({
      intentId: randomUUID(),
      taskId: here.get('referral-used')?.id ?? '',
      resolution: 'patient-called',
    });
    await near.client.tasks.close({
      intentId: randomUUID(),
      taskId: there.get('session-withdrawn')?.id ?? '',
      resolution: 'patient-called',
    });
    for (const desk of [near, far]) {
      await expect.poll(async () => (await open(desk)).length, { timeout }).toBe(0);
      await expect.poll(async () => (await desk.client.queue.list()).length, { timeout }).toBe(0);
    }
    await expect.poll(async () => (await wire.visit(onStale.id))?.slotId, { timeout }).toBe(free[1].id);
    expect(await wire.visit(again.visitId)).toMatchObject({ status: 'booked' });
  });
});

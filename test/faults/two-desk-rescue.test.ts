import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoClient } from '../../central/auth/clients.ts';
import type { RunningCentral } from '../../central/start.ts';
import { newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from '../../central/test/test-central.ts';
import { compareText } from '../../core/desk/compare-text.ts';
import type { DeskContext } from '../../core/desk/desk-context.ts';
import { realClock, realTimers } from '../../core/desk/real-time.ts';
import { newIntent } from '../../core/desk/record.ts';
import { exportRescue, importRescue } from '../../core/desk/safety/rescue.ts';
import type { Act } from '../../core/domain/intent.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { fhirGateway } from '../../core/remote/gateway.ts';
import { openStore } from '../../core/store/open-store.ts';
import type { CentralGateway, Outcome } from '../../core/sync/ports.ts';
import { startSync } from '../../core/sync/start-sync.ts';

/**
 * I2, I3: the queue of a desk that is given up goes to another desk as a file, and the first desk comes back all the same.
 * Real files, real core, real central; only the line of each desk can be cut.
 */
let central: RunningCentral;
const folders: string[] = [];
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(async () => {
  await central.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Whether requests reach central, and whether their answers come back. */
interface Line {
  state: 'whole' | 'answers-lost' | 'cut';
}

function withLine(gateway: CentralGateway, line: Line): CentralGateway {
  const offline = { kind: 'offline' } as const;
  const sent = async (send: () => Promise<Outcome[]>, count: number): Promise<Outcome[]> => {
    if (line.state === 'cut') return Array.from({ length: count }, () => ({ kind: 'retry', status: null, retryAfterMs: null }));
    const answers = await send();
    return line.state === 'answers-lost' ? answers.map(() => ({ kind: 'unknown' })) : answers;
  };
  return {
    ...gateway,
    send: async (...args) => (await sent(async () => [await gateway.send(...args)], 1))[0] ?? { kind: 'unknown' },
    sendBatch: (items) => sent(() => gateway.sendBatch(items), items.length),
    fateOf: async (id) => (line.state === 'whole' ? gateway.fateOf(id) : offline),
    events: async (...args) => (line.state === 'whole' ? gateway.events(...args) : offline),
    position: async () => (line.state === 'whole' ? gateway.position() : offline),
    page: async (...args) => (line.state === 'whole' ? gateway.page(...args) : offline),
    policy: async () => (line.state === 'whole' ? gateway.policy() : offline),
  };
}

function startDesk(client: DemoClient, dataDir: string, line: Line) {
  const gateway = withLine(
    fhirGateway({
      fhirUrl: `${central.url}/fhir`,
      clinicId: client.clinic,
      clientId: client.clientId,
      privateJwk: client.jwk,
      requestTimeoutMs: 60_000,
      userAgent: 'okienko-test',
      now: Date.now,
    }),
    line,
  );
  const store = openStore({ dataDir, key: Buffer.alloc(32, 3) });
  const engine = startSync({
    gateway,
    store,
    clock: realClock,
    timers: realTimers,
    random: Math.random,
    log: () => undefined,
    deskId: client.clientId,
  });
  const context = {
    store,
    time: engine.time,
    deskId: client.clientId,
    author: client.clientId,
    central: { clinicId: client.clinic },
  } as unknown as DeskContext;
  return {
    store,
    engine,
    context,
    enter(act: Act, some: { current?: Visit; baseIntentId?: string } = {}): string {
      const id = randomUUID();
      store.journal.append([newIntent(context, { id, act, seenVersion: some.current ? 1 : null, ...some })]);
      return id;
    },
    shown: () => store.read.prepare('SELECT id, slot_id, status, truth FROM now_visit ORDER BY id').all(),
    async stop(): Promise<void> {
      await engine.stop();
      store.close();
      await gateway.close();
    },
  };
}

type Desk = ReturnType<typeof startDesk>;

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'okienko-two-desks-'));
  folders.push(folder);
  return folder;
};

const sorted = (ids: string[]) => ids.toSorted(compareText);
const statesAt = (desk: Desk, ids: string[]) => ids.map((id) => desk.store.journal.get(id)?.state);

async function clinicWithTwoDesks() {
  const { clients, desks } = await newClinic(central, 2);
  const [one, two] = clients as [DemoClient, DemoClient];
  const [wire] = desks;
  if (!wire) throw new Error('no desk');
  const schedule = newSchedule(one.clinic);
  await wire.publish(schedule);
  // A cancelled first visit would go to the waiting room and come back with another date (R27).
  return { one, two, slots: slotsOn(schedule, '2026-11-24', 'continuation') };
}

/** Of what the clinic has at central: visits by slot, and which intents were applied. */
async function atCentral(clinicId: string) {
  const visits = await central.database.query<{ id: string; slot: string; active: boolean }>(
    `select key as id, slot_id as slot, status = 'booked' as active from visit where clinic_id = $1::uuid`,
    [clinicId],
  );
  const patients = await central.database.query<{ key: string }>('select key from patient where clinic_id = $1::uuid', [
    clinicId,
  ]);
  return { visits, patients };
}

describe('a queue that was taken over, and its desk comes back', () => {
  test.each(['when the other desk is done', 'while the other desk is at it'])(
    '%s: nothing doubled, nothing lost',
    async (when) => {
      const { one, two, slots } = await clinicWithTwoDesks();
      const [folderOne, folderTwo] = [aFolder(), aFolder()];
      const [lineOne, lineTwo]: [Line, Line] = [{ state: 'whole' }, { state: 'whole' }];
      let desk = startDesk(one, folderOne, lineOne);
      const other = startDesk(two, folderTwo, lineTwo);
      await expect
        .poll(() => desk.store.copy.position() !== null && other.store.copy.position() !== null, { timeout: 30_000 })
        .toBe(true);

      // One booking reaches central and its answer is lost; then the line is gone, and work goes on.
      const visits = slots.slice(0, 5).map((slot) => {
        const patient = newPatient();
        return { patient, visit: visitIn(slot, patient, { clinicId: one.clinic }) };
      });
      const ids: string[] = [];
      lineOne.state = 'answers-lost';
      for (const [n, { visit, patient }] of visits.entries()) {
        ids.push(desk.enter({ kind: 'book', visit, patient }));
        if (n > 0) continue;
        await expect.poll(() => statesAt(desk, ids), { timeout: 30_000 }).toEqual(['unknown']);
        lineOne.state = 'cut';
      }
      const [, , moved, cancelled] = visits;
      const target = slots[5];
      if (!moved || !cancelled || !target) throw new Error('too few');
      const onto = { visitId: moved.visit.id, slotId: target.id, scheduleId: target.scheduleId, startsAt: target.startsAt };
      const move = { kind: 'move' as const, ...onto, durationMinutes: target.durationMinutes };
      ids.push(desk.enter(move, { current: moved.visit, baseIntentId: ids[2] ?? '' }));
      const cancel = { kind: 'cancel' as const, visitId: cancelled.visit.id, reason: 'illness' as const, by: 'patient' as const };
      ids.push(desk.enter(cancel, { current: cancelled.visit, baseIntentId: ids[3] ?? '' }));

      const made = exportRescue(desk.context);
      if (!made.ok) throw new Error('refused');
      expect(made.acts).toBe(ids.length);
      await desk.stop();
      expect(importRescue(other.context, made)).toMatchObject({ ok: true, added: ids.length });
      void other.engine.kick();
      if (when.startsWith('when')) {
        await expect.poll(() => statesAt(other, ids), { timeout: 60_000 }).toEqual(ids.map(() => 'confirmed'));
      }
      lineOne.state = 'whole';
      desk = startDesk(one, folderOne, lineOne);
      void desk.engine.kick();
      for (const each of [desk, other]) {
        await expect.poll(() => statesAt(each, ids), { timeout: 60_000 }).toEqual(ids.map(() => 'confirmed'));
      }

      const held = await atCentral(one.clinic);
      expect(sorted(held.visits.map(({ id }) => id))).toEqual(sorted(visits.map(({ visit }) => visit.id)));
      expect(sorted(held.patients.map(({ key }) => key))).toEqual(sorted(visits.map(({ patient }) => patient.id)));
      const slotOf = (id: string) => held.visits.find((visit) => visit.id === id);
      expect(slotOf(moved.visit.id)).toMatchObject({ slot: target.id, active: true });
      expect(slotOf(cancelled.visit.id)).toMatchObject({ active: false });
      const truths = () => [desk, other].map((each) => each.shown());
      await expect.poll(() => JSON.stringify(truths()).includes('"sent"'), { timeout: 30_000 }).toBe(false);
      const [shownOne, shownTwo] = truths();
      expect(shownOne).toEqual(shownTwo);
      expect(shownOne).toHaveLength(visits.length);
      await Promise.all([desk.stop(), other.stop()]);
    },
  );
});

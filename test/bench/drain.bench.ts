/**
 * 10,000 bookings that were entered without a connection go to central, from the real core host in a process of its own. The floor
 * is the same Bundles, as many at once, from a bare HTTP client to a central of its own. Beside it the longest stall: of the
 * core host's thread, and as the screen has it, which goes on asking the contract for a day.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn } from '../../central/test/test-desk.ts';
import { connectToHost, type DeskClient } from '../../core/desk/local-client.ts';
import type { Intent } from '../../core/domain/intent.ts';
import type { Schedule } from '../../core/domain/schedule.ts';
import { slotsFor } from '../../core/domain/slots-for.ts';
import { addDays } from '../../core/domain/time.ts';
import { fhirJson } from '../../core/fhir/systems.ts';
import { batchBundle } from '../../core/remote/intent-request.ts';
import { openStore } from '../../core/store/open-store.ts';
import { batchLanes, batchSize } from '../../core/sync/plan-sends.ts';
import { benchDesk, benchIntent } from './bench-desk.ts';
import { centralProcess } from './central-process.ts';
import { benchKey, patientNumber, tenSchedules, visitOn } from './clinic-history.ts';
import { type Measurement, percentile } from './measurement.ts';

const intents = Number(process.env.OKIENKO_DRAIN ?? 10_000);

export async function measure(): Promise<Measurement[]> {
  const floor = await bareClient();
  const { ms, longestStallMs, calls } = await realDesk();
  return [
    {
      what: `drain of ${intents} intents`,
      unit: 'ms',
      value: ms,
      floor: { what: 'the same Bundles, as many at once, bare HTTP client', value: floor },
      budget: 1.3,
      samples: 1,
    },
    stall('longest stall of the core host during it', longestStallMs, 1),
    stall(
      'longest a screen waited for a day during it',
      Math.max(...calls),
      calls.length,
      `p50 ${percentile(calls, 50).toFixed(1)} ms`,
    ),
  ];
}

function stall(what: string, value: number, samples: number, remark?: string): Measurement {
  return { what, unit: 'ms', value, floor: null, budget: 50, samples, ...(remark && { remark }) };
}

type Central = Awaited<ReturnType<typeof centralProcess>>;

/** A clinic with enough slots in the window, published, and as many bookings. */
async function publish(central: Central): Promise<Intent[]> {
  const clinicId = central.clients[0]?.clinic ?? '';
  const tomorrow = addDays(new Date().toISOString().slice(0, 10), 1);
  const days = Math.ceil(intents / 400) - 1;
  const schedules: Schedule[] = tenSchedules(tomorrow, addDays(tomorrow, 60)).map((each) => ({ ...each, clinicId }));
  const gateway = central.gateway(1);
  for (const schedule of schedules) {
    const outcome = await gateway.send(benchIntent({ kind: 'publish', schedule }), null);
    if (outcome.kind !== 'applied') throw new Error(`central answered ${JSON.stringify(outcome)}`);
  }
  await gateway.close();
  const slots = schedules.flatMap((schedule) => slotsFor(schedule, { from: tomorrow, to: addDays(tomorrow, days) }));
  return slots.slice(0, intents).map((slot, index) => {
    const patient = { ...patientNumber(index), version: 0, document: { kind: 'other' as const, number: `B${index}` } };
    const legacy = { legacy: true, gaps: ['no-referral' as const], bookedBy: 'import' as const };
    return benchIntent({ kind: 'book', visit: { ...visitOn(slot, index, intents), clinicId, version: 0, ...legacy }, patient });
  });
}

async function bareClient(): Promise<number> {
  const central = await centralProcess();
  const [client] = central.clients;
  if (!client) throw new Error('no desk');
  const all = await publish(central);
  const bodies = Array.from({ length: Math.ceil(all.length / batchSize) }, (_, n) =>
    JSON.stringify(
      batchBundle(
        all.slice(n * batchSize, (n + 1) * batchSize).map((intent) => ({ intent, ifMatch: null })),
        client.clinic,
      ),
    ),
  );
  const { token } = await signIn(central.url, { ...client, clinicName: '' });
  const start = performance.now();
  const headers = { authorization: `Bearer ${token}`, 'content-type': fhirJson };
  const lane = async () => {
    for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
      const answer = await fetch(`${central.url}/fhir`, { method: 'POST', headers, body });
      const { entry } = (await answer.json()) as { entry: { response: { status: string } }[] };
      if (!entry.every(({ response }) => response.status.startsWith('201'))) throw new Error(`central answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: batchLanes }, lane));
  const ms = performance.now() - start;
  await central.close();
  return ms;
}

async function realDesk(): Promise<{ ms: number; longestStallMs: number; calls: number[] }> {
  const central = await centralProcess();
  const [client] = central.clients;
  if (!client) throw new Error('no desk');
  const all = await publish(central);
  const dataDir = mkdtempSync(join(tmpdir(), 'okienko-drain-'));
  // The copy first, then a day without a connection.
  const morning = benchDesk(central.gateway(0), dataDir);
  await morning.online();
  await morning.close({ keep: true });
  const store = openStore({ dataDir, key: benchKey });
  store.journal.append(all);
  store.close();

  const child = fork(join(import.meta.dirname, '../faults/real-kills/host-process.ts'));
  const connection = {
    fhirUrl: `${central.url}/fhir`,
    clinicId: client.clinic,
    clientId: client.clientId,
    privateJwk: client.jwk,
  };
  child.send({ dataDir, key: benchKey.toString('hex'), connection });
  await once(child, 'message');
  const start = performance.now();
  const screen = await connectToHost(dataDir);
  if (!screen) throw new Error('no host');
  const calls = await askUntilDone(screen.desk, (all[0] as Intent & { act: { kind: 'book' } }).act.visit.startsAt.slice(0, 10));
  const ms = performance.now() - start;
  child.send('longest-stall');
  const [{ longestStallMs }] = (await once(child, 'message')) as [{ longestStallMs: number }];
  screen.close();
  child.send('close');
  await once(child, 'exit');
  rmSync(dataDir, { recursive: true, force: true });
  await central.close();
  return { ms, longestStallMs, calls };
}

/** What a screen asks for while the queue goes down: the status, as it is shown, and a day. */
async function askUntilDone(desk: DeskClient, date: string): Promise<number[]> {
  const calls: number[] = [];
  for (;;) {
    const asked = performance.now();
    await desk.calendar.day({ date });
    calls.push(performance.now() - asked);
    const { queue } = await desk.desk.status();
    if (queue.refused > 0) throw new Error('central refused');
    if (queue.waiting + queue.sending + queue.unknown === 0) return calls;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

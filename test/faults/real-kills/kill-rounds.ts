import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeClinic } from '../../../central/admin/make-clinic.ts';
import { insertSchedules, insertSlots } from '../../../central/seed/insert-rows.ts';
import type { DeskClient } from '../../../core/desk/local-client.ts';
import type { Slot } from '../../../core/domain/schedule.ts';
import { publishedRange, slotsFor } from '../../../core/domain/slots-for.ts';
import { aSchedule, weeklyHours } from '../../../core/domain/test-builders.ts';
import { addDays, localDateOf } from '../../../core/domain/time.ts';
import { openStore } from '../../../core/store/open-store.ts';
import { type Finding, judge } from '../judge/judge.ts';
import { emptyLedger } from '../judge/ledger.ts';
import { type LongLivedCentral, longLivedCentral } from '../world/central.ts';
import { randomFrom } from '../world/random.ts';
import { burst, type Sent } from './burst.ts';
import { cutConnections } from './cut-connections.ts';
import { type RunningHost, type WaitingHost, waitingHost } from './host.ts';
import type { OpenOrder } from './host-process.ts';

export interface KillsResult {
  kills: number;
  /** Commands that were told accepted, at the first sending or when they were sent again. */
  acknowledged: number;
  /** Of these: answered before the kill that followed; the others were sent again by their id. */
  atOnce: number;
  findings: Finding[];
}

const commandsPerBurst = 10;
const key = '07'.repeat(32);

/**
 * Kills the real host with SIGKILL at random moments (while it opens, while it works), starts it again on the same folder,
 * sends what was not answered once more, and in the end compares what was acknowledged with the journal and with central.
 */
export async function killRounds(kills: number, seed: number): Promise<KillsResult> {
  const random = randomFrom(seed);
  const central = await longLivedCentral('pglite:memory');
  const dataDir = mkdtempSync(join(tmpdir(), 'okienko-kills-'));
  const { order, nextSlot } = await openBigClinic(central, dataDir);
  const stopCutting = cutConnections(Number(new URL(central.url).port), random, 0.2);
  const all: Sent[] = [];
  const findings: Finding[] = [];
  let open: Sent[] = [];
  let spare: WaitingHost = waitingHost();
  try {
    await firstDay(nextHost());
    for (let kill = 0; kill < kills; kill++) {
      const host = nextHost();
      if (random.chance(0.2)) {
        // While it opens its files, signs in, fetches its copy.
        await sleep(random.int(250));
        await host.kill();
        continue;
      }
      const connection = await host.client();
      if (!connection) throw new Error('a host that nobody killed is gone');
      findings.push(...(await forgotten(connection.desk, all)));
      const accepted = all.filter(({ entry }) => entry.act === 'book-new' && entry.answer === 'accepted');
      const fresh = burst(random, commandsPerBurst, nextSlot, accepted.slice(-40));
      all.push(...fresh);
      const sent = [...open, ...fresh];
      // In the middle of it, whatever this machine's speed: when so many have been answered, and a moment later.
      await answered(sent, connection.desk, random.int(sent.length + 1));
      await sleep(random.int(15));
      // Sometimes when central is being told.
      if (random.chance(0.4)) await sleep(random.int(300));
      await host.kill();
      connection.close();
      open = all.filter(({ entry }) => entry.answer === 'none');
    }
    stopCutting();
    await settle(nextHost(), open);
    findings.push(...(await compare(central, order, all)));
  } finally {
    stopCutting();
    spare.kill();
    rmSync(dataDir, { recursive: true, force: true });
    await central.close();
  }
  const acknowledged = all.filter(({ entry }) => entry.answer === 'accepted');
  const atOnce = acknowledged.filter(({ timesSent }) => timesSent === 1);
  return { kills, acknowledged: acknowledged.length, atOnce: atOnce.length, findings };

  function nextHost(): RunningHost {
    const host = spare.open(order);
    spare = waitingHost();
    return host;
  }
}

/** Sends them all; resolves when `count` of them have been answered, or after ten seconds: a line that was cut may hold them up. */
async function answered(sent: readonly Sent[], desk: DeskClient, count: number): Promise<void> {
  let left = count;
  const enough = new Promise<void>((resolve) => {
    const one = () => {
      left -= 1;
      if (left <= 0) resolve();
    };
    if (left === 0) resolve();
    for (const each of sent) each.send(desk).then(one, () => undefined);
  });
  await Promise.race([enough, sleep(10_000)]);
}

/** The desk has its copy: there is something to enter. */
async function firstDay(host: RunningHost): Promise<void> {
  const connection = await host.client();
  if (!connection) throw new Error('a host that nobody killed is gone');
  for (let tries = 0; (await connection.desk.desk.syncNow()).confirmedAsOf === null; tries++) {
    if (tries === 40) throw new Error('the desk does not get its copy');
    await sleep(250);
  }
  connection.close();
  await host.close();
}

/** At once after a restart: every visit that was acknowledged lately is on the screen. */
async function forgotten(desk: DeskClient, all: readonly Sent[]): Promise<Finding[]> {
  const lately = all.filter(({ entry }) => entry.act === 'book-new' && entry.answer === 'accepted').slice(-commandsPerBurst);
  const shown = await Promise.all(lately.map(({ visitId }) => desk.visits.get({ id: visitId })));
  return lately.flatMap(({ visitId }, n) =>
    shown[n] ? [] : [{ kind: 'lost', what: `visit ${visitId} is not shown after a kill` }],
  );
}

async function settle(host: RunningHost, open: readonly Sent[]): Promise<void> {
  const connection = await host.client();
  if (!connection) throw new Error('a host that nobody killed is gone');
  for (const each of open) await each.send(connection.desk);
  for (let tries = 0; tries < 120; tries++) {
    const { queue } = await connection.desk.desk.syncNow();
    if (queue.waiting + queue.sending + queue.unknown === 0) break;
    await sleep(250);
  }
  connection.close();
  await host.close();
}

/** The same judgement as for schedules in virtual time. */
async function compare(central: LongLivedCentral, order: OpenOrder, all: readonly Sent[]): Promise<Finding[]> {
  const store = openStore({ dataDir: order.dataDir, key: Buffer.from(key, 'hex') });
  try {
    const ledger = { ...emptyLedger(), asked: all.map(({ entry }) => entry) };
    const desks = [{ name: 'desk', context: () => ({ store }) }];
    return await judge({ central, clinicId: order.connection.clinicId, desks, ledger, restored: false, waiting: false });
  } finally {
    store.close();
  }
}

async function openBigClinic(central: LongLivedCentral, dataDir: string): Promise<{ order: OpenOrder; nextSlot(): Slot }> {
  const now = `${central.clock.now().slice(0, 19)}Z`;
  const [client] = await makeClinic(central.database, 'Przychodnia próbna', 1);
  if (!client) throw new Error('no desk was made');
  const today = localDateOf(now);
  const weekly = ([1, 2, 3, 4, 5] as const).map((weekday) =>
    weeklyHours({ weekday, startsAt: '07:00', endsAt: '19:00', slotMinutes: 10, validFrom: today, validTo: addDays(today, 50) }),
  );
  const schedule = aSchedule({ id: crypto.randomUUID(), clinicId: client.clinic, weekly });
  const slots = slotsFor(schedule, publishedRange(schedule, today));
  await insertSchedules(central.database, [schedule], () => crypto.randomUUID(), now);
  await insertSlots(central.database, client.clinic, slots, now);
  await central.database.query('update clinic set last_event = 1, feed_start = 1 where id = $1::uuid', [client.clinic]);
  const free = slots.filter(({ startsAt }) => startsAt > addDays(today, 1) && startsAt < addDays(today, 39))[Symbol.iterator]();
  return {
    order: {
      dataDir,
      key,
      connection: { fhirUrl: central.fhirUrl, clinicId: client.clinic, clientId: client.clientId, privateJwk: client.jwk },
    },
    nextSlot() {
      const { value, done } = free.next();
      if (done) throw new Error('there are no free slots left');
      return value;
    },
  };
}

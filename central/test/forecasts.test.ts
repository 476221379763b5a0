import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { RunningCentral } from '../start.ts';
import { candidateOfEntry } from '../waiting-room/candidates.ts';
import { Forecasts } from '../waiting-room/forecasts.ts';
import { clinicPlaces } from '../waiting-room/open-slots.ts';
import { townCentre } from '../waiting-room/town-centre.ts';
import { startTestCentral } from './test-central.ts';
import { enter, leave, submission, type Waiting, type WaitingClinic, waitingClinic } from './waiting-clinic.ts';

let central: RunningCentral;
let clinic: WaitingClinic;
let slots: string[];
const waiting: Waiting[] = [];
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
  clinic = await waitingClinic(central);
  // Beyond the window: nobody is assigned one of them.
  slots = (await clinic.offer({ '2027-01-11': 3, '2027-01-12': 3, '2027-01-13': 3, '2027-01-14': 3 })).map(
    ({ startsAt }) => startsAt,
  );
  for (let n = 0; n < 14; n++) waiting.push(await enter(clinic.desk));
}, 120_000);
afterAll(() => central.close());

const dateOf = (start: string | undefined) => (start === undefined ? null : localDateOf(start));

function forecasts(now = () => central.clock.now(), slow?: { patienceMs: number; gate: Promise<void> }) {
  const { database } = central;
  return new Forecasts({
    database,
    now,
    ...(slow ? { patienceMs: slow.patienceMs } : {}),
    async context() {
      await slow?.gate;
      const places = await clinicPlaces(database);
      return { now: now(), policy: pilotPolicy, newId: () => '', places, townCentre: townCentre(places) };
    },
    onFault: (error) => {
      throw error;
    },
  });
}

async function all(kept: Forecasts) {
  return Promise.all(
    waiting.map(async ({ entry }) => {
      const candidate = await candidateOfEntry(central.database, entry.id);
      if (candidate === null) throw new Error('no such entry');
      return (await kept.for(candidate))?.date ?? null;
    }),
  );
}

describe('R25: forecasts of a page of watched entries', () => {
  it('cost one run, and each is the slot of that place in the queue', async () => {
    const kept = forecasts();
    expect(await all(kept)).toEqual(waiting.map((_, n) => dateOf(slots[n])));
    await all(kept);
    // Within a second; a slower machine asks in two.
    expect(kept.runs).toBeLessThanOrEqual(2);
  });

  it('are reckoned anew after a change, also after one that comes while they are reckoned', async () => {
    const kept = forecasts();
    const last = await candidateOfEntry(central.database, waiting.at(-1)?.entry.id ?? '');
    if (last === null) throw new Error('no such entry');
    expect((await kept.for(last))?.date).toBeNull();
    const early = kept.for(last);
    await clinic.offer({ '2027-01-15': 2 });
    kept.changed();
    expect((await kept.for(last))?.date).toBe('2027-01-15');
    await early;
    expect(kept.runs).toBeLessThanOrEqual(3);
  });

  it('are none as long as the first run takes, and nobody waits for it; then they are there', async () => {
    const gate = Promise.withResolvers<void>();
    const kept = forecasts(undefined, { patienceMs: 20, gate: gate.promise });
    const first = await candidateOfEntry(central.database, waiting[0]?.entry.id ?? '');
    if (first === null) throw new Error('no such entry');
    kept.warm();
    expect(await Promise.all([kept.for(first), kept.for(first)])).toEqual([null, null]);
    gate.resolve();
    await kept.stop();
    expect(await kept.for(first)).toMatchObject({ date: '2027-01-11' });
    // One run for all of them; a slower machine makes another, for the next second.
    expect(kept.runs).toBeLessThanOrEqual(2);
  });

  it('fail where the run fails, and are tried anew', async () => {
    const faults = [new Error('no database')];
    const kept = new Forecasts({
      database: central.database,
      now: () => central.clock.now(),
      async context() {
        const fault = faults.pop();
        if (fault) throw fault;
        const places = await clinicPlaces(central.database);
        return { now: central.clock.now(), policy: pilotPolicy, newId: () => '', places, townCentre: townCentre(places) };
      },
      onFault: () => undefined,
    });
    const first = await candidateOfEntry(central.database, waiting[0]?.entry.id ?? '');
    if (first === null) throw new Error('no such entry');
    await expect(kept.for(first)).rejects.toThrow('no database');
    expect(await kept.for(first)).toMatchObject({ date: '2027-01-11' });
  });

  it('are those of the day when central’s clock is moved', async () => {
    let now = central.clock.now();
    const kept = forecasts(() => now);
    const first = await candidateOfEntry(central.database, waiting[0]?.entry.id ?? '');
    if (first === null) throw new Error('no such entry');
    expect(await kept.for(first)).toEqual({ date: '2027-01-11', asOf: now });
    now = '2027-01-11T20:00:00.000Z';
    // R34: what starts within 48 hours is nobody's.
    expect(await kept.for(first)).toEqual({ date: '2027-01-14', asOf: now });
  });
});

describe('R24, R25: what a desk is told', () => {
  const told = async (one: Waiting | undefined) =>
    (one && (await submission(clinic.desk, one.entry.referral))?.entry.forecast?.date) ?? null;

  it('follows at once when somebody before leaves', async () => {
    expect(await told(waiting[6])).toBe('2027-01-13');
    expect((await leave(clinic.desk, (waiting[3] as Waiting).entry)).status).toBe(200);
    expect(await told(waiting[6])).toBe('2027-01-12');
  });
});

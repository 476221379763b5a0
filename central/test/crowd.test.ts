import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrowdStatus } from '../crowd/crowd.ts';
import { crowdProfile } from '../crowd/profile.ts';
import { type RunningCentral, startCentral } from '../start.ts';
import { faults, startTestCentral } from './test-central.ts';
import { waitingClinic } from './waiting-clinic.ts';

const post = async (central: RunningCentral, body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${central.url}/admin/crowd`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: answer.status, body: (await answer.json()) as CrowdStatus };
};
const statusOf = async (central: RunningCentral) => (await (await fetch(`${central.url}/admin/crowd`)).json()) as CrowdStatus;

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let times = 0; times < 300; times++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('it did not come about');
}

describe('/admin/crowd', () => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: 'pglite:memory' });
    const { offer } = await waitingClinic(central);
    await offer({ '2026-12-01': 8, '2026-12-02': 6 });
  });
  afterAll(async () => {
    await central.close();
    expect(faults).toEqual([]);
  });

  it('is off until it is asked for, and refuses what it cannot read', async () => {
    expect(await statusOf(central)).toMatchObject({ on: false, patients: 0, profile: null, nextAt: null });
    for (const body of [
      {},
      { patients: 0 },
      { patients: 1e6 },
      { patients: 2, profile: 'of my own' },
      { patients: 2, seed: -1 },
      { on: 1 },
    ])
      expect((await post(central, body)).status, JSON.stringify(body)).toBe(400);
    expect((await post(central, { patients: 5 }, { origin: 'https://elsewhere.example' })).status).toBe(403);
  });

  it('lets patients act by central’s clock, and ends', async () => {
    const begun = await post(central, { patients: 25, profile: 'pilot', seed: 3, hours: 4 });
    expect(begun).toMatchObject({
      status: 200,
      body: { on: true, patients: 25, profile: 'pilot', seed: 3, people: { toCome: 25 } },
    });
    await central.clock.advance(4 * 60);
    await until(async () => (await statusOf(central)).people.toCome === 0);
    const after = await statusOf(central);
    // 14 slots for 25 people: some wait, and nobody got a slot of somebody else's.
    expect(after.counts.booked).toBeGreaterThan(8);
    expect(after.counts.entered).toBeGreaterThan(3);
    const [state] = await central.database.query<{ visits: number; waiting: number }>(
      `select (select count(*)::int from visit) as visits, (select count(*)::int from waiting_entry where status = 'waiting') as waiting`,
    );
    expect(state?.visits).toBe(after.counts.booked);
    expect(state?.waiting).toBe(after.people.waiting);

    expect((await post(central, { on: false })).body.on).toBe(false);
    const ended = await statusOf(central);
    await central.clock.advance(30 * 24 * 60);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await statusOf(central)).counts).toEqual(ended.counts);
  });

  it('has a page in Polish, which begins and ends a crowd', async () => {
    const form = async (fields: Record<string, string>, origin = central.url) =>
      (
        await fetch(`${central.url}/tlum`, {
          method: 'POST',
          body: new URLSearchParams(fields),
          headers: { origin },
          redirect: 'manual',
        })
      ).status;
    const fields = { osoby: '4', ziarno: '9', godziny: '0.5', profil: 'january-2026', przychodnie: 'tak' };
    expect(await form(fields, 'https://elsewhere.example')).toBe(403);
    expect(await form({ ...fields, osoby: 'wielu' })).toBe(400);
    expect(await form(fields)).toBe(303);
    expect(await statusOf(central)).toMatchObject({ on: true, patients: 4, seed: 9, profile: 'january-2026' });
    const page = await (await fetch(`${central.url}/tlum`)).text();
    expect(page).toContain('Tłum działa');
    expect(page).toContain('50 091 z 424 232');
    expect(await form({ co: 'koniec' })).toBe(303);
    expect((await statusOf(central)).on).toBe(false);
  });
});

describe('where there must be no crowd', () => {
  it('is not there without demo or --admin', async () => {
    const real = await startCentral({ db: 'pglite:memory' });
    for (const path of ['/admin/crowd', '/tlum']) {
      expect((await fetch(real.url + path)).status).toBe(404);
      expect((await fetch(real.url + path, { method: 'POST' })).status).toBe(404);
    }
    expect(real.crowd).toBeNull();
    await real.close();
  });

  it('is refused where messages go to a real gateway: invented numbers may be somebody’s', async () => {
    const smsGateway = { url: 'http://127.0.0.1:9/never', secret: 'x' };
    const central = await startTestCentral({ db: 'pglite:memory', messages: { smsGateway } });
    expect((await post(central, { patients: 5 })).status).toBe(409);
    expect((await statusOf(central)).on).toBe(false);
    await central.close();
  });
});

describe('exams', () => {
  let central: RunningCentral;
  beforeAll(async () => {
    central = await startTestCentral({ db: 'pglite:memory' });
    const { offer } = await waitingClinic(central);
    const days = Object.fromEntries(['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'].map((date) => [date, 12]));
    await offer(days, { clinicCode: 'MMG', service: 'mammography' });
    await offer(days, { clinicCode: 'CYT', service: 'cytology' });
  });
  afterAll(async () => {
    await central.close();
    expect(faults).toEqual([]);
  });

  it('R31, R36–R38: are booked, rebooked, cancelled and done by women who qualify, and SIMP is told each act', {
    timeout: 120_000,
  }, async () => {
    const crowd = central.crowd;
    const pilot = crowdProfile('pilot');
    if (crowd === null || pilot === null) throw new Error('no crowd');
    const profile = { ...pilot, ofBookings: { moved: 0.4, cancelled: 0.3, noShow: 0.1 } };
    crowd.begin({ patients: 150, profile, seed: 5, hours: 4, outcomes: true, byHand: true });
    while (crowd.nextMs !== null) {
      const ahead = crowd.nextMs - central.clock.nowMs();
      if (ahead > 0) await central.clock.advance(Math.ceil(ahead / 60_000));
      await crowd.act(20);
    }
    const { counts, people } = crowd.status();
    expect(people).toMatchObject({ toCome: 0, looking: 0, booked: 0 });
    const visits = await central.database.query<{
      status: string;
      service: string;
      referral: string | null;
      birthDate: string;
      sex: string;
    }>(
      `select v.status, v.service, v.referral, p.row->>'birthDate' as "birthDate", p.row->>'sex' as sex
       from visit v join patient p on p.id = v.patient_id`,
    );
    expect(counts.exams).toBeGreaterThan(8);
    expect(counts.moved).toBeGreaterThan(0);
    expect(counts.cancelled).toBeGreaterThan(0);
    // There is nothing else to be had here. Rebooked: the old visit is cancelled, the new one is another.
    expect([counts.booked, visits.length]).toEqual([counts.exams, counts.exams + counts.moved]);
    expect(visits.every(({ service, referral, sex }) => service !== 'cardiology' && referral === null && sex === 'female')).toBe(
      true,
    );
    const count = (status: string) => visits.filter((visit) => visit.status === status).length;
    expect([count('cancelled'), count('fulfilled'), count('no-show')]).toEqual([
      counts.cancelled + counts.moved,
      counts.performed,
      counts.missed,
    ]);
    const [simp] = await central.database.query<{ told: number }>('select count(*)::int as told from simp_message');
    expect(simp?.told).toBe(visits.length + count('cancelled'));
    const entries = await central.database.query(`select 1 from waiting_entry where clinic_codes && array['MMG', 'CYT']`);
    expect(entries).toEqual([]);
  });
});

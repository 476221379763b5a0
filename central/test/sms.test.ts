import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import { sign } from '../notifications/signature.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

const secret = 'tajne hasło bramki';
let central: RunningCentral;
beforeAll(async () => {
  // Nobody listens there: what matters is what comes in; the mailbox is looked at through the database.
  central = await startTestCentral({ db: 'pglite:memory', messages: { smsGateway: { url: 'http://127.0.0.1:9/', secret } } });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

let numbers = 100;
let replies = 0;

async function scene(kind: Slot['kind'] = 'first', days: string[] = ['2026-11-27']) {
  const { desks } = await newClinic(central);
  const [desk] = desks as [TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  const phone = `+48730182${numbers++}`;
  const contact = { phone, secondPhone: null, email: null, relation: 'patient' as const };
  const patient: Patient = newPatient({ contact });
  const visits = [];
  for (const day of days) {
    const visit = visitIn(slotsOn(schedule, day, kind)[0], patient, { contact });
    expect((await desk.book(visit, patient)).status).toBe(201);
    visits.push(visit);
  }
  return { desk, phone, visits };
}

async function send(from: string, text: string, some: { id?: string; inReplyTo?: string; signature?: string } = {}) {
  const body = JSON.stringify({ id: some.id ?? `sms-${replies++}`, from, text, inReplyTo: some.inReplyTo ?? null });
  const answer = await fetch(`${central.url}/sms/inbound`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-okienko-signature': some.signature ?? sign(secret, body, Math.floor(Date.now() / 1000)),
    },
  });
  return { status: answer.status, ...((await answer.json()) as { outcome?: string }) };
}

const toldTo = (address: string) =>
  central.database.query<{ id: string; kind: string; facts: { choices?: string[] } }>(
    'select id, kind, facts from communication where address = $1 order by number',
    [address],
  );

describe('R41: an answer to an SMS', () => {
  it('cancels the visit; the clinic learns the reason, the patient gets the confirmation', async () => {
    const { desk, phone, visits } = await scene();
    const { event, epoch } = await desk.position();
    expect(await send(phone, 'Nie, dziękuję')).toEqual({ status: 200, outcome: 'cancelled' });
    const { events } = await desk.events(event, epoch);
    expect(events[0]?.changes[0]?.row).toMatchObject({ id: visits[0]?.id, status: 'cancelled', cancelReason: 'sms-reply' });
    // R27, R33: back in the waiting room, and a new date at once.
    expect((await toldTo(phone)).map(({ kind }) => kind)).toEqual(['booked', 'cancelled', 'booked']);
  });

  it('counts once, however often the gateway brings it, also both at once', async () => {
    const { phone } = await scene();
    const all = await Promise.all([1, 2, 3].map(() => send(phone, 'NIE', { id: 'powtórzony' })));
    expect(all.map(({ outcome }) => outcome)).toEqual(Array(3).fill('cancelled'));
    expect((await toldTo(phone)).map(({ kind }) => kind)).toEqual(['booked', 'cancelled', 'booked']);
  });

  it('R35: cancels a continuation visit too', async () => {
    const { desk, phone, visits } = await scene('continuation');
    expect((await send(phone, 'rezygnuje ')).outcome).toBe('cancelled');
    expect((await desk.visit(visits[0]?.id ?? ''))?.status).toBe('cancelled');
  });

  it('a confirmation changes nothing and costs no answer', async () => {
    const { desk, phone, visits } = await scene();
    expect((await send(phone, 'TAK')).outcome).toBe('confirmed');
    expect((await desk.visit(visits[0]?.id ?? ''))?.status).toBe('booked');
    expect(await toldTo(phone)).toHaveLength(1);
  });

  it('that can be read two ways is asked back, three times a day at most', async () => {
    const { desk, phone, visits } = await scene();
    const outcomes = [];
    for (let n = 0; n < 5; n++) outcomes.push((await send(phone, 'nie wiem jeszcze')).outcome);
    expect(outcomes).toEqual(['asked-back', 'asked-back', 'asked-back', 'ignored', 'ignored']);
    expect((await desk.visit(visits[0]?.id ?? ''))?.status).toBe('booked');
  });

  it('with several visits ahead asks which one, and takes the date as an answer', async () => {
    const { desk, phone, visits } = await scene('first', ['2026-11-27', '2026-12-04']);
    expect((await send(phone, 'NIE')).outcome).toBe('asked-which');
    expect((await toldTo(phone)).at(-1)).toMatchObject({
      kind: 'reply-which',
      facts: { choices: visits.map(({ startsAt }) => startsAt) },
    });
    expect((await send(phone, 'nie 4.12')).outcome).toBe('cancelled');
    expect((await desk.visit(visits[1]?.id ?? ''))?.status).toBe('cancelled');
    // R27: the waiting room has given the patient another date meanwhile.
    expect((await send(phone, 'nie')).outcome).toBe('asked-which');
  });

  it('means the visit of the message that it answers, where the gateway knows it', async () => {
    const { desk, phone, visits } = await scene('first', ['2026-11-27', '2026-12-04']);
    const [first] = await toldTo(phone);
    expect((await send(phone, 'NIE', { inReplyTo: first?.id ?? '' })).outcome).toBe('cancelled');
    expect((await desk.visit(visits[0]?.id ?? ''))?.status).toBe('cancelled');
  });

  it('cannot cancel what has begun, nor what another number stands for', async () => {
    const { phone, visits } = await scene();
    expect((await send('+48604604604', 'NIE')).outcome).toBe('ignored');
    await central.clock.set(visits[0]?.startsAt ?? '');
    expect((await send(phone, 'NIE')).outcome).toBe('nothing-to-cancel');
    await central.clock.set('2026-11-23T08:00:00Z');
  });

  it('is taken only with the gateway’s signature', async () => {
    const { desk, phone, visits } = await scene();
    for (const signature of ['', `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`]) {
      expect((await send(phone, 'NIE', { signature })).status).toBe(401);
    }
    expect((await send('nikt', 'NIE')).status).toBe(400);
    expect((await desk.visit(visits[0]?.id ?? ''))?.status).toBe('booked');
  });
});

describe('/sms, the development mailbox', () => {
  let demo: RunningCentral;
  beforeAll(async () => {
    demo = await startTestCentral({ db: 'pglite:memory' });
  });
  afterAll(() => demo.close());

  const post = (body: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${demo.url}/sms/reply`, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual', headers });

  it('shows what was sent to whom, and cancels by its reply box', async () => {
    const [desk] = (await newClinic(demo)).desks as [TestDesk];
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const patient = newPatient({ familyName: '<b>Wiśniewska</b>', givenName: 'Zofia' });
    const visit = visitIn(slotsOn(schedule, '2026-11-27', 'first')[0], patient);
    await desk.book(visit, patient);
    const shown = async () => (await fetch(`${demo.url}/sms`)).text();
    await expect.poll(shown, { timeout: 10_000 }).toContain('Wizyta umowiona: pt. 27.11.2026');
    expect(await shown()).toContain('Zofia &lt;b&gt;Wiśniewska&lt;/b&gt;');
    expect((await post({ from: '+48730181148', id: 'a', text: 'nie' })).status).toBe(403);
    expect((await post({ from: '+48730181148', id: 'a', text: 'nie' }, { origin: 'https://inna.example' })).status).toBe(403);
    expect((await post({ from: '+48730181148', id: 'a', text: 'nie' }, { origin: demo.url })).status).toBe(303);
    expect((await desk.visit(visit.id))?.status).toBe('cancelled');
    await expect.poll(shown, { timeout: 10_000 }).toContain('odwolana');
  });

  it('runs no script, and is not there without demo', async () => {
    const { headers } = await fetch(`${demo.url}/sms`);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect((await fetch(`${demo.url}/ikp/style.css`)).headers.get('content-type')).toMatch(/^text\/css/);
  });
});

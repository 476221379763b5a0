import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import type { RunningCentral } from '../start.ts';
import { newBrowser, signIn } from './ikp-browser.ts';
import { faults, newClinic, newPatient, newReferral, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

let numbers = 100;

/** A clinic whose only first slots lie beyond the window, so that nothing is found. */
async function scene() {
  const [desk] = (await newClinic(central)).desks as [TestDesk];
  const full = newSchedule(desk.clinicId);
  const schedule = { ...full, weekly: full.weekly.map((hours) => ({ ...hours, validFrom: '2027-02-01' })) };
  await desk.publish(schedule);
  const phone = `+48730183${numbers++}`;
  const patient: Patient = newPatient();
  const page = newBrowser(central.url);
  await signIn(page, patient.pesel);
  const query = `kod=1100&przychodnia=${desk.clinicId}`;
  const enter = (some: Record<string, string> = {}) =>
    page.post(`/ikp/poczekalnia?${query}`, {
      skierowanie: newReferral(),
      telefon: phone,
      imie: 'Ida',
      nazwisko: 'Czekająca',
      ...some,
    });
  const told = async () =>
    (
      await central.database.query<{ kind: string }>('select kind from communication where address = $1 order by number', [phone])
    ).map(({ kind }) => kind);
  const entryKey = async () => /\/ikp\/poczekalnia\/([0-9a-f-]{36})"/.exec((await page.get('/ikp/wizyty')).text)?.[1] ?? '';
  /** First slots on Friday 27 November, published now. */
  const openFriday = () =>
    desk.publish(
      {
        ...schedule,
        revision: 2,
        weekly: [
          ...schedule.weekly,
          ...full.weekly.map((hours) => ({ ...hours, validFrom: '2026-11-27', validTo: '2026-11-27' })),
        ],
      },
      { ifMatch: 1 },
    );
  return { desk, full, page, patient, phone, query, enter, told, entryKey, openFriday };
}

describe('the waiting room in the account', () => {
  it('R12, R25: is offered with the forecast when nothing is found; R42: an entry is told of', async () => {
    const { page, query, enter, told, desk, patient } = await scene();
    const search = (await page.get(`/ikp/szukaj?${query}&pokaz=1`)).text;
    expect(search).toContain('Prognozowany termin: poniedziałek, 1 lutego 2027');
    expect(search).toContain('/ikp/poczekalnia?kod=1100');
    expect(await enter()).toMatchObject({ status: 303, location: '/ikp/wizyty?ok=w-poczekalni' });
    const { text } = await page.get('/ikp/wizyty');
    expect(text).toContain('czeka na termin');
    expect(text).toContain('Prognozowany termin: poniedziałek, 1 lutego 2027');
    expect(text).not.toMatch(/miejsce w kolejce/i);
    expect(await told()).toEqual(['entry-made']);
    // R20: no clinic learns of it.
    expect(
      (await desk.get(`/Patient?identifier=urn:oid:2.16.840.1.113883.3.4424.1.1.616|${patient.pesel}`)).body.total ?? 0,
    ).toBe(0);
  });

  it.each([
    ['no referral', { skierowanie: '' }, 'potrzebne jest e-skierowanie'],
    ['no contact', { telefon: '' }, 'Brakuje telefonu i adresu e-mail'],
    ['no name', { nazwisko: '' }, 'Brakuje imienia albo nazwiska'],
  ])('says in words what is missing: %s', async (_name, fields, sentence) => {
    const { enter } = await scene();
    const answer = await enter(fields);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(sentence)]);
  });

  it('R18: one entry for a referral', async () => {
    const { enter } = await scene();
    const skierowanie = newReferral();
    expect((await enter({ skierowanie })).status).toBe(303);
    const again = await enter({ skierowanie });
    expect([again.status, again.text]).toEqual([409, expect.stringContaining('zgłoszenie w poczekalni')]);
  });

  it('R26: a slot that appears is booked for who waits, and the patient is told', async () => {
    const { enter, page, told, openFriday } = await scene();
    await enter();
    expect((await openFriday()).status).toBe(200);
    await expect.poll(async () => (await page.get('/ikp/wizyty')).text, { timeout: 10_000 }).toContain('termin przydzielony');
    expect((await page.get('/ikp/wizyty')).text).toContain('piątek, 27 listopada 2026, godz. 8:00');
    expect(await told()).toEqual(['entry-made', 'booked']);
  });

  it('R24: criteria change at any time, and the forecast with them', async () => {
    const { enter, page, entryKey } = await scene();
    await enter();
    const key = await entryKey();
    expect((await page.post(`/ikp/poczekalnia/${key}`, { dzien: '5', godzod: '09:00' })).location).toBe(
      '/ikp/wizyty?ok=kryteria',
    );
    const { text } = await page.get('/ikp/wizyty');
    expect(text).toContain('dni: piątek');
    expect(text).toContain('od godz. 09:00');
  });

  it('R27, R29: deleted, it is gone; with an assigned date that is cancelled too and nobody returns', async () => {
    const { enter, page, entryKey, told, openFriday } = await scene();
    await enter();
    await openFriday();
    await expect.poll(async () => (await page.get('/ikp/wizyty')).text, { timeout: 10_000 }).toContain('termin przydzielony');
    const key = await entryKey();
    expect((await page.get(`/ikp/poczekalnia/${key}/usun`)).text).toContain('odwołany przydzielony termin');
    expect((await page.post(`/ikp/poczekalnia/${key}/usun`)).location).toBe('/ikp/wizyty?ok=usuniete');
    const { text } = await page.get('/ikp/wizyty');
    expect(text).not.toContain('Poczekalnia</h2>');
    expect(text).toContain('odwołana');
    expect(await told()).toEqual(['entry-made', 'booked', 'cancelled']);
    const [message] = await central.database.query(
      `select facts->'deleted' as deleted from communication where kind = 'cancelled' order by number desc limit 1`,
    );
    expect(message).toEqual({ deleted: true });
  });

  it('nobody changes or deletes somebody else’s entry', async () => {
    const { enter, entryKey } = await scene();
    await enter();
    const key = await entryKey();
    const stranger = newBrowser(central.url);
    await signIn(stranger, newPatient().pesel);
    await stranger.post(`/ikp/poczekalnia/${key}/usun`);
    await stranger.post(`/ikp/poczekalnia/${key}`, { dzien: '1' });
    expect(await entryKey()).toBe(key);
  });

  it('R27, R41: NIE by SMS returns the patient to the waiting room, USUŃ deletes the entry', async () => {
    const [desk] = (await newClinic(central)).desks as [TestDesk];
    const schedule = newSchedule(desk.clinicId);
    await desk.publish(schedule);
    const phone = `+48730183${numbers++}`;
    const contact = { phone, secondPhone: null, email: null, relation: 'patient' as const };
    const patient = newPatient({ contact });
    const visit = visitIn(slotsOn(schedule, '2026-11-27', 'first')[0], patient, { contact });
    await desk.book(visit, patient);
    const answer = (text: string) =>
      fetch(`${central.url}/sms/reply`, {
        method: 'POST',
        body: new URLSearchParams({ from: phone, id: text, text }),
        redirect: 'manual',
        headers: { origin: central.url },
      });
    const state = async () =>
      (
        await central.database.query<{ status: string }>(`select status from waiting_entry where row->'contact'->>'phone' = $1`, [
          phone,
        ])
      ).map(({ status }) => status);
    await answer('NIE');
    expect((await desk.visit(visit.id))?.status).toBe('cancelled');
    expect(await state()).toEqual([expect.stringMatching(/waiting|assigned/)]);
    await answer('usuń zgłoszenie');
    expect(await state()).toEqual(['closed']);
    const kinds = await central.database.query<{ kind: string }>(
      'select kind from communication where address = $1 order by number',
      [phone],
    );
    expect(kinds.map(({ kind }) => kind)[1]).toBe('cancelled');
    expect(['entry-deleted', 'cancelled']).toContain(kinds.at(-1)?.kind);
  });
});

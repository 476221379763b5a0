import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import type { RunningCentral } from '../start.ts';
import { startCentral } from '../start.ts';
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

async function clinic(name = `Przychodnia ${randomUUID().slice(0, 8)}`) {
  const [desk] = (await newClinic(central)).desks as [TestDesk];
  await central.database.query('update clinic set name = $1 where id = $2', [name, desk.clinicId]);
  const schedule = newSchedule(desk.clinicId);
  return { desk, schedule, name, publish: () => desk.publish(schedule) };
}

const browser = (url = central.url) => newBrowser(url);

async function signedIn(patient: Patient) {
  const page = browser();
  await signIn(page, patient.pesel);
  return page;
}

const booking = (some: Record<string, string> = {}) => ({
  skierowanie: newReferral(),
  telefon: '730 181 148',
  imie: 'Ida',
  nazwisko: 'Internetowa',
  ...some,
});
const visitId = (text: string) => /\/ikp\/odwolaj\/([0-9a-f-]{36})/.exec(text)?.[1] ?? '';
const first = (schedule: Parameters<typeof slotsOn>[0], day = '2026-11-27'): [Slot, Slot, Slot, ...Slot[]] =>
  slotsOn(schedule, day, 'first');

describe('the public pages', () => {
  it('R4: a clinic is on the list once it has published free slots, and leaves it when none is left', async () => {
    const { desk, name, schedule } = await clinic();
    const shown = async () => (await browser().get('/ikp/przychodnie')).text.includes(name);
    expect(await shown()).toBe(false);
    const oneSlot = {
      ...schedule,
      weekly: [
        {
          ...schedule.weekly[0],
          weekday: 5 as const,
          startsAt: '08:00',
          endsAt: '08:20',
          validFrom: '2026-11-27',
          validTo: '2026-11-27',
        } as (typeof schedule.weekly)[0],
      ],
    };
    await desk.publish(oneSlot);
    expect(await shown()).toBe(true);
    const patient = newPatient();
    const [slot] = (await import('../../core/domain/slots-for.ts')).slotsFor(oneSlot, { from: '2026-11-27', to: '2026-11-27' });
    const visit = visitIn(slot as Slot, patient);
    expect((await desk.book(visit, patient)).status).toBe(201);
    expect(await shown()).toBe(false);
    await desk.cancel(visit.id, 'illness', 1);
    expect(await shown()).toBe(true);
  });

  it('tells why a clinic cannot be chosen', async () => {
    const [silent, full, seen] = [await clinic('Cicha Dolina'), await clinic('Pełna Chata'), await clinic('Otwarte Drzwi')];
    await full.desk.publish({ ...full.schedule, weekly: full.schedule.weekly.map((hours) => ({ ...hours, firstEvery: 0 })) });
    await seen.publish();
    const answer = async (name: string) => (await browser().get(`/ikp/przychodnie?nazwa=${encodeURIComponent(name)}`)).text;
    expect(await answer(silent.name)).toContain('nie udostępniła jeszcze terminów');
    expect(await answer(full.name)).toContain('tylko terminy wizyt kontrolnych');
    expect(await answer('otwarte')).toContain('ma wolne terminy');
    expect(await answer('Nie ma takiej')).toContain('nie ma w centralnej e-rejestracji');
    expect(await answer('<script>')).not.toContain('<script>');
  });

  it('R47: says the rules, with the policy’s numbers', async () => {
    const { text } = await browser().get('/ikp/zasady');
    for (const fact of ['najbliższe 40 dni', '90 dni', '48 godz.', '7 dni i 1 dzień przed wizytą']) expect(text).toContain(fact);
  });
});

describe('the patient’s account', () => {
  it('R17: finds, books, and sees the visit; the contact is the one that was given', async () => {
    const { desk, schedule, publish } = await clinic();
    await publish();
    const page = await signedIn(newPatient());
    const found = await page.get(`/ikp/szukaj?pokaz=1&przychodnia=${desk.clinicId}&od=2026-11-27&do=2026-11-27`);
    const [slot] = first(schedule);
    expect(found.text).toContain(`/ikp/umow/${slot.id}`);
    const { event, epoch } = await desk.position();
    expect(await page.post(`/ikp/umow/${slot.id}`, booking())).toMatchObject({
      status: 303,
      location: '/ikp/wizyty?ok=umowiona',
    });
    expect((await page.get('/ikp/wizyty?ok=umowiona')).text).toContain('piątek, 27 listopada 2026, godz. 8:00');
    const { events } = await desk.events(event, epoch);
    expect(events[0]?.changes[1]?.row).toMatchObject({
      bookedBy: 'ikp',
      contact: { phone: '+48730181148', relation: 'patient' },
    });
  });

  it.each([
    ['no referral', { skierowanie: '' }, 'potrzebne jest e-skierowanie'],
    ['a referral of three digits', { skierowanie: '123' }, 'Kod e-skierowania ma 4 cyfry'],
    ['no contact', { telefon: '' }, 'Brakuje telefonu i adresu e-mail'],
    ['half a phone number', { telefon: '73018' }, 'Numer telefonu albo adres e-mail jest niepoprawny'],
  ])('says in words what is wrong and keeps what was typed: %s', async (_name, fields, sentence) => {
    const { schedule, publish } = await clinic();
    await publish();
    const page = await signedIn(newPatient());
    const answer = await page.post(`/ikp/umow/${first(schedule)[0].id}`, booking({ email: '', ...fields }));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).toContain(sentence);
    expect(answer.text).toContain('value="Internetowa"');
  });

  it('I1: a slot that somebody took meanwhile is refused in words', async () => {
    const { desk, schedule, publish } = await clinic();
    await publish();
    const [slot] = first(schedule);
    const other = newPatient();
    await desk.book(visitIn(slot, other), other);
    const page = await signedIn(newPatient());
    const answer = await page.post(`/ikp/umow/${slot.id}`, booking());
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('został przed chwilą zajęty')]);
  });

  it('R31: changes a first visit, R30: cancels it with a reason from the list', async () => {
    const { desk, schedule, publish } = await clinic();
    await publish();
    const patient = newPatient();
    const [from, to] = first(schedule);
    const visit = visitIn(from, patient);
    await desk.book(visit, patient);
    const page = await signedIn(patient);
    const id = visitId((await page.get('/ikp/wizyty')).text);
    expect((await page.get(`/ikp/szukaj?zmiana=${id}&przychodnia=${desk.clinicId}`)).text).toContain(`/ikp/zmien/${id}/${to.id}`);
    expect(await page.post(`/ikp/zmien/${id}/${to.id}`)).toMatchObject({ status: 303, location: '/ikp/wizyty?ok=zmieniona' });
    expect((await desk.visit(visit.id))?.slotId).toBe(to.id);
    expect((await page.post(`/ikp/odwolaj/${id}`)).text).toContain('Nie wybrano powodu');
    expect((await page.post(`/ikp/odwolaj/${id}`, { powod: 'sms-reply' })).text).toContain('Nie wybrano powodu');
    expect(await page.post(`/ikp/odwolaj/${id}`, { powod: 'illness' })).toMatchObject({
      status: 303,
      location: '/ikp/wizyty?ok=odwolana',
    });
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'cancelled', cancelReason: 'illness' });
  });

  it('R6, R35: sees a continuation visit that was brought along, and may only cancel it', async () => {
    const { desk, schedule, publish } = await clinic();
    await publish();
    const patient = newPatient();
    const [slot, other] = slotsOn(schedule, '2026-11-27', 'continuation');
    const visit = visitIn(slot, patient, {
      legacy: true,
      gaps: ['no-contact'],
      contact: { phone: null, secondPhone: null, email: null, relation: 'patient' },
    });
    expect((await desk.book(visit, patient)).status).toBe(201);
    const page = await signedIn(patient);
    const { text } = await page.get('/ikp/wizyty');
    const id = visitId(text);
    expect(text).toContain('zmienia tylko przychodnia');
    expect(text).not.toContain('zmiana=');
    expect((await page.post(`/ikp/zmien/${id}/${other.id}`)).text).toContain('zmienia tylko przychodnia');
    expect((await page.get(`/ikp/odwolaj/${id}`)).text).toContain('nowy termin ustala się z przychodnią');
    expect((await page.post(`/ikp/odwolaj/${id}`, { powod: 'other' })).status).toBe(303);
  });

  it('R34: says who may take the slot that is given back, 48 hours before and later', async () => {
    const { desk, schedule, publish } = await clinic();
    await publish();
    const [soon, later] = [first(schedule, '2026-11-25')[0], first(schedule, '2026-11-26')[0]];
    for (const [slot, sentence] of [
      [soon, 'może wziąć każdy, kto właśnie szuka'],
      [later, 'dostanie osoba z poczekalni'],
    ] as const) {
      const patient = newPatient();
      await desk.book(visitIn(slot, patient), patient);
      const page = await signedIn(patient);
      expect((await page.get(`/ikp/odwolaj/${visitId((await page.get('/ikp/wizyty')).text)}`)).text).toContain(sentence);
    }
  });

  it('R48: a parent acts for a minor and is the contact; an adult child is nobody else’s business', async () => {
    const { desk, schedule } = await clinic();
    await desk.publish({ ...schedule, clinicCode: '1101' });
    const [child, grown] = [newPatient({ pesel: '15250512340' }), newPatient()];
    const mother = newPatient();
    for (const each of [child, grown])
      await central.database.query('insert into guardianship values ($1, $2)', [mother.pesel, each.pesel]);
    const page = await signedIn(mother);
    const menu = (await page.get('/ikp/wizyty')).text;
    expect([...menu.matchAll(/<option/g)]).toHaveLength(2);
    await page.post('/ikp/osoba', { osoba: '1' });
    const search = (await page.get('/ikp/szukaj')).text;
    expect(search).toContain('poradnia kardiologiczna dla dzieci');
    expect(search).not.toContain('>poradnia kardiologiczna<');
    expect((await page.post(`/ikp/umow/${first(schedule)[0].id}`, booking())).status).toBe(303);
    const [row] = await central.database.query<{ contact: object; pesel: string }>(
      `select v.row->'contact' as contact, p.pesel from visit v join patient p on p.id = v.patient_id where p.pesel = $1`,
      [child.pesel],
    );
    expect(row).toMatchObject({ contact: { relation: 'guardian' } });
  });

  it('searches by weekday, hours, doctor and dates; what cannot be read is left out', async () => {
    const { desk, publish } = await clinic();
    await publish();
    const page = await signedIn(newPatient());
    const times = async (query: string) => {
      const { text, status } = await page.get(`/ikp/szukaj?pokaz=1&przychodnia=${desk.clinicId}&${query}`);
      expect(status).toBe(200);
      return [...text.matchAll(/<h3>([^,]+),|class="hour">([\d:]+)/g)].map(([, day, hour]) => day ?? hour);
    };
    expect(await times('od=2026-11-24&do=2026-12-01&dzien=5')).toEqual(['piątek', '8:00', '9:00', '10:00', '11:00']);
    expect(await times('od=2026-11-24&do=2026-11-24&godzod=09:00&godzdo=10:00')).toEqual(['wtorek', '9:00', '10:00']);
    expect(await times('lekarz=nikt')).toEqual([]);
    expect((await times('od=jutro&dzien=9&godzod=99:99&do=2026-11-24')).length).toBeGreaterThan(0);
  });
});

describe('the session', () => {
  it('is in a cookie that no script and no other site can use, and holds no PESEL in the open', async () => {
    const patient = newPatient();
    const page = browser();
    const answer = await signIn(page, patient.pesel);
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Path=\/ikp; HttpOnly; SameSite=Strict/);
    expect(Buffer.from([...page.cookies.values()].join(), 'base64url').toString()).not.toContain(patient.pesel);
    expect((await page.get('/ikp/wizyty')).headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  });

  it('is needed for everything but the public pages; a form without its token or from elsewhere does nothing', async () => {
    const { desk, schedule, publish } = await clinic();
    await publish();
    const patient = newPatient();
    const visit = visitIn(first(schedule)[0], patient);
    await desk.book(visit, patient);
    for (const path of ['/ikp/wizyty', '/ikp/szukaj', '/ikp/wiadomosci', `/ikp/umow/${visit.slotId}`]) {
      expect(await browser().get(path)).toMatchObject({ status: 303, location: '/ikp/logowanie' });
    }
    const page = await signedIn(patient);
    const path = `/ikp/odwolaj/${visitId((await page.get('/ikp/wizyty')).text)}`;
    const token = await page.token();
    await page.send(path, { powod: 'illness' });
    await page.send(path, { powod: 'illness', token: 'zgadywany' });
    await page.send(path, { powod: 'illness', token }, {});
    await page.send(path, { powod: 'illness', token }, { origin: 'https://inna.example' });
    expect((await desk.visit(visit.id))?.status).toBe('booked');
    const stranger = await signedIn(newPatient());
    await stranger.post(path, { powod: 'illness' });
    expect((await desk.visit(visit.id))?.status).toBe('booked');
    expect((await page.send(path, { powod: 'illness', token })).location).toBe('/ikp/wizyty?ok=odwolana');
  });

  it('does not open with the token of the other interface, nor with a wrong PESEL, nor by trying', async () => {
    const patient = newPatient();
    const answer = await fetch(`${central.ikpUrl}/login`, {
      method: 'POST',
      body: JSON.stringify({ pesel: patient.pesel }),
      headers: { 'content-type': 'application/json' },
    });
    const { token } = (await answer.json()) as { token: string };
    const page = browser();
    page.cookies.set('okienko-ikp', token);
    expect((await page.get('/ikp/wizyty')).status).toBe(303);
    expect((await signIn(browser(), '12345678901')).text).toContain('Numer PESEL jest niepoprawny');
    const statuses = [];
    for (let n = 0; n < 25; n++) statuses.push((await signIn(browser(), '12345678901')).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it('cannot be begun without demo or --admin, while the list and the rules are there', async () => {
    const real = await startCentral({ db: 'pglite:memory' });
    const page = browser(real.url);
    expect((await page.get('/ikp/logowanie')).status).toBe(404);
    expect((await page.get('/sms')).status).toBe(404);
    expect((await page.get('/ikp/przychodnie')).status).toBe(200);
    expect(await page.get('/ikp')).toMatchObject({ status: 303, location: '/ikp/przychodnie' });
    await real.close();
  });
});

/** R31, R36, R38 on the patient's pages. Central's clock stands at Monday 23 November 2026, 9:00. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import type { RunningCentral } from '../start.ts';
import { newBrowser, signIn } from './ikp-browser.ts';
import { faults, newClinic, newPatient, newSchedule, newWoman, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function examClinic(clinicCode: 'MMG' | 'CYT' = 'MMG') {
  const [desk] = (await newClinic(central)).desks as [TestDesk];
  const service = clinicCode === 'MMG' ? ('mammography' as const) : ('cytology' as const);
  const schedule = newSchedule(desk.clinicId, { clinicCode, service });
  expect((await desk.publish(schedule)).status).toBe(201);
  return { desk, schedule, slots: slotsOn(schedule, '2026-11-24', 'first') };
}

async function tell(record: object): Promise<void> {
  const reply = await fetch(`${central.url}/admin/exam-records`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });
  expect(reply.status).toBe(204);
}

async function signedIn(patient: Patient) {
  const page = newBrowser(central.url);
  await signIn(page, patient.pesel);
  return page;
}

const contact = { telefon: '730 181 148', imie: 'Ida', nazwisko: 'Internetowa' };
const way = 'href="/ikp/badania"';
const rebookOf = (text: string) => /\/ikp\/badania\/zmien\/[0-9a-f-]{36}/.exec(text)?.[0] ?? '';
/** What SIMP is told, in its order. */
const told = (pesel: string | null) =>
  central.database.query<{ act: string }>("select facts->>'act' as act from simp_message where person = $1 order by number", [
    pesel,
  ]);

describe('R36: the section is there for whom a programme takes', () => {
  it.each([
    ['of 45, for both exams', '1981-11-23', ['mammografia', 'cytologia']],
    ['of 44, for cytology alone', '1981-11-24', ['cytologia']],
    ['of 70, for mammography alone', '1956-05-05', ['mammografia']],
  ])('a woman %s', async (_, birthDate, names) => {
    const page = await signedIn(newWoman(birthDate));
    expect((await page.get('/ikp/wizyty')).text).toContain(way);
    const { text, status } = await page.get('/ikp/badania');
    expect(status).toBe(200);
    const offered = [...text.matchAll(/<option value="(?:MMG|CYT)"[^>]*>([^<]+)/g)].map(([, name]) => name);
    expect(offered).toEqual(names);
  });

  it.each([
    ['too young for both', newWoman('2002-01-01'), {}, ['od 45 do 74 lat', 'od 25 do 64 lat']],
    ['a man', newPatient({ pesel: '80010112357' }), {}, ['Program jest dla kobiet']],
    ['not insured', newWoman('1970-05-05'), { insured: false }, ['eWUŚ nie potwierdza dziś prawa do świadczeń']],
  ])('nobody else: %s is told why at the address, and books nothing', async (_, patient, record, sentences) => {
    const { slots, desk } = await examClinic();
    await tell({ pesel: patient.pesel, ...record });
    const page = await signedIn(patient);
    expect((await page.get('/ikp/wizyty')).text).not.toContain(way);
    for (const path of ['/ikp/badania', `/ikp/umow/${slots[0].id}`]) {
      const { text, status } = await page.get(path);
      expect(status).toBe(403);
      expect(text).toContain(sentences[0]);
    }
    for (const sentence of sentences) expect((await page.get('/ikp/badania')).text).toContain(sentence);
    const refused = await page.post(`/ikp/umow/${slots[0].id}`, contact);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(sentences[0] as string)]);
    expect((await desk.get(`/Slot/${slots[0].id}`)).body.status).toBe('free');
  });

  it('of an exam that she had too lately she is told the day from which on; the other one stays open', async () => {
    const woman = newWoman('1970-05-05');
    await tell({ pesel: woman.pesel, exams: [{ service: 'mammography', lastExamOn: '2025-10-10', exclusions: [] }] });
    const page = await signedIn(woman);
    const { text, status } = await page.get('/ikp/badania?kod=MMG');
    expect([status, text]).toEqual([403, expect.stringContaining('od dnia: niedziela, 10 października 2027')]);
    expect((await page.get('/ikp/badania')).text).toContain('cytologia');
  });
});

describe('an exam in the account', () => {
  it('R38: is found by clinic, unit and date up to 90 days ahead, booked without a referral, and cancelled', async () => {
    const { desk, schedule, slots } = await examClinic();
    const woman = newWoman('1970-05-05');
    const page = await signedIn(woman);
    const search = (query: string) => page.get(`/ikp/badania?kod=MMG&pokaz=1&przychodnia=${desk.clinicId}&${query}`);
    const [last, after] = [slotsOn(schedule, '2027-02-19', 'first')[0], slotsOn(schedule, '2027-02-22', 'first')[0]];
    expect((await search(`lekarz=${schedule.actor.id}&od=2027-02-19&do=2027-02-19`)).text).toContain(`/ikp/umow/${last.id}`);
    expect((await search('od=2027-02-22&do=2027-02-22')).text).not.toContain(after.id);
    expect((await search('lekarz=nikt')).text).toContain('Nie ma pasujących terminów');
    const form = (await page.get(`/ikp/umow/${slots[0].id}`)).text;
    expect(form).toContain('Umów badanie');
    expect(form).not.toContain('E-skierowanie');
    expect((await page.post(`/ikp/umow/${slots[0].id}`, { ...contact, telefon: '' })).text).toContain('Brakuje telefonu');
    const booked = await page.post(`/ikp/umow/${slots[0].id}`, contact);
    expect(booked.location).toBe('/ikp/wizyty?ok=badanie');
    const { text } = await page.get('/ikp/wizyty?ok=badanie');
    expect(text).toContain('Badanie jest umówione');
    expect(text).toContain('wtorek, 24 listopada 2026, godz. 8:00');
    // Booked already: no second one.
    expect((await page.get('/ikp/badania?kod=MMG')).text).toContain('już umówione na dzień: wtorek, 24 listopada 2026');
    const cancel = /\/ikp\/odwolaj\/[0-9a-f-]{36}/.exec(text)?.[0] ?? '';
    expect((await page.post(cancel, { powod: 'illness' })).location).toBe('/ikp/wizyty?ok=odwolana');
    expect((await page.get('/ikp/badania?kod=MMG')).status).toBe(200);
  });

  it('R31: is changed by cancelling and booking anew, in one step for her and in two for SIMP', async () => {
    const { desk, slots } = await examClinic();
    const there = await examClinic();
    const woman = newWoman('1970-05-05');
    const visit = visitIn(slots[0], woman, { referral: null });
    await desk.book(visit, woman);
    const page = await signedIn(woman);
    const path = rebookOf((await page.get('/ikp/wizyty')).text);
    const search = await page.get(`${path}?przychodnia=${there.desk.clinicId}`);
    expect(search.text).toContain('wtorek, 24 listopada 2026, godz. 8:00');
    expect(search.text).toContain(`${path}/${there.slots[1].id}`);
    const confirm = await page.get(`${path}/${there.slots[1].id}`);
    expect(confirm.text).toContain('Ten termin zostanie odwołany');
    const done = await page.post(`${path}/${there.slots[1].id}`);
    expect([done.status, done.location]).toEqual([303, '/ikp/wizyty?ok=badanie-zmienione']);
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'cancelled', cancelReason: 'other-date' });
    expect((await desk.get(`/Slot/${slots[0].id}`)).body.status).toBe('free');
    expect((await there.desk.get(`/Slot/${there.slots[1].id}`)).body.status).toBe('busy');
    const acts = await told(woman.pesel);
    expect(acts.map(({ act }) => act)).toEqual(['booked', 'cancelled', 'booked']);
  });

  it('R31: keeps the old date when the new one was taken meanwhile', async () => {
    const { desk, slots } = await examClinic();
    const [woman, other] = [newWoman('1970-05-05'), newWoman('1970-05-05')];
    const visit = visitIn(slots[0], woman, { referral: null });
    await desk.book(visit, woman);
    await desk.book(visitIn(slots[1], other, { referral: null }), other);
    const page = await signedIn(woman);
    const path = rebookOf((await page.get('/ikp/wizyty')).text);
    const refused = await page.post(`${path}/${slots[1].id}`);
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('został przed chwilą zajęty')]);
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'booked', slotId: slots[0].id });
    expect((await told(woman.pesel)).map(({ act }) => act)).toEqual(['booked']);
  });

  it('R31, R39: nobody changes the exam of somebody else, nor a repeat exam', async () => {
    const { desk, slots } = await examClinic();
    const woman = newWoman('1970-05-05');
    await tell({ pesel: woman.pesel, exams: [{ service: 'mammography', lastExamOn: '2025-10-10', exclusions: [] }] });
    const visit = visitIn(slots[0], woman, { referral: null, kind: 'continuation' });
    expect((await desk.book(visit, woman)).status).toBe(201);
    const page = await signedIn(woman);
    const { text } = await page.get('/ikp/wizyty');
    expect(text).toContain('Termin tego badania zmienia tylko przychodnia');
    const id = /\/ikp\/odwolaj\/([0-9a-f-]{36})/.exec(text)?.[1] ?? '';
    for (const each of [page, await signedIn(newWoman('1970-05-05'))]) {
      expect((await each.post(`/ikp/badania/zmien/${id}/${slots[1].id}`)).location).toBe('/ikp/wizyty');
    }
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'booked', slotId: slots[0].id });
  });
});

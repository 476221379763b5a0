/** R38: a mammobus whose place differs by date, over HTTP. Central's clock stands at Monday 23 November 2026, 9:00. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aStop } from '../../core/domain/test-builders.ts';
import { localDateOf } from '../../core/domain/time.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { searchAnswerOf, searchParameters } from '../../core/fhir/search.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import { claimMessages } from '../notifications/claim-messages.ts';
import { messageText } from '../notifications/message-text.ts';
import type { RunningCentral } from '../start.ts';
import { newBrowser, signIn } from './ikp-browser.ts';
import { faults, newClinic, newSchedule, newWoman, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

const wieliczka = aStop({ from: '2026-12-01', to: '2026-12-03' });
const bochnia = aStop({
  from: '2026-12-04',
  to: '2026-12-04',
  town: 'Bochnia',
  address: 'ul. Solna 2',
  latitude: 49.969,
  longitude: 20.43,
});
const actor = { id: randomUUID(), kind: 'device' as const, name: 'Mammobus 1', npwz: null };

async function mobileClinic() {
  const [desk] = (await newClinic(central)).desks as [TestDesk];
  const place = { town: 'Kraków', voivodeship: '12', address: 'ul. Jasna 1', latitude: 50.061, longitude: 19.938 };
  await central.database.query('update clinic set place = $1::jsonb where id = $2', [JSON.stringify(place), desk.clinicId]);
  const unit = { clinicCode: 'MMG', service: 'mammography' as const, actor: { ...actor, id: randomUUID() } };
  const schedule = newSchedule(desk.clinicId, { ...unit, stops: [wieliczka, bochnia] });
  return { desk, schedule };
}

async function find(desk: TestDesk, some: Partial<SearchCriteria>, actorId: string) {
  const criteria = { ...anyCriteria, from: '2026-11-30', to: '2026-12-07', ...some, actorIds: [actorId] };
  const body = searchParameters({
    criteria,
    from: '2026-11-30T00:00:00Z',
    to: '2026-12-08T00:00:00Z',
    clinicCodes: ['MMG'],
    birthDate: null,
    category: 'stable',
    entitled: false,
    limit: 500,
  });
  const reply = await desk.ask('POST', '/Appointment/$find', { body });
  expect(reply.status).toBe(200);
  return reply.body;
}

it('is found where it stands on that day, by town, radius and voivodeship; on other days at its clinic', async () => {
  const { desk, schedule } = await mobileClinic();
  const published = await desk.publish(schedule);
  expect([published.status, problemsOf(published.body)]).toEqual([201, []]);
  const days = async (some: Partial<SearchCriteria>) => {
    const answer = searchAnswerOf(await find(desk, some, schedule.actor.id));
    return [...new Set(answer?.slots.map(({ slot, town }) => `${localDateOf(slot.startsAt).slice(5)} ${town}`))];
  };
  const atWieliczka = ['12-01 Wieliczka', '12-02 Wieliczka', '12-03 Wieliczka'];
  const atClinic = ['11-30 Kraków', '12-07 Kraków'];
  const everywhere = ['11-30 Kraków', ...atWieliczka, '12-04 Bochnia', '12-07 Kraków'];
  expect(await days({})).toEqual(everywhere);
  expect(await days({ town: 'Wieliczka' })).toEqual(atWieliczka);
  expect(await days({ town: 'Kraków' })).toEqual(atClinic);
  expect(await days({ town: 'Kraków', radiusKm: 25 })).toEqual(['11-30 Kraków', ...atWieliczka, '12-07 Kraków']);
  expect(await days({ voivodeship: '12', clinicIds: [desk.clinicId] })).toEqual(everywhere);
  expect(await days({ voivodeship: '14' })).toEqual([]);
});

it('says its place on the wire, in the account and in messages', async () => {
  const { desk, schedule } = await mobileClinic();
  await desk.publish(schedule);
  const body = await find(desk, { town: 'Bochnia' }, schedule.actor.id);
  expect(problemsOf(body)).toEqual([]);
  const [, place] = body.entry[0].resource.contained;
  expect(place).toMatchObject({ resourceType: 'Location', address: { city: 'Bochnia', line: ['ul. Solna 2'], state: '12' } });

  const page = newBrowser(central.url);
  const woman = newWoman('1970-05-05');
  await signIn(page, woman.pesel);
  const search = `/ikp/badania?kod=MMG&pokaz=1&przychodnia=${desk.clinicId}&miejscowosc=Bochnia`;
  const found = (await page.get(search)).text;
  expect(found).toContain('<option value="Bochnia" selected>');
  expect(found).toContain('postój: Bochnia, ul. Solna 2');
  const [slot] = slotsOn(schedule, '2026-12-04', 'first');
  expect((await page.get(`/ikp/umow/${slot.id}`)).text).toContain('Bochnia, ul. Solna 2');
  await page.post(`/ikp/umow/${slot.id}`, { telefon: '730 181 148', imie: 'Ida', nazwisko: 'Internetowa' });
  expect((await page.get('/ikp/wizyty')).text).toContain('<dt>Postój</dt><dd>Bochnia, ul. Solna 2</dd>');
  const messages = await claimMessages(central.database, 50, central.clock.now());
  const told = messages.filter(({ stop }) => stop !== null);
  expect(told.map((message) => messageText(message).text)).toEqual([expect.stringContaining('Mammobus 1, Bochnia, ul. Solna 2')]);

  const home = visitIn(slotsOn(schedule, '2026-12-07', 'first')[0], newWoman('1970-05-05'), { referral: null });
  const other = newWoman('1970-05-05');
  await desk.book({ ...home, patientId: other.id }, other);
  const page2 = newBrowser(central.url);
  await signIn(page2, other.pesel);
  expect((await page2.get('/ikp/wizyty')).text).not.toContain('Postój');
});

it.each([
  ['two places on one day', { stops: [wieliczka, { ...bochnia, from: '2026-12-03' }] }, ['hours-overlap']],
  ['a doctor of cardiology that travels', { clinicCode: '1100', service: 'cardiology' as const }, ['hours-invalid']],
])('refuses %s', async (_, some, codes) => {
  const { desk, schedule } = await mobileClinic();
  const refused = await desk.publish({ ...schedule, ...some });
  expect([refused.status, refused.codes]).toEqual([422, codes]);
});

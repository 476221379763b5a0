/** R38: a mammobus whose place differs by date, over HTTP. Central's clock stands at Monday 23 November 2026, 9:00. */
import { randomUUID } from 'node:crypto';
import type { Bundle, Task } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecidedVisit } from '../../core/domain/intent.ts';
import type { Contact } from '../../core/domain/patient.ts';
import type { MobileStop, Slot } from '../../core/domain/schedule.ts';
import { aContact, aStop } from '../../core/domain/test-builders.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { scheduleToFhir, withDecisions } from '../../core/fhir/schedule.ts';
import { searchAnswerOf, searchParameters } from '../../core/fhir/search.ts';
import { taskFromFhir } from '../../core/fhir/task.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import type { MessageKind } from '../notifications/communication.ts';
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

/** Address and text of all messages of a kind, once the worker has nothing of this clinic left to send. */
async function sentOf({ clinicId }: TestDesk, kind: MessageKind): Promise<string[][]> {
  const open = `select kind, status, reason from communication where clinic_id = $1 and status in ('preparation', 'in-progress')`;
  await expect.poll(() => central.database.query(open, [clinicId]), { timeout: 20_000 }).toEqual([]);
  const sent = `select address, text from communication where clinic_id = $1 and kind = $2 and status = 'completed'`;
  const rows = await central.database.query<{ address: string; text: string }>(sent, [clinicId, kind]);
  return rows.map(({ address, text }) => [address, text]);
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
  expect(await sentOf(desk, 'booked')).toEqual([['+48730181148', expect.stringContaining('Mammobus 1, Bochnia, ul. Solna 2')]]);

  const home = visitIn(slotsOn(schedule, '2026-12-07', 'first')[0], newWoman('1970-05-05'), { referral: null });
  const other = newWoman('1970-05-05');
  await desk.book({ ...home, patientId: other.id }, other);
  const page2 = newBrowser(central.url);
  await signIn(page2, other.pesel);
  expect((await page2.get('/ikp/wizyty')).text).not.toContain('Postój');
});

describe('R9, R38: a publication that moves a stop', () => {
  /** A unit that stands at Wieliczka on 2 December, with visits on its slots. */
  async function booked(...contacts: Partial<Contact>[]) {
    const { desk, schedule } = await mobileClinic();
    await desk.publish(schedule);
    const slots = slotsOn(schedule, '2026-12-02');
    const visits = [];
    for (const [index, contact] of contacts.entries()) {
      const woman = newWoman('1970-05-05', { contact: aContact(contact) });
      // R6, R15: only a visit that was brought along has no way to tell its patient.
      const brought: Partial<Visit> = { legacy: true, bookedBy: 'import', gaps: ['no-contact'] };
      const some = { referral: null, contact: aContact(contact), ...(contact.phone === null ? brought : {}) };
      const visit = visitIn(slots[index] as Slot, woman, some);
      expect((await desk.book(visit, woman)).status).toBe(201);
      visits.push(visit);
    }
    const publish = (stops: MobileStop[], decided?: DecidedVisit[]) =>
      desk.ask('PUT', `/Schedule?identifier=urn:okienko:schedule|${schedule.id}`, {
        body: withDecisions(scheduleToFhir({ ...schedule, stops }), decided),
        ifMatch: 1,
      });
    const told = () => sentOf(desk, 'place');
    const tasks = async () =>
      ((await desk.get('/Task?_count=50')).body as Bundle<Task>).entry?.map(
        ({ resource }) => resource && taskFromFhir(resource),
      ) ?? [];
    return { desk, visits, publish, told, tasks };
  }
  let numbers = 900;
  const aPhone = () => `+48604181${numbers++}`;
  const elsewhere = { ...wieliczka, address: 'ul. Dworcowa 3' };

  it('tells the patients who stay where to go, in the words of the new stop, and nobody else', async () => {
    const anna = aPhone();
    const { visits, publish, told, tasks } = await booked({ phone: anna }, { phone: aPhone() });
    const [stays, moves] = visits as [Visit, Visit];
    const decided: DecidedVisit[] = [
      { visitId: stays.id, decision: 'keep', slotId: stays.slotId },
      { visitId: moves.id, decision: 'cancel', slotId: moves.slotId },
    ];
    expect((await publish([elsewhere, bochnia], decided)).status).toBe(200);
    expect(await told()).toEqual([[anna, expect.stringContaining('Nowe miejsce: Mammobus 1, Wieliczka, ul. Dworcowa 3')]]);
    expect(await tasks()).toEqual([]);
  });

  it('says nothing where the place stays: another stop, corrected coordinates', async () => {
    const { visits, publish, told, tasks } = await booked({ phone: aPhone() });
    const decided: DecidedVisit[] = visits.map(({ id, slotId }) => ({ visitId: id, decision: 'keep', slotId }));
    expect((await publish([{ ...wieliczka, latitude: 49.9 }], decided)).status).toBe(200);
    expect([await told(), await tasks()]).toEqual([[], []]);
  });

  it('becomes a task for a visit that nobody decided about, and for a patient whom no message reaches', async () => {
    const anna = aPhone();
    const { visits, publish, told, tasks } = await booked({ phone: anna }, { phone: null, email: null });
    const [unseen, mute] = visits as [Visit, Visit];
    expect((await publish([bochnia], [{ visitId: mute.id, decision: 'keep', slotId: mute.slotId }])).status).toBe(200);
    // The unit has gone: the place is the clinic again.
    expect(await told()).toEqual([[anna, expect.stringContaining('Nowe miejsce: Mammobus 1, Przychodnia testowa')]]);
    const open = await tasks();
    expect(new Set(open.map((task) => `${task?.gap} ${task?.visitId}`))).toEqual(
      new Set([unseen, mute].map(({ id }) => `other-place ${id}`)),
    );
  });
});

it.each([
  ['two places on one day', { stops: [wieliczka, { ...bochnia, from: '2026-12-03' }] }, ['hours-overlap']],
  ['a doctor of cardiology that travels', { clinicCode: '1100', service: 'cardiology' as const }, ['hours-invalid']],
])('refuses %s', async (_, some, codes) => {
  const { desk, schedule } = await mobileClinic();
  const refused = await desk.publish({ ...schedule, ...some });
  expect([refused.status, refused.codes]).toEqual([422, codes]);
});

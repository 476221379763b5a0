/** R1, R2, R31, R33, R36, R38, R39 over HTTP. Central's clock stands at Monday 23 November 2026, 9:00. */
import { randomUUID } from 'node:crypto';
import type { CoverageEligibilityResponse } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Patient } from '../../core/domain/patient.ts';
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import type { Slot } from '../../core/domain/schedule.ts';
import { weeklyHours } from '../../core/domain/test-builders.ts';
import type { Visit } from '../../core/domain/visit.ts';
import { eligibilityAnswerOf, eligibilityRequest } from '../../core/fhir/eligibility.ts';
import { outcomeToRefusals } from '../../core/fhir/outcome.ts';
import { bookParameters } from '../../core/fhir/parameters.ts';
import { patientToFhir } from '../../core/fhir/patient.ts';
import { visitToAppointment } from '../../core/fhir/visit-appointment.ts';
import { versionsOf } from '../../core/remote/versions.ts';
import { problemsOf } from '../../test/conformance/official-definitions.ts';
import type { RunningCentral } from '../start.ts';
import {
  faults,
  newClinic,
  newPatient,
  newSchedule,
  newWoman,
  slotsOn,
  startOfTests,
  startTestCentral,
  visitIn,
} from './test-central.ts';
import type { Reply, TestDesk } from './test-desk.ts';

let central: RunningCentral;
beforeAll(async () => {
  // R2: 1102 ends on 25 November 2026.
  const coveredCodes = pilotPolicy.coveredCodes.map((one) => (one.code === '1102' ? { ...one, validTo: '2026-11-25' } : one));
  central = await startTestCentral({ policy: { coveredCodes } });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function examClinic(clinicCode: 'MMG' | 'CYT' = 'MMG') {
  const { desks } = await newClinic(central);
  const [desk, otherDesk] = desks as [TestDesk, TestDesk];
  const service = clinicCode === 'MMG' ? ('mammography' as const) : ('cytology' as const);
  const schedule = newSchedule(desk.clinicId, { clinicCode, service });
  expect((await desk.publish(schedule)).status).toBe(201);
  const slots = slotsOn(schedule, '2026-11-24', 'first');
  const bookOn = (slot: (typeof slots)[0], patient: Patient, some = {}) =>
    desk.book(visitIn(slot, patient, { referral: null, ...some }), patient);
  return { desk, otherDesk, schedule, slots, bookOn };
}

async function tell(record: object): Promise<void> {
  const reply = await fetch(`${central.url}/admin/exam-records`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(record),
  });
  expect(reply.status).toBe(204);
}

const whys = ({ body }: Reply) => outcomeToRefusals(body).map(({ code, facts }) => facts?.why ?? code);
const mammography = (some: object) => ({ service: 'mammography', lastExamOn: null, exclusions: [], ...some });

describe('R36: whom a programme takes', () => {
  it.each([
    ['age', newWoman('1981-11-24'), null],
    ['sex', newPatient({ pesel: '58031200038' }), null],
    ['not-insured', newWoman('1970-05-05'), { insured: false }],
    ['excluded', newWoman('1970-05-05'), { exams: [mammography({ exclusions: ['breast-cancer'] })] }],
    ['interval', newWoman('1970-05-05'), { exams: [mammography({ lastExamOn: '2024-11-24' })] }],
    ['no-pesel', newPatient({ pesel: null, document: { kind: 'passport', number: 'AB1' }, birthDate: '1970-05-05' }), null],
  ])('%s: refused with the reason, and nothing is left behind', async (why, patient, record) => {
    if (record) await tell({ pesel: patient.pesel, ...record });
    const { desk, slots, bookOn } = await examClinic();
    const refused = await bookOn(slots[0], patient);
    expect([refused.status, refused.codes, whys(refused)]).toEqual([422, ['not-eligible'], [why]]);
    expect(problemsOf(refused.body)).toEqual([]);
    expect((await desk.get('/Patient?_summary=count')).body.total).toBe(0);
  });

  it('takes an insured woman of the age whose last exam is two years ago', async () => {
    const woman = newWoman('1981-11-23');
    await tell({ pesel: woman.pesel, insured: true, exams: [mammography({ lastExamOn: '2024-11-23' })] });
    const { slots, bookOn } = await examClinic();
    expect((await bookOn(slots[0], woman)).status).toBe(201);
  });

  it('a second exam of the programme is refused while one is booked, in whatever clinic; the other programme is not', async () => {
    const [here, there, cytology] = [await examClinic(), await examClinic(), await examClinic('CYT')];
    const woman = newWoman('1970-05-05');
    const visit = visitIn(here.slots[0], woman, { referral: null });
    expect((await here.desk.book(visit, woman)).status).toBe(201);
    expect(whys(await there.bookOn(there.slots[0], woman))).toEqual(['booked']);
    expect((await cytology.bookOn(cytology.slots[0], woman)).status).toBe(201);
    await here.desk.cancel(visit.id, 'illness', 1);
    expect((await there.bookOn(there.slots[0], woman)).status).toBe(201);
  });
});

describe('R36: a desk asks before it books', () => {
  const ask = (desk: TestDesk, patientKey: string, repeat = false) =>
    desk.ask('POST', '/CoverageEligibilityRequest/$submit', {
      body: eligibilityRequest({ patientKey, clinicCode: 'MMG', repeat }, startOfTests),
    });
  const known = async (desk: TestDesk, patient: Patient) => {
    const path = `/Patient?identifier=urn:okienko:patient|${patient.id}`;
    expect((await desk.ask('PUT', path, { body: patientToFhir(patient) })).status).toBe(201);
  };

  it('is told that she qualifies, or why not and from when on', async () => {
    const { desk } = await examClinic();
    const [well, early] = [newWoman('1970-05-05'), newWoman('1970-05-05')];
    await tell({ pesel: early.pesel, exams: [mammography({ lastExamOn: '2025-10-10' })] });
    for (const patient of [well, early]) await known(desk, patient);
    const yes = await ask(desk, well.id);
    expect([yes.status, eligibilityAnswerOf(yes.body)]).toEqual([200, { refusals: [], insured: true }]);
    const no = await ask(desk, early.id);
    expect(eligibilityAnswerOf(no.body)).toMatchObject({
      insured: true,
      refusals: [{ code: 'not-eligible', rule: 'R36', facts: { why: 'interval', from: '2027-10-10' } }],
    });
    expect((no.body as CoverageEligibilityResponse).insurance?.[0]?.benefitPeriod).toEqual({ start: '2027-10-10' });
    for (const { body } of [yes, no]) expect(problemsOf(body)).toEqual([]);
    // R39: the repeat exam after a year.
    expect(eligibilityAnswerOf((await ask(desk, early.id, true)).body)?.refusals).toEqual([]);
  });

  it('is told nothing of patients who are not its own, and nothing of what is no programme', async () => {
    const [here, there] = [await examClinic(), await examClinic()];
    const woman = newWoman('1970-05-05');
    await known(there.desk, woman);
    const foreign = await ask(here.desk, woman.id);
    expect([foreign.status, foreign.codes]).toEqual([404, ['not-found']]);
    const body = eligibilityRequest({ patientKey: woman.id, clinicCode: '1100', repeat: false }, startOfTests);
    const other = await there.desk.ask('POST', '/CoverageEligibilityRequest/$submit', { body });
    expect([other.status, other.codes]).toEqual([422, ['not-covered']]);
    expect((await there.desk.ask('POST', '/CoverageEligibilityRequest/$submit', { body: {} })).status).toBe(400);
  });
});

describe('exams in the calendar', () => {
  it.each([
    ['2027-02-19', 201, []],
    ['2027-02-22', 422, ['outside-window']],
  ])('R38: on %s: %i', async (date, status, codes) => {
    const { schedule, bookOn } = await examClinic();
    const reply = await bookOn(slotsOn(schedule, date, 'first')[0], newWoman('1970-05-05'));
    expect([reply.status, reply.codes]).toEqual([status, codes]);
  });

  it('R31: cannot be moved; is cancelled and booked anew, and the freed slot is open at once (R33)', async () => {
    const { desk, slots, bookOn } = await examClinic();
    const woman = newWoman('1970-05-05');
    const visit = visitIn(slots[0], woman, { referral: null });
    await desk.book(visit, woman);
    expect((await desk.move(visit.id, slots[1].id, 1)).codes).toEqual(['exam-not-movable']);
    expect((await desk.cancel(visit.id, 'other-date', 1)).status).toBe(200);
    expect((await desk.get(`/Slot/${slots[0].id}`)).body.status).toBe('free');
    expect((await bookOn(slots[1], woman)).status).toBe(201);
    expect((await bookOn(slots[0], newWoman('1970-05-05'))).status).toBe(201);
  });

  it('R39: the clinic books a repeat exam on any exam slot, after the interval of repeat exams', async () => {
    const { slots, bookOn } = await examClinic();
    const [soon, later] = [newWoman('1970-05-05'), newWoman('1970-05-05')];
    await tell({ pesel: soon.pesel, exams: [mammography({ lastExamOn: '2025-11-24' })] });
    await tell({ pesel: later.pesel, exams: [mammography({ lastExamOn: '2025-11-23' })] });
    expect(whys(await bookOn(slots[0], soon, { kind: 'continuation' }))).toEqual(['interval']);
    expect(whys(await bookOn(slots[0], later))).toEqual(['interval']);
    expect((await bookOn(slots[0], later, { kind: 'continuation' })).status).toBe(201);
  });
});

describe('R1, R2: what is not covered', () => {
  it.each([
    ['R1: private hours', { weekly: [weeklyHours({ weekday: 2, payer: 'private' })] }],
    ['R2: a clinic code outside the table', { clinicCode: '1106' }],
  ])('%s stay on the desk: they are not published, and nobody finds or books them', async (_, some) => {
    const { desks } = await newClinic(central);
    const desk = desks[0] as TestDesk;
    const schedule = newSchedule(desk.clinicId, some);
    const refused = await desk.publish(schedule);
    expect([refused.status, [...new Set(refused.codes)]]).toEqual([422, ['not-covered']]);
    expect((await desk.get('/Slot?_summary=count')).body.total).toBe(0);
    const patient = newPatient();
    const [slot] = slotsOn(schedule, '2026-11-24');
    expect((await desk.book(visitIn(slot, patient), patient)).codes).toEqual(['slot-gone']);
  });

  it('R2: a code is covered to its last day', async () => {
    const { desks } = await newClinic(central);
    const desk = desks[0] as TestDesk;
    const schedule = newSchedule(desk.clinicId, { clinicCode: '1102' });
    expect((await desk.publish(schedule)).status).toBe(201);
    const on = async (date: string) => {
      const patient = newPatient();
      return desk.book(visitIn(slotsOn(schedule, date, 'first')[0], patient), patient);
    };
    expect((await on('2026-11-25')).status).toBe(201);
    const refused = await on('2026-11-26');
    expect([refused.status, refused.codes]).toEqual([422, ['not-covered']]);
    expect(outcomeToRefusals(refused.body)[0]).toMatchObject({ rule: 'R2', facts: { clinicCode: '1102', date: '2026-11-26' } });
  });

  it('R6: nor is a visit brought along that belongs elsewhere', async () => {
    const { desk, slots } = await examClinic();
    const patient = newPatient();
    const visit = visitIn(slots[0], patient, { legacy: true, slotId: null, clinicCode: '1106', service: 'cardiology' });
    expect((await desk.book(visit, patient)).codes).toEqual(['not-covered']);
  });
});

describe('R31: an exam is cancelled and booked anew, both or neither', () => {
  const rebook = (desk: TestDesk, slot: Slot, patient: Patient, replaces: string, some: Partial<Visit> = {}, intent?: string) => {
    const visit = visitIn(slot, patient, { referral: null, ...some });
    const body = bookParameters({
      appointment: visitToAppointment(visit),
      patient: patientToFhir(patient),
      cancelledBy: null,
      replaces,
    });
    return { visit, reply: desk.ask('POST', '/Appointment/$book', { body, intent: intent ?? randomUUID() }) };
  };
  const told = async (pesel: string | null) => {
    const rows = await central.database.query<{ act: string }>(
      "select facts->>'act' as act from simp_message where person = $1 order by number",
      [pesel],
    );
    return rows.map(({ act }) => act);
  };

  it('gives the old slot back with the new booking, in one event, and SIMP hears of both in this order', async () => {
    const { desk, slots, bookOn } = await examClinic();
    const woman = newWoman('1970-05-05');
    const old = visitIn(slots[0], woman, { referral: null });
    expect((await desk.book(old, woman)).status).toBe(201);
    const since = await desk.position();
    const intent = randomUUID();
    const { visit, reply } = rebook(desk, slots[2], woman, old.id, {}, intent);
    const done = await reply;
    expect([done.status, problemsOf(done.body)]).toEqual([201, []]);
    expect(versionsOf(done.body).versions).toMatchObject({ [`visit:${old.id}`]: 2, [`visit:${visit.id}`]: 1 });
    expect(await desk.visit(old.id)).toMatchObject({ status: 'cancelled', cancelReason: 'other-date' });
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'booked', slotId: slots[2].id });
    expect((await desk.get(`/Slot/${slots[0].id}`)).body.status).toBe('free');
    expect(await told(woman.pesel)).toEqual(['booked', 'cancelled', 'booked']);
    const { events } = await desk.events(since.event, since.epoch);
    expect(events).toHaveLength(1);
    // R33: at once for everyone.
    expect((await bookOn(slots[0], newWoman('1970-05-05'))).status).toBe(201);
    // I3: the same intent again changes nothing.
    const again = await rebook(desk, slots[2], woman, old.id, { id: visit.id }, intent).reply;
    expect([again.status, await told(woman.pesel)]).toEqual([201, ['booked', 'cancelled', 'booked']]);
  });

  it('keeps the old date when the new one is taken, and the same intent is refused again', async () => {
    const { desk, slots, bookOn } = await examClinic();
    const woman = newWoman('1970-05-05');
    const old = visitIn(slots[0], woman, { referral: null });
    await desk.book(old, woman);
    await bookOn(slots[1], newWoman('1970-05-05'));
    const { reply } = rebook(desk, slots[1], woman, old.id);
    expect([(await reply).status, (await reply).codes]).toEqual([409, ['slot-taken']]);
    expect(await desk.visit(old.id)).toMatchObject({ status: 'booked', version: 1 });
    expect(await told(woman.pesel)).toEqual(['booked']);
  });

  it('whom a programme no longer takes keeps the old date too', async () => {
    const { desk, slots } = await examClinic();
    const woman = newWoman('1970-05-05');
    const old = visitIn(slots[0], woman, { referral: null });
    await desk.book(old, woman);
    await tell({ pesel: woman.pesel, insured: false });
    expect(whys(await rebook(desk, slots[1], woman, old.id).reply)).toEqual(['not-insured']);
    expect(await desk.visit(old.id)).toMatchObject({ status: 'booked' });
  });

  it('R39: a repeat exam is changed by its clinic in the same way', async () => {
    const { desk, slots } = await examClinic();
    const woman = newWoman('1970-05-05');
    await tell({ pesel: woman.pesel, exams: [mammography({ lastExamOn: '2025-10-10' })] });
    const old = visitIn(slots[0], woman, { referral: null, kind: 'continuation' });
    expect((await desk.book(old, woman)).status).toBe(201);
    const { reply, visit } = rebook(desk, slots[1], woman, old.id, { kind: 'continuation' });
    expect((await reply).status).toBe(201);
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'booked', kind: 'continuation' });
  });

  it('is nothing for what is cancelled already, for somebody else’s exam, another clinic’s, another programme’s', async () => {
    const { desk, slots, bookOn } = await examClinic();
    const woman = newWoman('1970-05-05');
    const gone = visitIn(slots[0], woman, { referral: null });
    await desk.book(gone, woman);
    await desk.cancel(gone.id, 'illness', 1);
    expect((await rebook(desk, slots[1], woman, gone.id).reply).codes).toEqual(['visit-not-active']);
    const hers = visitIn(slots[2], newWoman('1970-05-05'), { referral: null });
    await bookOn(slots[2], newWoman('1970-05-05'), { id: hers.id });
    expect((await rebook(desk, slots[1], woman, hers.id).reply).codes).toEqual(['not-found']);
    expect((await rebook(desk, slots[1], woman, randomUUID()).reply).codes).toEqual(['not-found']);
    const cytology = newSchedule(desk.clinicId, { clinicCode: 'CYT', service: 'cytology' });
    await desk.publish(cytology);
    const other = visitIn(slotsOn(cytology, '2026-11-24', 'first')[0], woman, { referral: null });
    expect((await desk.book(other, woman)).status).toBe(201);
    expect((await rebook(desk, slots[1], woman, other.id).reply).codes).toEqual(['code-mismatch']);
    expect(await desk.visit(other.id)).toMatchObject({ status: 'booked' });
    const there = await examClinic();
    const foreign = visitIn(there.slots[0], woman, { referral: null });
    expect((await there.desk.book(foreign, woman)).status).toBe(201);
    // Nor is what she has booked there forgotten for it.
    expect((await rebook(desk, slots[1], woman, foreign.id).reply).codes).toContain('not-found');
  });
});

/** The desk's gateway against the real central: what the outbox relies on, over the wire. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Slot } from '../../core/domain/schedule.ts';
import { type DeskTask, plainTask } from '../../core/domain/task.ts';
import type { FeedChange, Outcome } from '../../core/sync/ports.ts';
import { anIntent, aVisit } from './builders.ts';
import { answered, type CentralUnderTest, centralUnderTest, mustApply, send } from './central-under-test.ts';
import { allEvents, booked, codesOf, newPatient, rowsOf, slotAt, visitNow, visitOn } from './clinic-acts.ts';
import { problemsOf } from './official-definitions.ts';

let central: CentralUnderTest;

beforeAll(async () => {
  central = await centralUnderTest();
});
afterAll(async () => {
  await central?.close();
});

describe('booking', () => {
  test('a published schedule can be found and booked; R11: up to forty days ahead', async () => {
    const clinic = await central.newClinic();
    const { schedule, first } = await clinic.publish();
    expect(first.length).toBeGreaterThan(50);
    expect(first.at(-1)?.startsAt.slice(0, 10)).toBe('2026-04-10');
    const { visit, patient, outcome } = await booked(clinic, slotAt(first, 0));
    expect(outcome.versions).toEqual({ [`visit:${visit.id}`]: 1, [`patient:${patient.id}`]: 1 });
    expect(outcome.position.event).toBe(2);
    expect(await visitNow(clinic, visit.id)).toEqual({ ...visit, version: 1 });
    expect((await rowsOf(clinic, 'patient')).map(({ row }) => row)).toEqual([{ ...patient, version: 1 }]);
    expect((await rowsOf(clinic, 'schedule')).map(({ row }) => row)).toEqual([{ ...schedule, version: 1 }]);
  });

  test('I3: the same intent again has the same answer and no second effect', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const { intent, outcome } = await booked(clinic, slotAt(first, 0));
    expect(await clinic.desk.send(intent, null)).toEqual(outcome);
    expect(await clinic.desk.send(intent, null)).toEqual(outcome);
    expect(await rowsOf(clinic, 'visit')).toHaveLength(1);
  });

  test('I3: an answer lost on the way is found by the intent id', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const patient = newPatient();
    const visit = visitOn(slotAt(first, 0), patient, { clinicId: clinic.id });
    const intent = anIntent({ kind: 'book', visit, patient });
    central.proxy.loseNextAnswer();
    expect(await clinic.desk.send(intent, null)).toEqual({ kind: 'unknown' });
    const fate = await clinic.desk.fateOf(intent.id);
    expect(fate).toMatchObject({ kind: 'applied', versions: { [`visit:${visit.id}`]: 1 } });
    expect(await clinic.desk.send(intent, null)).toEqual(fate);
    expect(await rowsOf(clinic, 'visit')).toHaveLength(1);
  });

  test('the same id with other content is refused', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const { visit, patient, intent } = await booked(clinic, slotAt(first, 0));
    const other = { ...intent, act: { kind: 'book' as const, visit: { ...visit, note: 'inna' }, patient } };
    expect(await clinic.desk.send(other, null)).toMatchObject({ kind: 'refused', status: 422, refusals: [{ code: 'invalid' }] });
  });

  test('I1: of two desks at once one has the slot and the other is told', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const slot = slotAt(first, 0);
    const [mine, theirs] = [newPatient(), newPatient()];
    const outcomes = await Promise.all([
      send(clinic.desk, { kind: 'book', visit: visitOn(slot, mine, { clinicId: clinic.id }), patient: mine }),
      send(clinic.otherDesk, { kind: 'book', visit: visitOn(slot, theirs, { clinicId: clinic.id }), patient: theirs }),
    ]);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['applied', 'refused']));
    expect(outcomes.find(({ kind }) => kind === 'refused')).toMatchObject({ status: 409, refusals: [{ code: 'slot-taken' }] });
  });

  test('a stale version is refused with the visit as central holds it; the right one moves and cancels', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const { visit } = await booked(clinic, slotAt(first, 4));
    const wanted = slotAt(first, 6);
    const { id: slotId, scheduleId, startsAt, durationMinutes } = wanted;
    const move = { kind: 'move', visitId: visit.id, slotId, scheduleId, startsAt, durationMinutes } as const;
    expect(await send(clinic.desk, move, 7)).toMatchObject({
      kind: 'refused',
      status: 412,
      refusals: [{ code: 'stale-version' }],
      current: { ...visit, version: 1 },
    });
    mustApply(await send(clinic.otherDesk, move, 1));
    expect(await visitNow(clinic, visit.id)).toMatchObject({ slotId, startsAt, version: 2, status: 'booked' });
    const cancel = { kind: 'cancel', visitId: visit.id, reason: 'illness', by: 'patient' } as const;
    expect(codesOf(await send(clinic.desk, cancel, 1))).toEqual(['stale-version']);
    expect(mustApply(await send(clinic.desk, cancel, 2)).versions).toMatchObject({ [`visit:${visit.id}`]: 3 });
    expect(await visitNow(clinic, visit.id)).toMatchObject({ status: 'cancelled', cancelReason: 'illness', version: 3 });
    expect(codesOf(await send(clinic.desk, cancel, 3))).toEqual(['visit-not-active']);
  });

  test('a refusal names rule and field', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const patient = newPatient();
    const visit = visitOn(slotAt(first, 0), patient, { clinicId: clinic.id, referral: null });
    expect(await send(clinic.desk, { kind: 'book', visit, patient })).toEqual({
      kind: 'refused',
      status: 422,
      refusals: [{ code: 'referral-missing', rule: 'R18', path: 'referral' }],
      current: null,
    });
  });

  test('R6: a legacy visit outside the schedule is accepted with its gaps', async () => {
    const clinic = await central.newClinic();
    const { schedule } = await clinic.publish();
    const patient = newPatient({ pesel: null, contact: { phone: null, secondPhone: null, email: null, relation: 'patient' } });
    const visit = aVisit({
      id: crypto.randomUUID(),
      clinicId: clinic.id,
      scheduleId: schedule.id,
      slotId: null,
      startsAt: '2026-06-01T15:00:00Z',
      patientId: patient.id,
      contact: patient.contact,
      referral: null,
      legacy: true,
      gaps: ['outside-schedule', 'no-pesel', 'no-contact'],
      bookedBy: 'import',
    });
    mustApply(await send(clinic.desk, { kind: 'book', visit, patient }));
    expect(await visitNow(clinic, visit.id)).toEqual({ ...visit, version: 1 });
  });

  test('a patient met by two desks becomes one, and both keys are understood', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const met = await booked(clinic, slotAt(first, 0));
    const again = { ...met.patient, id: crypto.randomUUID(), familyName: 'Zmyslona' };
    const act = { kind: 'change-patient', patient: again } as const;
    const outcome = mustApply(await send(clinic.otherDesk, act));
    expect(outcome.aliases).toEqual({ [`patient:${again.id}`]: `patient:${met.patient.id}` });
    expect(outcome.versions[`patient:${again.id}`]).toBe(outcome.versions[`patient:${met.patient.id}`]);
    const other = visitOn(slotAt(first, 2), again, {
      clinicId: clinic.id,
      referral: { key: null, code: '4321', clinicCodes: null },
    });
    mustApply(await send(clinic.otherDesk, { kind: 'book', visit: other, patient: null }));
    expect(await visitNow(clinic, other.id)).toMatchObject({ patientId: met.patient.id });
    expect(await rowsOf(clinic, 'patient')).toHaveLength(1);
  });
});

describe('search', () => {
  test('R19: by practitioner and dates; a booked slot is no longer offered', async () => {
    const clinic = await central.newClinic();
    const one = await clinic.publish();
    await clinic.publish();
    await booked(clinic, slotAt(one.first, 0));
    const criteria = {
      service: 'cardiology' as const,
      clinicCodes: ['1100'],
      clinicId: clinic.id,
      actorId: one.schedule.actor.id,
    };
    const found = answered(await clinic.desk.find({ ...criteria, from: '2026-03-02', to: '2026-03-03' }));
    const wanted = one.first.filter(({ startsAt }) => startsAt < '2026-03-04').slice(1);
    expect(found.filter(({ kind }) => kind === 'first')).toEqual(wanted);
  });

  test('I8: the same slots are found from another clinic', async () => {
    const [clinic, elsewhere] = [await central.newClinic(), await central.newClinic()];
    const { schedule } = await clinic.publish();
    const criteria = {
      service: 'cardiology' as const,
      clinicCodes: ['1100'],
      clinicId: clinic.id,
      actorId: schedule.actor.id,
      from: '2026-03-02',
      to: '2026-04-30',
    };
    const first = (slots: Slot[]) => slots.filter(({ kind }) => kind === 'first').map(({ id }) => id);
    expect(first(answered(await elsewhere.desk.find(criteria)))).toEqual(first(answered(await clinic.desk.find(criteria))));
  });
});

describe('intents given up', () => {
  test('a voided id is refused when it comes late; an applied one keeps its fate', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const patient = newPatient();
    const late = anIntent({ kind: 'book', visit: visitOn(slotAt(first, 0), patient, { clinicId: clinic.id }), patient });
    expect(await clinic.desk.fateOf(late.id)).toEqual({ kind: 'never-seen' });
    expect(await clinic.desk.voidIntent(late.id)).toEqual({ kind: 'voided' });
    expect(await clinic.desk.fateOf(late.id)).toEqual({ kind: 'voided' });
    expect(await clinic.desk.send(late, null)).toMatchObject({
      kind: 'refused',
      status: 409,
      refusals: [{ code: 'intent-voided' }],
    });
    const { intent, outcome } = await booked(clinic, slotAt(first, 0));
    expect(await clinic.desk.voidIntent(intent.id)).toEqual(outcome);
  });

  test('a refusal is remembered under its id', async () => {
    const clinic = await central.newClinic();
    const cancel = anIntent({ kind: 'cancel', visitId: crypto.randomUUID(), reason: 'other', by: 'patient' });
    const outcome = await clinic.desk.send(cancel, null);
    expect(outcome).toMatchObject({ kind: 'refused', status: 404, refusals: [{ code: 'not-found' }] });
    expect(await clinic.desk.fateOf(cancel.id)).toEqual(outcome);
  });
});

describe('batch', () => {
  test('each entry is judged by itself, in order; the batch again changes nothing', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const [one, two, three] = [newPatient(), newPatient(), newPatient()];
    const slot = slotAt(first, 0);
    const acts = [
      { kind: 'book', visit: visitOn(slot, one, { clinicId: clinic.id }), patient: one },
      { kind: 'change-patient', patient: three },
      { kind: 'book', visit: visitOn(slot, two, { clinicId: clinic.id }), patient: two },
      { kind: 'save-setting', name: 'ap-kolce', value: { '2026-03': 120 } },
    ] as const;
    const items = acts.map((act) => ({ intent: anIntent(act), ifMatch: null }));
    const outcomes = await clinic.desk.sendBatch(items);
    expect(outcomes.map(codesOf)).toEqual(['applied', 'applied', ['slot-taken'], 'applied']);
    expect(mustApply(outcomes[1] as Outcome).versions).toEqual({ [`patient:${three.id}`]: 1 });
    expect(mustApply(outcomes[3] as Outcome).versions).toEqual({ 'setting:ap-kolce': 1 });
    const again = await clinic.desk.sendBatch(items);
    expect(again.map(codesOf)).toEqual(['applied', 'applied', ['slot-taken'], 'applied']);
    expect(await rowsOf(clinic, 'visit')).toHaveLength(1);
  });
});

describe('what colleagues share', () => {
  const task = (over: Partial<DeskTask> = {}): DeskTask => ({
    ...plainTask,
    calls: [],
    id: crypto.randomUUID(),
    kind: 'call-patient',
    refusals: [{ code: 'slot-taken', rule: 'I1' }],
    originDesk: 'okienko-1',
    openedAt: '2026-03-02T06:00:00Z',
    ...over,
  });

  test('a task opened here is closed there, saying how and by whom', async () => {
    const clinic = await central.newClinic();
    const opened = task();
    mustApply(await send(clinic.desk, { kind: 'open-task', task: opened }));
    const close = anIntent({ kind: 'close-task', taskId: opened.id, resolution: 'patient-called' }, { author: 'anna' });
    const outcome = mustApply(await clinic.otherDesk.send(close, 1));
    expect(outcome.versions).toEqual({ [`task:${opened.id}`]: 2 });
    const [row] = (await rowsOf(clinic, 'task')).map((change) => change.row as DeskTask);
    const closed = { state: 'done', resolution: 'patient-called', closedBy: 'anna', version: 2 };
    expect(row).toMatchObject({ ...opened, ...closed, closedAt: expect.any(String) });
    expect(await clinic.otherDesk.send(close, 1)).toEqual(outcome);
  });

  test('two desks log calls and close at once: nobody is refused, every call stays, the first closing stands', async () => {
    const clinic = await central.newClinic();
    const opened = task();
    mustApply(await send(clinic.desk, { kind: 'open-task', task: opened }));
    const call = (outcome: 'reached' | 'not-reached') => {
      const logged = { id: crypto.randomUUID(), outcome, laterAt: null, visitId: null };
      return anIntent({ kind: 'change-task', taskId: opened.id, change: { kind: 'call', call: logged } }, { author: outcome });
    };
    const close = (resolution: string) => anIntent({ kind: 'close-task', taskId: opened.id, resolution }, { author: resolution });
    const [first, second] = [call('not-reached'), call('reached')];
    mustApply(await clinic.desk.send(first, null));
    mustApply(await clinic.otherDesk.send(second, null));
    mustApply(await clinic.otherDesk.send(close('patient-called'), null));
    mustApply(await clinic.desk.send(close('kept'), null));
    mustApply(await clinic.desk.send(first, null));
    const [row] = (await rowsOf(clinic, 'task')).map((change) => change.row as DeskTask);
    expect(row?.calls.map(({ author, outcome }) => [author, outcome])).toEqual([
      ['not-reached', 'not-reached'],
      ['reached', 'reached'],
    ]);
    expect(row).toMatchObject({ owner: 'not-reached', state: 'done', resolution: 'patient-called', closedBy: 'patient-called' });
  });

  test('a task nobody knows cannot be closed', async () => {
    const clinic = await central.newClinic();
    const outcome = await send(clinic.desk, { kind: 'close-task', taskId: crypto.randomUUID(), resolution: 'kept' });
    expect(outcome).toMatchObject({ kind: 'refused', status: 404, refusals: [{ code: 'not-found' }] });
  });

  test('settings hold any JSON, and are changed by version', async () => {
    const clinic = await central.newClinic();
    const save = (value: unknown, ifMatch: number | null) =>
      send(clinic.desk, { kind: 'save-setting', name: 'x', value }, ifMatch);
    mustApply(await save(null, null));
    expect(codesOf(await save({ a: [1] }, null))).toEqual(['stale-version']);
    mustApply(await save({ a: [1] }, 1));
    expect(await rowsOf(clinic, 'setting')).toEqual([
      { entity: 'setting', key: 'x', row: { name: 'x', value: { a: [1] }, version: 2 } },
    ]);
  });

  test('the policy in force', async () => {
    const clinic = await central.newClinic();
    expect(answered(await clinic.desk.policy())).toMatchObject({ searchWindowDays: 40, holdMinutes: 5 });
  });
});

describe('the feed', () => {
  test('I5: the events, applied in order, give what the pages give', async () => {
    const clinic = await central.newClinic();
    const { first, schedule } = await clinic.publish();
    const { visit, intent } = await booked(clinic, slotAt(first, 1));
    await booked(clinic, slotAt(first, 3));
    const cancel = anIntent({ kind: 'cancel', visitId: visit.id, reason: 'practitioner-absent', by: 'clinic' });
    mustApply(await clinic.otherDesk.send(cancel, 1));
    const shorter = { ...schedule, revision: 2, exceptions: [{ date: '2026-03-05', kind: 'closed' as const, reason: 'urlop' }] };
    mustApply(await send(clinic.desk, { kind: 'publish', schedule: shorter }, 1));
    mustApply(await send(clinic.desk, { kind: 'save-setting', name: 'x', value: 1 }));

    const { events, at } = await allEvents(clinic);
    expect(events.map(({ event }) => event)).toEqual(events.map((_event, index) => index + 1));
    expect(at.event).toBe(events.length);
    const caused = (id: string) =>
      events.filter(({ intentId }) => intentId === id).flatMap(({ changes }) => changes.map(({ key }) => key));
    expect(caused(intent.id)).toContain(visit.id);
    expect(caused(cancel.id)).toContain(visit.id);

    const copy = new Map<string, FeedChange['row']>();
    for (const { entity, key, row } of events.flatMap(({ changes }) => changes)) {
      if (row === null) copy.delete(`${entity}:${key}`);
      else copy.set(`${entity}:${key}`, row);
    }
    const pages = new Map<string, FeedChange['row']>();
    for (const entity of ['visit', 'patient', 'schedule', 'slot', 'task', 'setting'] as const) {
      for (const { key, row } of await rowsOf(clinic, entity, 37)) pages.set(`${entity}:${key}`, row);
    }
    expect(Object.fromEntries(copy)).toEqual(Object.fromEntries(pages));
    expect([...pages.keys()].filter((key) => key.startsWith('slot:')).length).toBeGreaterThan(200);
    for (const entity of ['visit', 'patient', 'schedule', 'slot', 'task'] as const) {
      const held = [...pages.keys()].filter((key) => key.startsWith(`${entity}:`)).length;
      expect(answered(await clinic.desk.count(entity)), entity).toBe(held);
    }
  });

  test('a position of another epoch or beyond the end asks for a new copy', async () => {
    const clinic = await central.newClinic();
    await clinic.publish();
    const position = answered(await clinic.desk.position());
    const reseed = { kind: 'ok', value: { kind: 'reseed', position } };
    expect(await clinic.desk.events({ epoch: 'another', event: 0 }, 10)).toEqual(reseed);
    expect(await clinic.desk.events({ ...position, event: position.event + 5 }, 10)).toEqual(reseed);
    expect(await clinic.desk.events(position, 10)).toMatchObject({ kind: 'ok', value: { events: [], last: position.event } });
  });

  test("another clinic's stream is closed to us", async () => {
    const [clinic, elsewhere] = [await central.newClinic(), await central.newClinic()];
    const response = await fetch(`${central.fhirUrl}/Subscription/clinic-${elsewhere.id}/$status`, {
      headers: { authorization: `Bearer ${await clinic.accessToken()}` },
    });
    expect(response.status).toBe(403);
  });

  test('notices tell the last event', async () => {
    const clinic = await central.newClinic();
    const { first } = await clinic.publish();
    const open = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const stop = clinic.otherDesk.listen({
      onState: (isOpen) => isOpen && open.resolve(),
      onNotice: (last) => last >= 2 && second.resolve(),
    });
    await open.promise;
    const { outcome } = await booked(clinic, slotAt(first, 0));
    await second.promise;
    expect(outcome.position.event).toBe(2);
    stop();
  });

  test("central's clock is known after the first answer", async () => {
    const clinic = await central.newClinic();
    await clinic.desk.position();
    const now = Date.now() + (clinic.desk.clockOffsetMs() ?? 0);
    expect(new Date(now).toISOString().slice(0, 13)).toBe('2026-03-02T06');
  });
});

test('everything that central said meanwhile is valid R4', () => {
  const bodies = central.proxy.recorded.filter(({ body }) => body !== '');
  expect(bodies.length).toBeGreaterThan(50);
  const problems = bodies.flatMap(({ method, url, status, body }) => {
    // Large pages repeat the same kinds; a sample of each is enough.
    const parsed = JSON.parse(body) as { entry?: unknown[] };
    const sample = parsed.entry && parsed.entry.length > 40 ? { ...parsed, entry: parsed.entry.slice(0, 40) } : parsed;
    return problemsOf(sample).map((problem) => `${method} ${url} ${status}: ${problem}`);
  });
  expect([...new Set(problems)]).toEqual([]);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schedule } from '../../core/domain/schedule.ts';
import type { RunningCentral } from '../start.ts';
import { faults, newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';
import { enter, leave, stand, waitingClinic } from './waiting-clinic.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(async () => {
  await central.close();
  expect(faults).toEqual([]);
});

async function clinicWithSchedule() {
  const { desks } = await newClinic(central);
  const [desk, otherDesk] = desks as [TestDesk, TestDesk];
  const schedule = newSchedule(desk.clinicId);
  await desk.publish(schedule);
  return { desk, otherDesk, schedule };
}

const closed = (schedule: Schedule, date: string): Schedule => ({
  ...schedule,
  revision: schedule.revision + 1,
  exceptions: [{ date, kind: 'closed', reason: 'urlop' }],
});

describe('publishing a schedule', () => {
  it('R10: an absence takes the day’s free slots away, in one event with their deletion', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const { epoch } = await desk.position();
    expect((await desk.publish(closed(schedule, '2026-11-24'), { ifMatch: 1 })).status).toBe(200);
    expect((await desk.get(`/Slot?schedule=${schedule.id}&start=2026-11-24`)).body.entry).toBeUndefined();
    const { events } = await desk.events(1, epoch);
    expect(events).toHaveLength(1);
    const gone = slotsOn(schedule, '2026-11-24');
    expect(events[0]?.changes).toHaveLength(1 + gone.length);
    expect(events[0]?.changes).toContainEqual({ entity: 'slot', key: gone[0].id, row: null });
  });

  it('R9: a visit on a slot that vanishes stays, the slot takes no other, and comes back when it is published again', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const [patient, other] = [newPatient(), newPatient()];
    const visit = visitIn(slot, patient);
    await desk.book(visit, patient);
    await desk.publish(closed(schedule, '2026-11-24'), { ifMatch: 1 });
    expect(await desk.visit(visit.id)).toMatchObject({ status: 'booked', slotId: slot.id });
    expect((await desk.get(`/Slot/${slot.id}`)).status).toBe(404);
    await desk.cancel(visit.id, 'other-date', 1);
    expect((await desk.book(visitIn(slot, other), other)).codes).toEqual(['slot-gone']);
    await desk.publish({ ...schedule, revision: 3 }, { ifMatch: 2 });
    expect((await desk.book(visitIn(slot, other), other)).status).toBe(201);
  });

  it('R30: a slot withdrawn with its visit by the clinic stays withdrawn, and desks hear of it', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const [patient, other] = [newPatient(), newPatient()];
    const visit = visitIn(slot, patient);
    await desk.book(visit, patient);
    await desk.cancel(visit.id, 'practitioner-absent', 1, 'clinic');
    const { epoch, event } = await desk.position();
    await desk.publish(
      { ...schedule, revision: 2, exceptions: [{ date: '2026-12-01', kind: 'closed', reason: 'urlop' }] },
      { ifMatch: 1 },
    );
    expect((await desk.book(visitIn(slot, other), other)).codes).toEqual(['slot-gone']);
    const { events } = await desk.events(event, epoch);
    expect(events[0]?.changes).toContainEqual({ entity: 'slot', key: slot.id, row: null });
    // The day is taken away and given back: whoever published that wants the slot again.
    await desk.publish({ ...closed(schedule, '2026-11-24'), revision: 3 }, { ifMatch: 2 });
    await desk.publish({ ...schedule, revision: 4 }, { ifMatch: 3 });
    expect((await desk.book(visitIn(slot, other), other)).status).toBe(201);
  });

  it('a validity that is cut short takes the later slots away', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const weekly = schedule.weekly.map((hours) => ({ ...hours, validTo: '2026-11-30' }));
    await desk.publish({ ...schedule, revision: 2, weekly }, { ifMatch: 1 });
    expect((await desk.get(`/Slot?schedule=${schedule.id}&start=ge2026-12-01&_summary=count`)).body.total).toBe(0);
  });

  it('R14: a change of kind keeps the slot’s id and its visit', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'continuation');
    const overrides = [
      {
        startsAt: slot.startsAt,
        change: { kind: 'set-kind' as const, visitKind: 'first' as const },
        author: 'A. N.',
        reason: 'brak',
      },
    ];
    await desk.publish({ ...schedule, revision: 2, overrides }, { ifMatch: 1 });
    const { body } = await desk.get(`/Slot/${slot.id}`);
    expect([body.appointmentType.coding[0].code, body.meta.versionId]).toEqual(['first', '2']);
  });

  it('R14: first slots for which somebody waits do not become continuation slots', async () => {
    const { desk } = await waitingClinic(central);
    // Beyond the window, so that the patient waits for them and has none yet.
    const weekly = newSchedule(desk.clinicId).weekly.map((hours) => ({
      ...hours,
      validFrom: '2027-01-15',
      validTo: '2027-03-31',
    }));
    const schedule = newSchedule(desk.clinicId, { weekly });
    await desk.publish(schedule);
    const continuations = { ...schedule, revision: 2, weekly: weekly.map((hours) => ({ ...hours, firstEvery: 0 })) };
    const { entry } = await enter(desk);
    expect(await stand(desk, entry)).toBe('waiting');
    expect((await desk.publish(continuations, { ifMatch: 1 })).codes).toEqual(['waiting-matches']);
    // The other way round is nobody's loss.
    const more = { ...schedule, revision: 2, weekly: weekly.map((hours) => ({ ...hours, firstEvery: 1 })) };
    expect((await desk.publish(more, { ifMatch: 1 })).status).toBe(200);
    await leave(desk, entry);
    expect((await desk.publish({ ...continuations, revision: 3 }, { ifMatch: 2 })).status).toBe(200);
  });

  it('R49: an overbooked slot overlaps and takes one visit of its own', async () => {
    const { desk, schedule } = await clinicWithSchedule();
    const [slot] = slotsOn(schedule, '2026-11-24', 'first');
    const overrides = [
      {
        startsAt: slot.startsAt,
        change: { kind: 'extra' as const, visitKind: 'continuation' as const, durationMinutes: 20, overbooked: true },
        author: 'A. N.',
        reason: 'pilne',
      },
    ];
    const changed = { ...schedule, revision: 2, overrides };
    await desk.publish(changed, { ifMatch: 1 });
    const extra = slotsOn(changed, '2026-11-24').find(({ overbooked }) => overbooked);
    if (!extra) throw new Error('no extra slot');
    for (const wanted of [slot, extra]) {
      const patient = newPatient();
      expect((await desk.book(visitIn(wanted, patient), patient)).status).toBe(201);
      expect((await desk.book(visitIn(wanted, patient, { id: crypto.randomUUID() }), null)).codes).toContain('slot-taken');
    }
  });

  it('412 when another desk has published in between', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    await otherDesk.publish(closed(schedule, '2026-11-25'), { ifMatch: 1 });
    for (const ifMatch of [1, null]) {
      expect((await desk.publish(closed(schedule, '2026-11-24'), { ifMatch })).codes).toEqual(['stale-version']);
    }
  });

  it.each([
    ['R2: a clinic code outside the table', { clinicCode: '1800' }],
    ['R1: private hours', { weekly: newSchedule('x').weekly.map((hours) => ({ ...hours, payer: 'private' as const })) }],
  ])('%s is not covered', async (_rule, some) => {
    const { desk } = await clinicWithSchedule();
    expect((await desk.publish(newSchedule(desk.clinicId, some))).codes).toEqual(['not-covered']);
  });

  it('R30: a slot that the clinic withdraws while a publication is decided stays withdrawn, and the desks hear of it again', async () => {
    const { desk, otherDesk, schedule } = await clinicWithSchedule();
    const { epoch } = await desk.position();
    const [slot] = slotsOn(schedule, '2026-11-24', 'continuation');
    const patient = newPatient();
    const visit = visitIn(slot, patient);
    await desk.book(visit, patient);
    const { database } = central;
    const query = database.query;
    let between = 0;
    database.query = async <Row>(sql: string, params?: readonly unknown[]) => {
      const rows = await query.call(database, sql, params);
      if (sql.startsWith('select * from slot where schedule_key') && between++ === 0) {
        expect((await desk.cancel(visit.id, 'practitioner-absent', 1, 'clinic')).status).toBe(200);
      }
      return rows as Row[];
    };
    const published = await otherDesk.publish(closed(schedule, '2026-11-25'), { ifMatch: 1 });
    database.query = query;
    expect(published.status).toBe(200);
    expect(between).toBe(2);
    expect((await desk.get(`/Slot/${slot.id}`)).status).toBe(404);
    const { events } = await desk.events(1, epoch);
    expect(events.at(-1)?.changes).toContainEqual({ entity: 'slot', key: slot.id, row: null });
  });

  it('publishing and booking at once: the visit is on an offered slot, or the slot is gone, never both', async () => {
    for (let round = 0; round < 5; round++) {
      const { desk, otherDesk, schedule } = await clinicWithSchedule();
      const slots = slotsOn(schedule, '2026-11-24', 'continuation');
      const [published, ...booked] = await Promise.all([
        otherDesk.publish(closed(schedule, '2026-11-24'), { ifMatch: 1 }),
        ...slots.map((slot) => {
          const patient = newPatient();
          return desk.book(visitIn(slot, patient), patient);
        }),
      ]);
      expect(published.status).toBe(200);
      for (const { status, codes } of booked) expect(status === 201 ? [] : codes).toEqual(status === 201 ? [] : ['slot-gone']);
      expect((await desk.get(`/Slot?schedule=${schedule.id}&start=2026-11-24&_summary=count`)).body.total).toBe(0);
    }
  });
});

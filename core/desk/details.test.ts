import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aContact, aPatient, aSchedule, aSlot, aVisit, scheduleId } from '../domain/test-builders.ts';
import { moveVisit } from './move-visit.ts';
import { readPatient } from './patient-view.ts';
import { readQueue } from './queue-view.ts';
import { readOverview, readStatus } from './read-status.ts';
import { searchPatients } from './search-patients.ts';
import { changeOf } from './store-changes.ts';
import { type TestDesk, testDesk } from './test-desk.ts';
import { readVisit } from './visit-detail.ts';

const slot = aSlot();
const later = aSlot({ startsAt: '2026-11-30T08:00:00Z' });
const patient = aPatient({ contact: aContact({ secondPhone: '+48601000111' }) });
const visit = aVisit({ slotId: slot.id, note: 'dzwonić po 16', bookedBy: 'ikp' });

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
    { entity: 'patient', key: patient.id, row: patient },
    { entity: 'slot', key: slot.id, row: slot },
    { entity: 'slot', key: later.id, row: later },
    { entity: 'visit', key: visit.id, row: visit },
  );
});
afterEach(() => desk.remove());

const move = (intentId = randomUUID()) =>
  moveVisit(desk, { intentId, visitId: visit.id, slotId: later.id, seenVersion: 1, supersedes: null });

describe('a visit', () => {
  it('is told with patient, place and what a cancellation would bring (R27, R33)', () => {
    expect(readVisit(desk, visit.id)).toMatchObject({
      actorName: 'dr n. med. Monika Kalinowska',
      room: '12a',
      note: 'dzwonić po 16',
      cancellable: true,
      slotGoesTo: 'waiting-room',
      patientReturnsToWaitingRoom: true,
      patient: { id: patient.id, age: 68, truth: 'confirmed', heldBack: false, visits: [{ id: visit.id }] },
    });
    expect(readVisit(desk, randomUUID())).toBeNull();
  });

  it('R34, R30: at short notice to live search; after the start nothing can be cancelled', () => {
    desk.setNow('2026-11-28T07:00:00Z');
    expect(readVisit(desk, visit.id)).toMatchObject({ slotGoesTo: 'live-search', cancellable: true });
    desk.setNow('2026-11-30T07:00:00Z');
    expect(readVisit(desk, visit.id)).toMatchObject({ slotGoesTo: 'nobody', cancellable: false, movable: false });
  });

  it('whose patient the copy does not hold yet is shown all the same', () => {
    const other = aVisit({ id: randomUUID(), patientId: randomUUID(), slotId: null });
    desk.fed({ entity: 'visit', key: other.id, row: other });
    expect(readVisit(desk, other.id)).toMatchObject({ patientName: '', patient: { familyName: '', age: null } });
  });
});

describe('patients', () => {
  it('are found by what is typed, masked in the list, with the next visit', () => {
    for (const text of ['wisn', 'halina wiś', '58031200', '730 181']) {
      expect(searchPatients(desk, text, 10)).toEqual([
        {
          id: patient.id,
          familyName: 'Wiśniewska',
          givenName: 'Halina',
          peselMasked: '58•••••••21',
          birthDate: '1958-03-12',
          phoneMasked: '+48 730 ••• •48',
          nextVisit: {
            id: visit.id,
            startsAt: visit.startsAt,
            localStart: '2026-11-30T08:00',
            actorName: 'dr n. med. Monika Kalinowska',
          },
        },
      ]);
    }
    expect(searchPatients(desk, 'nowak', 10)).toEqual([]);
  });

  it('show no visit as next that is past or cancelled', () => {
    desk.setNow('2026-11-30T07:00:00Z');
    expect(searchPatients(desk, 'wisn', 10)[0]?.nextVisit).toBeNull();
  });

  it('are told in full when opened', () => {
    expect(readPatient(desk, patient.id)).toMatchObject({ pesel: patient.pesel, contact: { secondPhone: '+48601000111' } });
    expect(readPatient(desk, randomUUID())).toBeNull();
  });
});

describe('the queue and the status', () => {
  it('tell what waits, by whom it is about', () => {
    desk.setConnection('offline');
    move();
    expect(readQueue(desk)).toMatchObject([{ act: 'move', state: 'pending', patientName: 'Wiśniewska Halina', refusals: [] }]);
    expect(readStatus(desk)).toMatchObject({ connection: 'offline', queue: { waiting: 1, refused: 0 }, openTasks: 0 });
  });

  it('count the task of a refused act', () => {
    const moving = randomUUID();
    move(moving);
    desk.answer(moving, { kind: 'refused', status: 412, refusals: [{ code: 'stale-version' }], current: null });
    expect(readStatus(desk)).toMatchObject({ queue: { refused: 1 }, openTasks: 1 });
    expect(readQueue(desk)[0]).toMatchObject({ state: 'parked', refusals: [{ code: 'stale-version' }] });
  });

  it("name central's day, also before any central is known", () => {
    expect(readOverview(desk)).toMatchObject({ today: '2026-11-23', schedules: [{ id: scheduleId }] });
    expect(readOverview(desk).mayPrint).toBe(true);
    desk.machine.policy = { ...desk.machine.policy, values: { printing: false } };
    expect(readOverview(desk).mayPrint).toBe(false);
    desk.central = null;
    expect(readStatus(desk).connection).toBe('unconnected');
    expect(readOverview(desk)).toMatchObject({ clinicId: null, clinicName: '' });
  });
});

describe('what a change of the store means for the screens', () => {
  it('a visit: the calendar on its days', () => {
    const rows = [{ entity: 'visit', key: visit.id, dates: ['2026-12-01', '2026-11-30'] }] as const;
    const change = changeOf({ kind: 'rows', rows: rows.map((row) => ({ ...row, dates: [...row.dates] })) }, desk.reads);
    expect(change.topics).toEqual(expect.arrayContaining(['calendar', 'patients', 'tasks', 'queue']));
    expect(change.dates).toEqual(['2026-11-30', '2026-12-01']);
  });

  it('a patient: the calendar on the days of his visits', () => {
    const change = changeOf({ kind: 'rows', rows: [{ entity: 'patient', key: patient.id, dates: [] }] }, desk.reads);
    expect(change).toEqual({ topics: expect.arrayContaining(['patients', 'calendar']), dates: ['2026-11-30'] });
  });

  it('states of the queue alone: no calendar', () => {
    expect(changeOf({ kind: 'queue' }, desk.reads).topics).not.toContain('calendar');
    expect(changeOf({ kind: 'all' }, desk.reads)).toMatchObject({ dates: null, topics: expect.arrayContaining(['calendar']) });
  });
});

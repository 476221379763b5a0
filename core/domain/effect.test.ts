import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectOf, keysOf, type Rows } from './effect.ts';
import type { Act, Intent } from './intent.ts';
import type { Patient } from './patient.ts';
import { referralKeyOf } from './referral.ts';
import type { Schedule, Slot } from './schedule.ts';
import { slotsFor } from './slots-for.ts';
import type { DeskTask } from './task.ts';
import { aPatient, aSchedule, aSlot, aTask, aVisit, weeklyHours } from './test-builders.ts';
import type { Visit } from './visit.ts';

interface Given {
  visits?: Visit[];
  patients?: Patient[];
  schedules?: Schedule[];
  slots?: Slot[];
  tasks?: DeskTask[];
  settings?: { name: string; value: unknown; version: number }[];
}

const rows = ({ visits = [], patients = [], schedules = [], slots = [], tasks = [], settings = [] }: Given = {}): Rows => {
  const byId =
    <T extends { id: string }>(all: T[]) =>
    (id: string) =>
      all.find((one) => one.id === id) ?? null;
  return {
    visit: byId(visits),
    patient: byId(patients),
    schedule: byId(schedules),
    slot: byId(slots),
    slotsOf: (id) => slots.filter(({ scheduleId }) => scheduleId === id),
    task: byId(tasks),
    setting: (name) => settings.find((one) => one.name === name) ?? null,
  };
};
const intent = (act: Act): Intent => ({
  id: '77777777-7777-4777-8777-777777777777',
  act,
  keys: keysOf(act),
  seenVersion: null,
  baseIntentId: null,
  supersedes: null,
  author: 'registrar',
  reason: null,
  at: '2026-11-23T09:00:00Z',
});
const effect = (act: Act, given: Given = {}) => effectOf(intent(act), rows(given));
const nothing = { visits: [], patients: [], schedules: [], slots: [], removedSlotIds: [], tasks: [], settings: [] };

const newSlot = aSlot({ startsAt: '2026-12-07T07:00:00Z', mode: 'remote' });
const move: Act = {
  kind: 'move',
  visitId: aVisit().id,
  scheduleId: newSlot.scheduleId,
  slotId: newSlot.id,
  startsAt: newSlot.startsAt,
  durationMinutes: 30,
};
const cancel: Act = { kind: 'cancel', visitId: aVisit().id, reason: 'illness', by: 'patient' };

describe('book', () => {
  const visit = aVisit({ version: 0 });

  test('adds the visit, and the patient who came along', () => {
    expect(effect({ kind: 'book', visit, patient: aPatient({ version: 0 }) })).toEqual({
      ...nothing,
      visits: [visit],
      patients: [aPatient({ version: 0 })],
    });
    expect(effect({ kind: 'book', visit, patient: null })).toEqual({ ...nothing, visits: [visit] });
  });

  test('a known patient keeps central’s version', () => {
    const [patient] = effect(
      { kind: 'book', visit, patient: aPatient({ version: 0, familyName: 'Nowa' }) },
      { patients: [aPatient({ version: 7 })] },
    ).patients;
    expect(patient).toMatchObject({ version: 7, familyName: 'Nowa' });
  });

  test('what central holds already is not laid over again', () => {
    expect(
      effect({ kind: 'book', visit, patient: aPatient() }, { visits: [aVisit({ version: 2, status: 'cancelled' })] }),
    ).toEqual(nothing);
  });
});

describe('move', () => {
  test('takes the visit to its new place, with the slot’s mode', () => {
    const [visit] = effect(move, { visits: [aVisit()], slots: [newSlot] }).visits;
    expect(visit).toEqual(
      aVisit({
        scheduleId: newSlot.scheduleId,
        slotId: newSlot.id,
        startsAt: newSlot.startsAt,
        durationMinutes: 30,
        mode: 'remote',
      }),
    );
  });

  test('settles what was wrong with the old place, and nothing else', () => {
    const visit = aVisit({ legacy: true, slotId: null, gaps: ['double-booked', 'holiday', 'outside-schedule', 'no-pesel'] });
    expect(effect(move, { visits: [visit] }).visits[0]?.gaps).toEqual(['no-pesel']);
  });

  test('to another clinic code', () => {
    const schedule = aSchedule({ clinicCode: '1104' });
    expect(effect(move, { visits: [aVisit()], schedules: [schedule] }).visits[0]?.clinicCode).toBe('1104');
  });
});

test.each([
  ['move', move],
  ['cancel', cancel],
] as const)('%s: no effect on a visit that is gone or over', (_, act) => {
  expect(effect(act)).toEqual(nothing);
  for (const status of ['cancelled', 'fulfilled', 'no-show'] as const)
    expect(effect(act, { visits: [aVisit({ status })] })).toEqual(nothing);
});

test('cancel keeps the row, with its reason', () => {
  expect(effect(cancel, { visits: [aVisit({ status: 'arrived' })] }).visits).toEqual([
    aVisit({ status: 'cancelled', cancelReason: 'illness' }),
  ]);
});

test('change-patient puts the patient, by central’s version', () => {
  expect(
    effect(
      { kind: 'change-patient', patient: aPatient({ version: 1, givenName: 'Anna' }) },
      { patients: [aPatient({ version: 5 })] },
    ).patients,
  ).toEqual([aPatient({ version: 5, givenName: 'Anna' })]);
});

describe('publish', () => {
  const publish = (schedule: Schedule): Act => ({ kind: 'publish', schedule });

  test('the first: the schedule and all of its slots', () => {
    const schedule = aSchedule({ version: 0 });
    const { schedules, slots, removedSlotIds } = effect(publish(schedule));
    expect(schedules).toEqual([schedule]);
    expect(slots).toEqual(slotsFor(schedule, { from: '2026-11-01', to: '2027-06-30' }));
    expect(slots.length).toBeGreaterThan(150);
    expect(removedSlotIds).toEqual([]);
  });

  test('a later one: slots that are no more go, the past stays', () => {
    const before = aSchedule({ version: 3 });
    const slots = slotsFor(before, { from: '2026-11-01', to: '2026-12-15' });
    const after = aSchedule({ version: 3, revision: 2, weekly: [weeklyHours({ endsAt: '09:00' })] });
    const changes = effect(publish(after), { schedules: [before], slots });
    const ids = new Set(changes.slots.map(({ id }) => id));
    const gone = slots.filter(({ id, startsAt }) => startsAt >= '2026-11-23' && !ids.has(id));
    expect(changes.removedSlotIds).toEqual(gone.map(({ id }) => id));
    expect(gone).toHaveLength(4 * 3); // four Mondays from today on, three slots each
    expect(changes.slots.every(({ startsAt }) => startsAt >= '2026-11-23')).toBe(true);
  });

  test.each([
    ['cut short at its end', { validTo: '2026-11-30' }, 1],
    ['that begins later', { validFrom: '2026-12-14' }, 1],
  ])('a template %s: the slots outside of it go too', (_, some, mondays) => {
    const before = aSchedule({ version: 3 });
    const slots = slotsFor(before, { from: '2026-11-24', to: '2026-12-15' });
    const after = aSchedule({ version: 3, revision: 2, weekly: [weeklyHours(some)] });
    const { removedSlotIds } = effect(publish(after), { schedules: [before], slots });
    expect(removedSlotIds).toHaveLength(slots.length - mondays * 6);
  });

  test('R30: a slot that was withdrawn with its visit does not come back with the next publication', () => {
    const before = aSchedule({ version: 3 });
    const [withdrawn, ...slots] = slotsFor(before, { from: '2026-11-30', to: '2026-12-15' });
    const longer = aSchedule({ version: 3, revision: 2, weekly: [weeklyHours({ endsAt: '11:00' })] });
    const changes = effect(publish(longer), { schedules: [before], slots });
    expect(changes.slots.map(({ id }) => id)).not.toContain(withdrawn?.id);
  });

  test('what central holds in this revision or a later one is not laid over again', () => {
    expect(effect(publish(aSchedule({ revision: 2 })), { schedules: [aSchedule({ version: 3, revision: 2 })] })).toEqual(nothing);
  });
});

describe('tasks and settings', () => {
  test('open-task adds it once', () => {
    expect(effect({ kind: 'open-task', task: aTask() }).tasks).toEqual([aTask()]);
    expect(effect({ kind: 'open-task', task: aTask() }, { tasks: [aTask({ state: 'done' })] })).toEqual(nothing);
  });

  test('close-task closes an open one, by whom and when', () => {
    const close: Act = { kind: 'close-task', taskId: aTask().id, resolution: 'patient-called' };
    const closed = {
      state: 'done',
      closedAt: '2026-11-23T09:00:00Z',
      closedBy: 'registrar',
      resolution: 'patient-called',
    } as const;
    expect(effect(close, { tasks: [aTask()] }).tasks).toEqual([aTask(closed)]);
    expect(effect(close, { tasks: [aTask({ state: 'done' })] })).toEqual(nothing);
    expect(effect(close)).toEqual(nothing);
  });

  test('save-setting keeps central’s version', () => {
    const save: Act = { kind: 'save-setting', name: 'ap-kolce', value: [1] };
    expect(effect(save).settings).toEqual([{ name: 'ap-kolce', value: [1], version: 0 }]);
    expect(effect(save, { settings: [{ name: 'ap-kolce', value: [], version: 4 }] }).settings).toEqual([
      { name: 'ap-kolce', value: [1], version: 4 },
    ]);
  });
});

describe('keys', () => {
  const { id, slotId, patientId, referral } = aVisit();

  test.each([
    [
      'book',
      { kind: 'book', visit: aVisit(), patient: aPatient() } as Act,
      [`visit:${id}`, `patient:${patientId}`, `slot:${slotId}`, `referral:${referral ? referralKeyOf(referral, null) : ''}`],
    ],
    [
      'book without slot or referral',
      { kind: 'book', visit: aVisit({ slotId: null, referral: null }), patient: null } as Act,
      [`visit:${id}`, `patient:${patientId}`],
    ],
    ['change-patient', { kind: 'change-patient', patient: aPatient() } as Act, [`patient:${patientId}`]],
    ['publish', { kind: 'publish', schedule: aSchedule() } as Act, [`schedule:${aSchedule().id}`]],
    ['open-task', { kind: 'open-task', task: aTask() } as Act, [`task:${aTask().id}`]],
    ['close-task', { kind: 'close-task', taskId: aTask().id, resolution: 'fixed' } as Act, [`task:${aTask().id}`]],
    ['save-setting', { kind: 'save-setting', name: 'ap-kolce', value: 1 } as Act, ['setting:ap-kolce']],
  ])('%s', (_, act, keys) => expect(keysOf(act)).toEqual(keys));

  test('move and cancel touch the slot that they leave, and the patient', () => {
    expect(keysOf(move, aVisit())).toEqual([`visit:${id}`, `patient:${patientId}`, `slot:${slotId}`, `slot:${newSlot.id}`]);
    expect(keysOf(cancel, aVisit())).toEqual([`visit:${id}`, `patient:${patientId}`, `slot:${slotId}`]);
    expect(keysOf(cancel)).toEqual([`visit:${id}`]);
  });

  test('no PESEL in a key: keys reach logs', () => {
    const visit = aVisit({ referral: { key: null, code: '1234', clinicCodes: null } });
    expect(keysOf({ kind: 'book', visit, patient: aPatient() }).join()).not.toContain(aPatient().pesel);
  });
});

test('an effect laid over its own result changes nothing: the overlay may be derived again at any time', () => {
  const acts: Act[] = [
    { kind: 'book', visit: aVisit({ version: 0 }), patient: aPatient({ version: 0 }) },
    move,
    cancel,
    { kind: 'change-patient', patient: aPatient({ givenName: 'Anna' }) },
    { kind: 'open-task', task: aTask({ version: 0 }) },
    { kind: 'close-task', taskId: aTask().id, resolution: 'fixed' },
    { kind: 'save-setting', name: 'ap-kolce', value: [1] },
  ];
  const apply = (given: Required<Given>, act: Act): Required<Given> => {
    const changes = effect(act, given);
    const put = <T>(old: T[], some: T[], key: (one: T) => string) => [
      ...old.filter((one) => !some.some((other) => key(other) === key(one))),
      ...some,
    ];
    const id = ({ id: own }: { id: string }) => own;
    return {
      ...given,
      visits: put(given.visits, changes.visits, id),
      patients: put(given.patients, changes.patients, id),
      tasks: put(given.tasks, changes.tasks, id),
      settings: put(given.settings, changes.settings, ({ name }) => name),
    };
  };
  const empty = { visits: [], patients: [], schedules: [aSchedule()], slots: [newSlot], tasks: [], settings: [] };
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 10 }), fc.constantFrom(...acts), (before, act) => {
      if (act.kind === 'book') return; // booking again un-does what came after, see `book`: its row is central's by then
      const given = before.reduce(apply, empty);
      const once = apply(given, act);
      expect(apply(once, act)).toEqual(once);
    }),
  );
});

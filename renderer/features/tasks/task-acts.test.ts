import { describe, expect, test } from 'vitest';
import type { TaskView } from '../../../core/contract/views.ts';
import { actsOf } from './task-acts.ts';
import { taskAge } from './task-age.ts';
import { groupOf, kindOf, orderTasks } from './task-kind.ts';

const visit: NonNullable<TaskView['visit']> = {
  id: 'v',
  version: 1,
  startsAt: '2026-11-30T08:00:00Z',
  localStart: '2026-11-30T09:00',
  scheduleId: 's',
  actorName: 'lek. A',
  clinicCode: '1100',
  kind: 'first',
  status: 'booked',
};
const patient = { id: 'p', name: 'Zmyślona Halina', phone: null, secondPhone: null };
const refused = (act: NonNullable<TaskView['refused']>['act']): NonNullable<TaskView['refused']> => ({
  intentId: 'i',
  here: true,
  patient: null,
  act,
  wantedStart: null,
  wantedLocalStart: null,
  wantedScheduleId: null,
  wanted:
    act === 'book'
      ? {
          patient: null,
          patientId: 'p',
          clinicCode: '1100',
          contact: { phone: null, secondPhone: null, email: null, relation: 'patient' },
          kind: 'first',
          category: null,
          entitlement: null,
          referral: null,
          note: null,
        }
      : null,
});
const task = (over: Partial<TaskView>): TaskView => ({
  id: 't',
  kind: 'visit-gap',
  gap: null,
  refusals: [],
  state: 'open',
  openedAt: '2026-11-23T08:00:00Z',
  closedAt: null,
  closedBy: null,
  resolution: null,
  owner: null,
  mine: false,
  conflict: null,
  calls: [],
  callBackAt: null,
  carriedOver: false,
  current: null,
  refused: null,
  patient,
  visit,
  proposals: [],
  ...over,
});
const refusedTask = (act: NonNullable<TaskView['refused']>['act']) => task({ kind: 'refused-intent', refused: refused(act) });

const now = '2026-11-23T09:00:00Z';

describe('the first act fits the task', () => {
  test.each<[string, TaskView, string | undefined]>([
    ['a refused booking is booked anew', refusedTask('book'), 'book-anew'],
    ['a refused move goes to another slot', refusedTask('move'), 'move'],
    ['a refused cancellation is sent again', refusedTask('cancel'), 'retry'],
    ['refused data are corrected', refusedTask('change-patient'), 'fix-patient'],
    ['a refused act that says nothing of itself goes to the form', task({ kind: 'refused-intent' }), 'book-in-form'],
    ['outside the schedule: move', task({ gap: 'outside-schedule' }), 'move'],
    ['holiday: move', task({ gap: 'holiday' }), 'move'],
    ['double booked: move', task({ gap: 'double-booked' }), 'move'],
    ['no contact: correct', task({ gap: 'no-contact' }), 'fix-patient'],
    ['no PESEL: correct', task({ gap: 'no-pesel' }), 'fix-patient'],
    ['bad PESEL: correct', task({ gap: 'bad-pesel' }), 'fix-patient'],
    ['a call: called', task({ kind: 'call-patient' }), 'patient-called'],
    ['another place: called', task({ gap: 'other-place' }), 'patient-called'],
    ['done: nothing', task({ state: 'done', gap: 'holiday' }), undefined],
    ['patient unknown here: keep', task({ gap: 'no-contact', patient: null }), 'keep'],
  ])('%s', (_, one, act) => expect(actsOf(one)[0]).toBe(act));
});

describe('a conflict has its own name and its own first act', () => {
  const conflict = (
    kind: NonNullable<TaskView['conflict']>,
    act: 'book' | 'move' | 'cancel' | 'change-patient',
    over: Partial<TaskView> = {},
  ) => ({
    ...refusedTask(act),
    conflict: kind,
    ...over,
  });
  const wanted = refused('book').wanted;
  const elsewhere = { refused: { ...refused('book'), here: false } };
  test.each<[string, TaskView, string, string | undefined]>([
    ['a taken slot: another one', conflict('slot-taken', 'book'), 'conflict-slot-taken', 'book-anew'],
    ['a taken slot of a move', conflict('slot-taken', 'move'), 'conflict-slot-taken', 'move'],
    ['hours that are gone', conflict('session-withdrawn', 'move'), 'conflict-session-withdrawn', 'move'],
    [
      'cancelled while moved: booked anew',
      conflict('visit-cancelled', 'move', { refused: { ...refused('move'), wanted } }),
      'conflict-visit-cancelled',
      'book-anew',
    ],
    ['cancelled twice: leave it', conflict('visit-cancelled', 'cancel'), 'conflict-visit-cancelled', 'keep'],
    ['a used referral: another one', conflict('referral-used', 'book'), 'conflict-referral-used', 'book-in-form'],
    ['a stale move: choose', conflict('stale-version', 'move'), 'conflict-stale-version', 'move'],
    ['a stale cancellation: again', conflict('stale-version', 'cancel'), 'conflict-stale-version', 'retry'],
    ['stale data: correct', conflict('stale-version', 'change-patient'), 'conflict-stale-version', 'fix-patient'],
    ['made at another desk: the same', conflict('slot-taken', 'book', elsewhere), 'conflict-slot-taken', 'book-anew'],
  ])('%s', (_, one, name, first) => expect([kindOf(one), actsOf(one)[0]]).toEqual([name, first]));

  test('only the desk that made an act sends it again or gives it up', () => {
    const acts = actsOf(conflict('slot-taken', 'book', elsewhere));
    expect(acts).not.toContain('retry');
    expect(acts).not.toContain('give-up');
    expect(acts).toContain('patient-called');
  });
});

test('whoever is to be called now comes first, whoever is to be called later last', () => {
  const due = task({ id: 'due', callBackAt: '2026-11-23T08:59:00Z' });
  const later = task({ id: 'later', callBackAt: '2026-11-23T15:00:00Z' });
  const refusal = { ...refusedTask('book'), id: 'refusal' };
  expect(orderTasks([later, refusal, due], now).map(({ id }) => id)).toEqual(['due', 'refusal', 'later']);
});

test('every open task can be settled', () => {
  const gaps = [
    'outside-schedule',
    'holiday',
    'double-booked',
    'no-contact',
    'no-pesel',
    'bad-pesel',
    'no-referral',
    'referral-cancelled',
    'other-place',
    null,
  ] as const;
  const acts = ['book', 'move', 'cancel', 'change-patient', 'publish', 'other'] as const;
  const all = [...gaps.map((gap) => task({ gap })), ...acts.map(refusedTask), task({ kind: 'call-patient' })];
  const bare = all.map((one) => ({ ...one, patient: null, visit: null }));
  const settling = ['keep', 'give-up', 'mark-done', 'patient-called'] as const;
  expect([...all, ...bare].filter((one) => !actsOf(one).some((act) => settling.includes(act as 'keep')))).toEqual([]);
});

test('what a task is called, and how it is grouped', () => {
  expect([kindOf(refusedTask('move')), groupOf(refusedTask('move'))]).toEqual(['refused-move', 'refused']);
  expect([kindOf(task({ gap: 'bad-pesel' })), groupOf(task({ gap: 'bad-pesel' }))]).toEqual(['bad-pesel', 'person']);
  expect([kindOf(task({ gap: 'holiday' })), groupOf(task({ gap: 'holiday' }))]).toEqual(['holiday', 'place']);
  expect([kindOf(task({ gap: 'other-place' })), groupOf(task({ gap: 'other-place' }))]).toEqual(['other-place', 'call']);
});

test('refused acts come first, then the nearest visit', () => {
  const late = task({ id: 'late', gap: 'holiday', visit: { ...visit, startsAt: '2027-01-01T08:00:00Z' } });
  const soon = task({ id: 'soon', gap: 'holiday' });
  const refusal = { ...refusedTask('book'), id: 'refusal', visit: null };
  expect(orderTasks([late, soon, refusal], now).map(({ id }) => id)).toEqual(['refusal', 'soon', 'late']);
});

test.each([
  ['2026-11-23T10:00:00Z', { unit: 'now' }],
  ['2026-11-23T09:58:00Z', { unit: 'minutes', count: 2 }],
  ['2026-11-23T09:01:00Z', { unit: 'minutes', count: 59 }],
  ['2026-11-23T09:00:00Z', { unit: 'hours', count: 1 }],
  ['2026-11-21T10:01:00Z', { unit: 'hours', count: 47 }],
  ['2026-11-21T10:00:00Z', { unit: 'days', count: 2 }],
])('open since %s', (openedAt, age) => expect(taskAge(openedAt, '2026-11-23T10:00:00Z')).toEqual(age));

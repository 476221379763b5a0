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
  refused: null,
  patient,
  visit,
  proposals: [],
  ...over,
});
const refusedTask = (act: NonNullable<TaskView['refused']>['act']) => task({ kind: 'refused-intent', refused: refused(act) });

describe('the first act fits the task', () => {
  test.each<[string, TaskView, string | undefined]>([
    ['a refused booking is booked anew', refusedTask('book'), 'book-anew'],
    ['a refused move goes to another slot', refusedTask('move'), 'move'],
    ['a refused cancellation is sent again', refusedTask('cancel'), 'retry'],
    ['refused data are corrected', refusedTask('change-patient'), 'fix-patient'],
    ['a refused act of another desk goes to the form', task({ kind: 'refused-intent' }), 'book-in-form'],
    ['outside the schedule: move', task({ gap: 'outside-schedule' }), 'move'],
    ['holiday: move', task({ gap: 'holiday' }), 'move'],
    ['double booked: move', task({ gap: 'double-booked' }), 'move'],
    ['no contact: correct', task({ gap: 'no-contact' }), 'fix-patient'],
    ['no PESEL: correct', task({ gap: 'no-pesel' }), 'fix-patient'],
    ['bad PESEL: correct', task({ gap: 'bad-pesel' }), 'fix-patient'],
    ['a call: called', task({ kind: 'call-patient' }), 'patient-called'],
    ['done: nothing', task({ state: 'done', gap: 'holiday' }), undefined],
    ['patient unknown here: keep', task({ gap: 'no-contact', patient: null }), 'keep'],
  ])('%s', (_, one, act) => expect(actsOf(one)[0]).toBe(act));
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
});

test('refused acts come first, then the nearest visit', () => {
  const late = task({ id: 'late', gap: 'holiday', visit: { ...visit, startsAt: '2027-01-01T08:00:00Z' } });
  const soon = task({ id: 'soon', gap: 'holiday' });
  const refusal = { ...refusedTask('book'), id: 'refusal', visit: null };
  expect(orderTasks([late, soon, refusal]).map(({ id }) => id)).toEqual(['refusal', 'soon', 'late']);
});

test.each([
  ['2026-11-23T10:00:00Z', { unit: 'now' }],
  ['2026-11-23T09:58:00Z', { unit: 'minutes', count: 2 }],
  ['2026-11-23T09:01:00Z', { unit: 'minutes', count: 59 }],
  ['2026-11-23T09:00:00Z', { unit: 'hours', count: 1 }],
  ['2026-11-21T10:01:00Z', { unit: 'hours', count: 47 }],
  ['2026-11-21T10:00:00Z', { unit: 'days', count: 2 }],
])('open since %s', (openedAt, age) => expect(taskAge(openedAt, '2026-11-23T10:00:00Z')).toEqual(age));

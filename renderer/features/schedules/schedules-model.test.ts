import { describe, expect, it, test } from 'vitest';
import type { AffectedVisitView } from '../../../core/contract/schedule-views.ts';
import { withAbsence, withDayHours } from '../../../core/domain/edit-days.ts';
import type { Schedule } from '../../../core/domain/schedule.ts';
import { aSchedule, weeklyHours } from '../../../core/domain/test-builders.ts';
import { decide, decideAll, moveTo, stillGood } from './decisions.ts';
import { addHours, changeHours, hoursAt, insertBreak } from './edit-hours.ts';
import { type Drag, spanOfDrag, timeOf } from './grid-drag.ts';
import { readTime } from './read-time.ts';
import { createDrafts } from './schedule-drafts.ts';
import { counts, hoursToDraw, weekModel } from './week-model.ts';

test.each([
  ['8', '08:00'],
  ['08:30', '08:30'],
  ['8.30', '08:30'],
  ['830', '08:30'],
  ['1430', '14:30'],
  ['23:59', '23:59'],
  ['24:00', null],
  ['8:60', null],
  ['osiem', null],
  ['', null],
])('a typed time: %s', (text, expected) => {
  expect(readTime(text)).toBe(expected);
});

describe('dragging', () => {
  const day = { from: 420, to: 1140 };
  test.each<[string, Drag, number, string]>([
    ['drawn downwards', { kind: 'draw', at: 484 }, 602, '08:00-10:15'],
    ['drawn upwards', { kind: 'draw', at: 602 }, 484, '08:00-10:15'],
    ['a touch is a quarter of an hour', { kind: 'draw', at: 485 }, 485, '08:00-08:15'],
    ['drawn beyond the day', { kind: 'draw', at: 1100 }, 1300, '18:15-19:00'],
    ['moved keeps its length', { kind: 'move', at: 500, span: { from: 480, to: 600 } }, 531, '08:30-10:30'],
    ['moved to the edge of the day', { kind: 'move', at: 500, span: { from: 480, to: 600 } }, 100, '07:00-09:00'],
    ['its start', { kind: 'start', at: 480, span: { from: 480, to: 600 } }, 450, '07:30-10:00'],
    ['its start beyond its end', { kind: 'start', at: 480, span: { from: 480, to: 600 } }, 900, '09:45-10:00'],
    ['its end', { kind: 'end', at: 600, span: { from: 480, to: 600 } }, 660, '08:00-11:00'],
    ['its end above its start', { kind: 'end', at: 600, span: { from: 480, to: 600 } }, 430, '08:00-08:15'],
  ])('%s', (_, drag, to, expected) => {
    const span = spanOfDrag(drag, to, day);
    expect(`${timeOf(span.from)}-${timeOf(span.to)}`).toBe(expected);
  });

  it('the end of the day is its last minute', () => {
    expect(timeOf(1440)).toBe('23:59');
  });
});

describe('a week of a schedule', () => {
  const monday = '2026-11-30';

  it('shows template, absence, one-off day and holiday as what they are', () => {
    const exceptions = withDayHours(
      withAbsence([], { from: '2026-12-22', to: '2026-12-22' }, 'urlop'),
      '2026-12-23',
      [{ startsAt: '09:00', endsAt: '10:00', slotMinutes: 20, firstEvery: 1, room: null, mode: 'in-person', payer: 'nfz' }],
      'jednorazowo',
    );
    const week = weekModel(aSchedule({ exceptions }), '2026-12-21');
    expect(week.map(({ state }) => state)).toEqual([
      'template',
      'absent',
      'one-off',
      'holiday',
      'holiday',
      'holiday',
      'template',
    ]);
    expect(week.map(({ slots }) => slots.length)).toEqual([6, 0, 3, 0, 0, 0, 0]);
  });

  it('draws alternating hours faintly in the weeks between', () => {
    const schedule = aSchedule({ weekly: [weeklyHours({ repeat: { everyWeeks: 2, anchor: '2026-12-07' } })] });
    expect(weekModel(schedule, monday)[0]?.blocks).toEqual([expect.objectContaining({ off: true })]);
    expect(weekModel(schedule, '2026-12-07')[0]?.blocks).toEqual([expect.objectContaining({ off: false })]);
  });

  it('counts kinds as the slots will be', () => {
    for (const firstEvery of [0, 1, 2, 3, 7]) {
      const schedule = aSchedule({ weekly: [weeklyHours({ firstEvery })] });
      const first = weekModel(schedule, monday)[0]?.slots.filter(({ kind }) => kind === 'first').length;
      expect(counts(weeklyHours({ firstEvery }))).toEqual({ first, continuation: 6 - (first ?? 0) });
    }
  });

  it('stretches the drawn hours to what there is', () => {
    expect(hoursToDraw(weekModel(aSchedule(), monday))).toEqual({ from: 7, to: 19 });
    const early = aSchedule({ weekly: [weeklyHours({ startsAt: '05:30', endsAt: '21:10' })] });
    expect(hoursToDraw(weekModel(early, monday))).toEqual({ from: 5, to: 22 });
  });

  it('slots at midnight stand on their own day', () => {
    const night = aSchedule({ weekly: [weeklyHours({ startsAt: '00:00', endsAt: '01:00' })] });
    expect(weekModel(night, monday).map(({ slots }) => slots.length)).toEqual([3, 0, 0, 0, 0, 0, 0]);
  });
});

describe('changing hours', () => {
  const schedule = aSchedule();
  const source = { kind: 'weekly' as const, index: 0 };

  it('from this week on: the old hours end the Sunday before', () => {
    const changed = changeHours(schedule, source, { ...weeklyHours(), room: '12' }, { scope: 'from-here', from: '2027-01-04' });
    expect(changed.edit.weekly).toEqual([
      weeklyHours({ validTo: '2027-01-03' }),
      weeklyHours({ validFrom: '2027-01-04', room: '12' }),
    ]);
    expect(changed.source).toEqual({ kind: 'weekly', index: 1 });
    // The next stroke in the same week changes the new hours in place.
    const next = { ...schedule, ...changed.edit };
    const again = changeHours(next, { kind: 'weekly', index: 1 }, weeklyHours({ validFrom: '2027-01-04', room: '7' }), {
      scope: 'from-here',
      from: '2027-01-04',
    });
    expect(again.edit.weekly).toHaveLength(2);
  });

  it('for the whole period', () => {
    const changed = changeHours(schedule, source, weeklyHours({ room: '12' }), { scope: 'whole', from: '2027-01-04' });
    expect(changed.edit.weekly).toEqual([weeklyHours({ room: '12' })]);
  });

  it('removing from this week on ends them; for the whole period removes them', () => {
    const when = { from: '2027-01-04' };
    expect(changeHours(schedule, source, null, { scope: 'from-here', ...when }).edit.weekly).toEqual([
      weeklyHours({ validTo: '2027-01-03' }),
    ]);
    expect(changeHours(schedule, source, null, { scope: 'whole', ...when })).toEqual({ edit: { weekly: [] }, source: null });
  });

  it('drawn on a one-off day it is of that day alone', () => {
    const oneOff = { ...schedule, exceptions: withDayHours([], '2026-12-05', [], 'sobota') };
    const added = addHours(oneOff, '2026-12-05', { startsAt: '09:00', endsAt: '12:00' }, '2026-11-23');
    expect(added.edit.weekly).toBeUndefined();
    const after = { ...oneOff, ...added.edit };
    expect(added.source && hoursAt(after, added.source)).toMatchObject({ startsAt: '09:00', slotMinutes: 20, room: '12a' });
  });

  it('drawn in the template it holds from that week, as long as the others', () => {
    const added = addHours(schedule, '2027-01-06', { startsAt: '09:00', endsAt: '12:00' }, '2026-11-23');
    expect(added.edit.weekly?.[1]).toMatchObject({ weekday: 3, validFrom: '2027-01-04', validTo: '2027-06-30' });
  });

  it('a break divides, in the template and on one day', () => {
    const pause = { from: '08:40', to: '09:00' };
    const times = (edit: Partial<Schedule>) =>
      edit.weekly?.map(({ startsAt, endsAt, validFrom }) => [startsAt, endsAt, validFrom]);
    expect(times(insertBreak(schedule, source, pause, { scope: 'from-here', from: '2027-01-04' }))).toEqual([
      ['08:00', '10:00', '2026-11-01'],
      ['08:00', '08:40', '2027-01-04'],
      ['09:00', '10:00', '2027-01-04'],
    ]);
    expect(times(insertBreak(schedule, source, pause, { scope: 'whole', from: '2027-01-04' }))).toHaveLength(2);
  });
});

describe('drafts', () => {
  const card = (schedule: Schedule) => ({ schedule }) as Parameters<ReturnType<typeof createDrafts>['edit']>[0][number]['card'];

  it('an edit that comes back to what is published is none; steps can be undone', () => {
    const drafts = createDrafts();
    drafts.edit([{ card: card(aSchedule()), edit: { weekly: [] } }]);
    expect(drafts.get().size).toBe(1);
    drafts.edit([{ card: card(aSchedule()), edit: { weekly: [weeklyHours()] } }]);
    expect(drafts.get().size).toBe(0);
    drafts.undo();
    expect(drafts.get().get(aSchedule().id)?.draft.weekly).toEqual([]);
    drafts.undo();
    expect([drafts.get().size, drafts.canUndo()]).toEqual([0, false]);
  });

  it('what somebody else published is taken under the edit', () => {
    const drafts = createDrafts();
    drafts.edit([
      { card: card(aSchedule()), edit: { exceptions: withAbsence([], { from: '2026-12-07', to: '2026-12-07' }, 'urlop') } },
    ]);
    drafts.rebase(aSchedule({ version: 2, revision: 2, weekly: [weeklyHours(), weeklyHours({ weekday: 3 })] }));
    expect(drafts.get().get(aSchedule().id)?.draft).toMatchObject({
      seenVersion: 2,
      seenRevision: 2,
      weekly: [{}, { weekday: 3 }],
    });
  });
});

describe('R9: decisions', () => {
  const each = (id: string, ...slots: string[]) =>
    ({
      visit: { id },
      proposals: slots.map((slot) => ({ id: slot })),
      suggestedSlotId: slots[0] ?? null,
      moveRefusals: [],
      cancelReason: 'practitioner-absent',
    }) as unknown as AffectedVisitView;

  it('I1: no slot is given twice', () => {
    const [a, b, c] = [each('a', 's1', 's2'), each('b', 's1', 's2'), each('c', 's1', 's2')];
    const decisions = decideAll([a, b, c], 'move');
    expect([...decisions.values()]).toEqual([
      { decision: 'move', visitId: 'a', slotId: 's1' },
      { decision: 'move', visitId: 'b', slotId: 's2' },
    ]);
    expect(decide(decisions, c, 'move')).toBe(decisions);
  });

  it('a visit that cannot be moved stays undecided', () => {
    expect(decideAll([each('a')], 'move').size).toBe(0);
    expect([...decideAll([each('a')], 'cancel').values()]).toEqual([
      { decision: 'cancel', visitId: 'a', reason: 'practitioner-absent' },
    ]);
  });

  it('another look drops what is no longer so', () => {
    const decisions = moveTo(decideAll([each('a', 's1'), each('b', 's2')], 'move'), 'a', 's9');
    expect([...stillGood(decisions, [each('a', 's1')]).keys()]).toEqual([]);
    expect([...stillGood(decisions, [each('b', 's2')]).keys()]).toEqual(['b']);
  });
});

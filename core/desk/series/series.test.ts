import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aContact, aPatient, aSchedule, aSlot, aVisit, scheduleId } from '../../domain/test-builders.ts';
import { instantOf } from '../../domain/time.ts';
import { readDay } from '../calendar-queries.ts';
import { cancelVisit } from '../cancel-visit.ts';
import { readTasks } from '../task-view.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { visitOf } from '../view-rows.ts';
import { type BookSeries, bookSeries } from './book-series.ts';
import { proposeSeries, stepSeries } from './propose-series.ts';
import { undoSeries } from './undo-series.ts';

const dates = ['2026-11-30', '2026-12-07', '2026-12-14'];
const slotOn = (date: string, time = '09:00', some: Partial<ReturnType<typeof aSlot>> = {}) =>
  aSlot({ startsAt: instantOf(date, time), kind: 'continuation', ...some });
const slots = dates.map((date) => slotOn(date));
const lateSlot = slotOn('2026-12-07', '12:00');
const firstSlot = slotOn('2026-12-14', '12:00', { kind: 'first' });
const patient = aPatient();

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: scheduleId, row: aSchedule({ weekly: [] }) },
    { entity: 'patient', key: patient.id, row: patient },
    ...[...slots, lateSlot, firstSlot].map((row) => ({ entity: 'slot', key: row.id, row }) as const),
  );
});
afterEach(() => desk.remove());

const series = (some: Partial<BookSeries> = {}, of = slots): BookSeries => ({
  visits: of.map(({ id }) => ({ intentId: randomUUID(), visitId: randomUUID(), slotId: id })),
  patient: null,
  patientId: patient.id,
  contact: aContact(),
  note: null,
  ...some,
});
const idsOf = ({ visits }: BookSeries) => visits.map(({ intentId, visitId }) => ({ intentId, visitId }));
const truths = (input: BookSeries) => input.visits.map(({ visitId }) => desk.reads.visit(visitId)?.truth ?? null);
const statusOf = (visitId: string) => {
  const row = desk.reads.visit(visitId);
  return row && visitOf(row).status;
};
const applied = (input: BookSeries, at: number) => {
  const { intentId, visitId, slotId } = input.visits[at] as BookSeries['visits'][number];
  const versions = { [`visit:${visitId}`]: 1 };
  desk.answer(intentId, { kind: 'applied', position: { epoch: 'epoch-1', event: 2 }, versions, aliases: {} });
  const startsAt = slots.find(({ id }) => id === slotId)?.startsAt ?? '';
  const row = aVisit({ id: visitId, version: 1, slotId, startsAt, kind: 'continuation', patientId: patient.id });
  desk.fed({ entity: 'visit', key: visitId, row });
};

const asked = {
  clinicCode: slots[0]?.clinicCode ?? '',
  scheduleId: null,
  time: null,
  patientId: patient.id,
  count: 3,
  every: 1,
  unit: 'weeks' as const,
  from: dates[0] ?? '',
};

describe('proposing', () => {
  it('finds the continuation slots of this copy, and leaves out the days on which the patient comes anyway', () => {
    expect(proposeSeries(desk, asked).proposals.map(({ slot }) => slot?.id)).toEqual(slots.map(({ id }) => id));
    const visit = aVisit({ slotId: lateSlot.id, startsAt: lateSlot.startsAt, patientId: patient.id, kind: 'continuation' });
    desk.fed({ entity: 'visit', key: visit.id, row: visit });
    const [, second] = proposeSeries(desk, asked).proposals;
    expect(second).toMatchObject({ wanted: '2026-12-07', slot: { id: slots[2]?.id } });
  });

  it('says why there is none, and gives the hours of the day', () => {
    const [first, second] = proposeSeries(desk, { ...asked, every: 2, unit: 'months', from: '2026-12-05', count: 2 }).proposals;
    expect(first?.sameDay.map(({ id }) => id)).toEqual([slots[1]?.id, lateSlot.id]);
    expect(second).toMatchObject({ slot: null, gaps: ['unpublished'] });
    bookSeries(desk, series({}, slots.slice(0, 1)));
    const taken = proposeSeries(desk, { ...asked, patientId: null, from: '2026-11-24', unit: 'days', every: 1, count: 2 });
    expect(taken.proposals[0]?.slot?.id).toBe(slots[1]?.id);
  });

  it('steps to the day beside, nearest to the wanted hour, past the other visits of the series', () => {
    const step = { ...asked, time: '13:00', except: [] as string[] };
    expect(stepSeries(desk, { ...step, date: '2026-11-30', direction: 'later' })?.slot.id).toBe(lateSlot.id);
    expect(stepSeries(desk, { ...step, date: '2026-12-14', direction: 'earlier', except: ['2026-12-07'] })?.slot.id).toBe(
      slots[0]?.id,
    );
    expect(stepSeries(desk, { ...step, date: '2026-12-14', direction: 'later' })).toBeNull();
    expect(stepSeries(desk, { ...step, date: '2026-11-30', direction: 'earlier' })).toBeNull();
  });
});

describe('R14: booking a series', () => {
  it('is in the days at once, offline too, firm and each as local', () => {
    desk.setConnection('offline');
    const input = series();
    expect(bookSeries(desk, input)).toEqual({ ok: true, notes: ['firm-offline', 'series-by-clinic'] });
    expect(truths(input)).toEqual(['local', 'local', 'local']);
    for (const [at, date] of dates.entries()) {
      expect(readDay(desk, date).columns[0]?.visits.map(({ id }) => id)).toContain(input.visits[at]?.visitId);
    }
  });

  it('I3: the same command again is the same visits', () => {
    const input = series();
    bookSeries(desk, input);
    const before = desk.intents().length;
    expect(bookSeries(desk, input)).toMatchObject({ ok: true });
    expect(desk.intents()).toHaveLength(before);
  });

  it.each<[string, () => BookSeries, string]>([
    [
      'a slot is taken',
      () => {
        bookSeries(desk, series({}, slots.slice(1, 2)));
        return series();
      },
      'slot-taken',
    ],
    ['a slot is for first visits', () => series({}, [...slots.slice(0, 2), firstSlot]), 'wrong-slot-kind'],
    ['two are on one day', () => series({}, [...slots, lateSlot]), 'same-day'],
    ['one slot is given twice', () => series({}, [...slots.slice(0, 2), ...slots.slice(1, 2)]), 'same-day'],
    ['a slot is gone', () => series({}, [...slots.slice(0, 2), slotOn('2026-12-21')]), 'slot-gone'],
  ])('books none when %s, and says which', (_, make, code) => {
    const input = make();
    const before = desk.intents().length;
    const result = bookSeries(desk, input);
    expect(result).toMatchObject({ ok: false, refusals: [{ code }], bySlot: [{ refusals: [{ code }] }] });
    expect(desk.intents()).toHaveLength(before);
  });

  it('carries a new patient with each, a corrected one with the first', () => {
    const typed = { ...aPatient({ id: randomUUID(), pesel: '52073111110', familyName: 'Żak', givenName: 'Łucja' }) };
    bookSeries(desk, series({ patient: typed, patientId: typed.id }));
    expect(carried()).toEqual([true, true, true]);
  });

  it('carries a corrected patient with the first only', () => {
    bookSeries(desk, series({ patient: { ...patient, familyName: 'Poprawiona' } }));
    expect(carried()).toEqual([true, false, false]);
  });

  const carried = () => desk.intents().map(({ act }) => act.kind === 'book' && act.patient !== null);

  it('what central refuses of one is a task, and the others stand', () => {
    const input = series();
    bookSeries(desk, input);
    applied(input, 0);
    desk.answer(input.visits[1]?.intentId ?? '', {
      kind: 'refused',
      status: 409,
      refusals: [{ code: 'slot-taken', rule: 'I1' }],
      current: null,
    });
    expect(readTasks(desk, 'open', 10)).toMatchObject([{ kind: 'refused-intent', refused: { wantedStart: slots[1]?.startsAt } }]);
    expect(statusOf(input.visits[2]?.visitId ?? '')).toBe('booked');
  });
});

describe('undoing a series', () => {
  it('withdraws what has not left this computer', async () => {
    const input = series();
    bookSeries(desk, input);
    expect(await undoSeries(desk, { undoId: randomUUID(), visits: idsOf(input) })).toEqual({
      ok: true,
      withdrawn: 3,
      cancelled: 0,
    });
    expect(truths(input)).toEqual([null, null, null]);
    expect(bookSeries(desk, series())).toMatchObject({ ok: true });
  });

  it('cancels what central has, in one batch; the same undo again does nothing more', async () => {
    const input = series();
    bookSeries(desk, input);
    applied(input, 0);
    const undo = { undoId: randomUUID(), visits: idsOf(input) };
    expect(await undoSeries(desk, undo)).toEqual({ ok: true, withdrawn: 2, cancelled: 1 });
    expect(statusOf(input.visits[0]?.visitId ?? '')).toBe('cancelled');
    const before = desk.intents().length;
    expect(await undoSeries(desk, undo)).toEqual({ ok: true, withdrawn: 0, cancelled: 0 });
    expect(desk.intents()).toHaveLength(before);
  });

  it('leaves one alone that was cancelled in between', async () => {
    const input = series();
    bookSeries(desk, input);
    applied(input, 0);
    const visitId = input.visits[0]?.visitId ?? '';
    const seenVersion = desk.reads.visit(visitId)?.version ?? 0;
    cancelVisit(desk, { intentId: randomUUID(), visitId, seenVersion, reason: 'resignation', by: 'patient' });
    expect(await undoSeries(desk, { undoId: randomUUID(), visits: idsOf(input) })).toEqual({
      ok: true,
      withdrawn: 2,
      cancelled: 0,
    });
  });

  it('does nothing at all when one of them has begun', async () => {
    const input = series();
    bookSeries(desk, input);
    applied(input, 0);
    desk.setNow('2026-11-30T10:00:00Z');
    const result = await undoSeries(desk, { undoId: randomUUID(), visits: idsOf(input) });
    expect(result).toMatchObject({ ok: false, refusals: [{ code: 'visit-started' }] });
    expect(truths(input).slice(1)).toEqual(['local', 'local']);
  });
});

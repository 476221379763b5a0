import { afterEach, beforeEach, expect, it } from 'vitest';
import { aPatient, aSchedule, aVisit } from '../domain/test-builders.ts';
import { catchUp } from './catch-up.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  desk.fed(
    { entity: 'schedule', key: aSchedule().id, row: aSchedule() },
    { entity: 'patient', key: aPatient().id, row: aPatient() },
    { entity: 'visit', key: id(1), row: aVisit({ id: id(1), startsAt: '2026-11-23T07:00:00Z' }) },
    { entity: 'visit', key: id(2), row: aVisit({ id: id(2), startsAt: '2026-11-23T07:20:00Z' }) },
    { entity: 'visit', key: id(3), row: aVisit({ id: id(3), startsAt: '2026-11-24T07:20:00Z' }) },
  );
});
afterEach(() => desk.remove());

const id = (n: number) => `44444444-4444-4444-8444-00000000000${n}`;
const row = (n: number, outcome: 'performed' | 'no-show') => ({
  intentId: `00000000-0000-4000-8000-00000000000${n}`,
  visitId: id(n),
  seenVersion: 1,
  outcome,
  eventNumber: null,
});

it('R43: what was written by hand becomes one batch of acts; repeated, it is the same batch', () => {
  const rows = [row(1, 'performed'), row(2, 'no-show')];
  expect(catchUp(desk, { rows })).toEqual({ written: 2, refused: [] });
  expect(catchUp(desk, { rows })).toEqual({ written: 2, refused: [] });
  expect(desk.intents().map(({ act }) => act)).toMatchObject([
    { kind: 'set-outcome', visitId: id(1), outcome: 'performed' },
    { kind: 'set-outcome', visitId: id(2), outcome: 'no-show' },
  ]);
});

it('one row that the rules refuse keeps all of them from being written, and is named', () => {
  const result = catchUp(desk, { rows: [row(1, 'performed'), row(3, 'no-show')] });
  expect(result).toMatchObject({ written: 0, refused: [{ visitId: id(3), refusals: [{ code: 'outcome-too-early' }] }] });
  expect(desk.intents()).toEqual([]);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { aSchedule, aStop, scheduleId } from '../../domain/test-builders.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { editedSchedules } from './edited-schedules.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

const unit = aSchedule({ clinicCode: 'MMG', service: 'mammography', stops: [aStop()] });
const draft = () => {
  const { id, actor, clinicCode, service, weekly, exceptions, overrides } = unit;
  return { id, actor, clinicCode, service, weekly, exceptions, overrides, seenVersion: 1, seenRevision: 1 };
};
const bochnia = aStop({ from: '2026-11-25', to: '2026-11-26', town: 'Bochnia' });

it('R38: stops that the editor does not name stay as they are', () => {
  desk.fed({ entity: 'schedule', key: scheduleId, row: unit });
  expect(editedSchedules(desk, [draft()])[0]?.after.stops).toEqual([aStop()]);
});

it('R38: stops of the editor replace them, by date; an empty list takes them away', () => {
  desk.fed({ entity: 'schedule', key: scheduleId, row: unit });
  const [edited] = editedSchedules(desk, [{ ...draft(), stops: [aStop(), bochnia] }]);
  expect([edited?.after.stops, edited?.refusals]).toEqual([[bochnia, aStop()], []]);
  expect(editedSchedules(desk, [{ ...draft(), stops: [] }])[0]?.after).not.toHaveProperty('stops');
});

it('R38: two places on one day are a fault', () => {
  desk.fed({ entity: 'schedule', key: scheduleId, row: unit });
  const [edited] = editedSchedules(desk, [{ ...draft(), stops: [aStop(), aStop({ town: 'Bochnia' })] }]);
  expect(edited?.refusals).toMatchObject([{ code: 'hours-overlap', rule: 'R38' }]);
});

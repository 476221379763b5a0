import { afterEach, beforeEach, expect, it } from 'vitest';
import { aSchedule, aStop, scheduleId } from '../../domain/test-builders.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { editedSchedules } from './edited-schedules.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

it('R38: a publication from the editor leaves the stops of a mobile unit as they are', () => {
  const schedule = aSchedule({ clinicCode: 'MMG', service: 'mammography', stops: [aStop()] });
  desk.fed({ entity: 'schedule', key: scheduleId, row: schedule });
  const { id, actor, clinicCode, service, weekly, exceptions, overrides } = schedule;
  const draft = { id, actor, clinicCode, service, weekly, exceptions, overrides, seenVersion: 1, seenRevision: 1 };
  expect(editedSchedules(desk, [draft])[0]?.after.stops).toEqual([aStop()]);
});

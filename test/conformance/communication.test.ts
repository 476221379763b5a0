import type { Bundle, Communication } from 'fhir/r4';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningCentral } from '../../central/start.ts';
import { newClinic, newPatient, newSchedule, slotsOn, startTestCentral, visitIn } from '../../central/test/test-central.ts';
import type { TestDesk } from '../../central/test/test-desk.ts';
import { problemsOf } from './official-definitions.ts';

let central: RunningCentral;
beforeAll(async () => {
  central = await startTestCentral({ db: 'pglite:memory' });
});
afterAll(() => central.close());

test('R40: a clinic reads what its patients were told as valid Communications, without the address; others do not', async () => {
  const [here, there] = [(await newClinic(central)).desks[0], (await newClinic(central)).desks[0]] as [TestDesk, TestDesk];
  const schedule = newSchedule(here.clinicId);
  await here.publish(schedule);
  const patient = newPatient();
  const visit = visitIn(slotsOn(schedule, '2026-11-27', 'first')[0], patient);
  await here.book(visit, patient);
  const read = async (desk: TestDesk) =>
    ((await desk.get('/Communication?status=completed')).body as Bundle<Communication>).entry?.map(({ resource }) => resource) ??
    [];
  await expect.poll(() => read(here), { timeout: 10_000 }).toHaveLength(1);
  const [told] = await read(here);
  expect(problemsOf(told as Communication)).toEqual([]);
  expect(told).toMatchObject({
    status: 'completed',
    about: [{ identifier: { value: visit.id } }],
    payload: [{ contentString: expect.stringContaining('Wizyta umowiona: pt. 27.11.2026') as string }],
  });
  expect(JSON.stringify(told)).not.toContain('730181148');
  expect(await read(there)).toEqual([]);
  expect((await there.get(`/Communication/${told?.id}`)).status).toBe(404);
});

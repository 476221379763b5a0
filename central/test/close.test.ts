import { expect, it } from 'vitest';
import { newClinic, newSchedule, startTestCentral } from './test-central.ts';
import type { TestDesk } from './test-desk.ts';

it('closing waits for what is under way: the answer comes, and then nobody listens', async () => {
  const central = await startTestCentral({ db: 'pglite:memory' });
  const { desks } = await newClinic(central);
  const [desk] = desks as [TestDesk];
  const running = desk.publish(newSchedule(desk.clinicId));
  // The request has arrived once its first statement is waiting for the database.
  await central.database.query('select pg_sleep(0.2)');
  const [reply] = await Promise.all([running, central.close()]);
  expect(reply.status).toBe(201);
  await expect(desk.get('/metadata')).rejects.toThrow();
});

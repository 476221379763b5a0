import { randomUUID } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aPatient } from '../../domain/test-builders.ts';
import { deskImport } from '../desk-import.ts';
import { deskRouter } from '../router.ts';
import { anActor, type TestDesk, testAccess, testDesk, testSafety } from '../test-desk.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

/** SQLite's own way to be told that the disk is full. */
const limit = (pages: number) => desk.store.read.prepare(`PRAGMA main.max_page_count = ${pages}`).get();

test('I2: on a full disk a command is refused in words, nothing is half done, and the same command goes when there is space', async () => {
  const router = deskRouter(desk, deskImport(desk), testAccess(desk), () => anActor(), testSafety(desk));
  const client = createRouterClient(router, { context: { caller: 'screen' } });
  const known = aPatient({ version: 1 });
  desk.fed({ entity: 'patient', key: known.id, row: known });
  limit(1);
  const { version, ...patient } = { ...known, familyName: 'Nowak'.repeat(10) };
  const refusals: unknown[] = [];
  const accepted: string[] = [];
  // The file has some room in its pages: fill it up.
  for (let n = 0; n < 200 && refusals.length === 0; n++) {
    const intentId = randomUUID();
    const result = await client.patients.change({ intentId, patient, seenVersion: version });
    if (result.ok) accepted.push(intentId);
    else refusals.push({ intentId, refusals: result.refusals });
  }
  const [{ intentId }] = refusals as [{ intentId: string }];
  expect(refusals).toEqual([{ intentId, refusals: [{ code: 'disk-full' }] }]);
  expect(desk.store.journal.get(intentId)).toBeNull();
  expect(desk.intents().map(({ id }) => id)).toEqual(accepted);
  expect((await client.patients.get({ id: known.id }))?.familyName).toBe(accepted.length > 0 ? patient.familyName : 'Wiśniewska');
  limit(1_000_000);
  expect(await client.patients.change({ intentId, patient, seenVersion: version })).toMatchObject({ ok: true });
  expect(desk.store.check()).toMatchObject({ journalIsWhole: true, auditBreak: null });
});

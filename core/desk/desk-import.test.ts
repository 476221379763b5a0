import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../domain/intent.ts';
import type { CentralGateway, FeedChange } from '../sync/ports.ts';
import { type DeskImport, deskImport } from './desk-import.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

const folder = join(import.meta.dirname, '../../test/data/przychodnia-program');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({ name, base64: readFileSync(join(folder, name)).toString('base64') }));

let desk: TestDesk;
let importing: DeskImport;
beforeEach(() => {
  desk = testDesk();
  importing = deskImport(desk);
});
afterEach(() => desk.remove());

/** Central takes all that waits, and the feed brings it back. */
function centralTakesAll(): void {
  const waiting = desk.store.journal.list(['pending']).map(({ intent }) => intent);
  const ids = waiting.map((intent) => intent.id);
  desk.answer(ids, { kind: 'applied', position: { epoch: 'epoch-1', event: 1 }, versions: {}, aliases: {} });
  desk.fed(...waiting.flatMap(({ act }) => broughtBack(act)));
}

function broughtBack(act: Act): FeedChange[] {
  const row = <T extends { id: string }>(value: T) => ({ key: value.id, row: { ...value, version: 1 } });
  switch (act.kind) {
    case 'book':
      return [
        { entity: 'visit', ...row(act.visit) },
        ...(act.patient ? [{ entity: 'patient', ...row(act.patient) } as const] : []),
      ];
    case 'publish':
      return [{ entity: 'schedule', ...row(act.schedule) }];
    case 'open-task':
      return [{ entity: 'task', ...row(act.task) }];
    case 'save-setting':
      return [{ entity: 'setting', key: act.name, row: { name: act.name, value: act.value, version: 1 } }];
    default:
      throw new Error('not in an import');
  }
}

describe('an import', () => {
  it('as a dry run says what would be, and writes nothing', () => {
    expect(importing.plan(files)).toMatchObject({ rows: 1200, problems: [], done: false });
    expect(desk.intents()).toEqual([]);
  });

  it('R5, R6: is written as intents; its progress goes from feeding to done, with counts of both sides', async () => {
    expect(await importing.progress()).toMatchObject({ state: 'none', total: 0 });
    const report = importing.run(files);
    expect(report).toMatchObject({ rows: 1200, done: true });
    const total = desk.intents().length;
    expect(await importing.progress()).toEqual({ total, confirmed: 0, refused: 0, state: 'feeding', counts: null });

    centralTakesAll();
    expect(await importing.progress()).toMatchObject({ total, confirmed: total, state: 'done', counts: { central: null } });
    const central = { schedule: 8, slot: 5, visit: 1, patient: 2 };
    desk.central = {
      ...(desk.central as NonNullable<typeof desk.central>),
      gateway: {
        count: async (entity: keyof typeof central) => ({ kind: 'ok', value: central[entity] }),
      } as unknown as CentralGateway,
    };
    const { counts } = await importing.progress();
    expect(counts?.central).toEqual({ schedules: 8, slots: 5, visits: 1, patients: 2 });
    expect(counts?.desk).toMatchObject({
      schedules: report.schedules,
      visits: report.rows - report.refused,
      patients: report.patients,
    });
  });

  it('I3: run again, before or after central has it, adds nothing', async () => {
    importing.run(files);
    const once = desk.intents().length;
    importing.run(files);
    expect(desk.intents()).toHaveLength(once);
    centralTakesAll();
    expect(importing.run(files)).toMatchObject({ alreadyImported: 1194, done: true });
    expect(desk.intents()).toHaveLength(once);
    expect(await importing.progress()).toMatchObject({ total: once, state: 'done' });
  });

  it('changes a setting that central keeps from what it is now', () => {
    desk.fed({ entity: 'setting', key: 'ap-kolce', row: { name: 'ap-kolce', value: [], version: 4 } });
    importing.run(files);
    const saving = desk.intents().filter((intent) => intent.act.kind === 'save-setting');
    expect(saving).toMatchObject([{ seenVersion: 4 }]);
  });

  it('without a central is refused', () => {
    desk.central = null;
    expect(importing.run(files)).toMatchObject({ problems: [{ problem: 'no-clinic' }], done: false });
  });

  it.each([
    ['no files', [], 'no-files'],
    ['a huge file', [{ name: 'wizyty.csv', base64: 'A'.repeat(28_000_000) }], 'too-large'],
    ['a broken file', [{ name: 'wizyty.csv', base64: Buffer.from([0, 1, 2, 0, 255]).toString('base64') }], 'not-text'],
    ['an empty file', [{ name: 'wizyty.csv', base64: '' }], 'empty'],
  ])('of %s is refused and changes nothing', (_name, given, problem) => {
    expect(importing.run(given)).toMatchObject({ problems: [{ problem }], done: false });
    expect(desk.intents()).toEqual([]);
  });
});

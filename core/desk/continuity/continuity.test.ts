import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { virtualTime } from '../../../test/fakes/virtual-time.ts';
import { aPatient, aSchedule, aSlot, aVisit } from '../../domain/test-builders.ts';
import { addDays } from '../../domain/time.ts';
import { readDay } from '../calendar-queries.ts';
import { readHealth } from '../health/read-health.ts';
import { monday, type TestDesk, testDesk } from '../test-desk.ts';
import { dayPages } from './day-pages.ts';
import { type ContinuityPack, keepPack } from './keep-pack.ts';
import { saveContinuity } from './save-continuity.ts';

const today = '2026-11-23';
let desk: TestDesk;
let folder: string;
let time: ReturnType<typeof virtualTime>;
let pack: ContinuityPack;

beforeEach(() => {
  desk = testDesk();
  folder = join(mkdtempSync(join(tmpdir(), 'okienko-pack-')), 'lists');
  time = virtualTime(Date.parse(monday));
  pack = keepPack(desk, time.clock, time.timers);
});
afterEach(async () => {
  await pack.stop();
  desk.remove();
  rmSync(join(folder, '..'), { recursive: true });
});

const wanted = { on: true, protection: 'plain', password: null } as const;
const save = (change: Partial<Parameters<typeof saveContinuity>[2]> = {}) =>
  saveContinuity(desk, pack, { ...wanted, folder, ...change });
const files = () => readdirSync(folder).toSorted();
const content = (at = 0) => readFileSync(join(folder, files()[at] ?? ''));
const own = (date: string) => `okienko-lista-${date}-99999999.pdf`;

describe('the lists for a failure', () => {
  it('are not written until somebody has chosen how they are protected', async () => {
    expect(pack.view()).toMatchObject({ on: false, protection: null, files: [], trouble: null });
    await time.advance(3_600_000);
    expect(() => files()).toThrow('ENOENT');
  });

  it('lie there for today and for the next day on which anybody receives patients, each named by day and desk alone', async () => {
    clinicOpen(today, addDays(today, 4));
    expect(await save()).toMatchObject({ ok: true, view: { on: true, trouble: null } });
    expect(files()).toEqual([own('2026-11-23'), own('2026-11-27')]);
    expect(content().subarray(0, 5).toString()).toBe('%PDF-');
    expect(statSync(join(folder, own(today))).mode & 0o077).toBe(0);
    expect(pack.view().files.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-27']);
  });

  it('are encrypted with a password, and no shorter one than eight letters', async () => {
    clinicOpen(today);
    expect(await save({ protection: 'password', password: 'krótkie' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'password-weak', facts: { min: 8 } }],
    });
    await save({ protection: 'password', password: 'dłuższe hasło' });
    expect(content().toString('latin1')).toContain('/Encrypt');
    // A later change of the folder needs no password again.
    const other = join(folder, '..', 'other');
    await save({ protection: 'password', folder: other });
    expect(readFileSync(join(other, own(today))).toString('latin1')).toContain('/Encrypt');
    expect(files()).toEqual([]);
  });

  it('follow the schedule at most once a minute', async () => {
    clinicOpen(today);
    await save();
    const before = content();
    book();
    await time.advance(30_000);
    expect(content()).toEqual(before);
    await settledAfter(60_000);
    expect(content().length).toBeGreaterThan(before.length);
  });

  it('are written anew although nothing changed, so that their time does not grow old', async () => {
    clinicOpen(today);
    await save();
    desk.setNow('2026-11-23T09:20:00Z');
    await settledAfter(20 * 60_000);
    expect(pack.view().files[0]?.writtenAt).toBe('2026-11-23T09:20:00Z');
  });

  it('of yesterday are removed, other desks’ files and other things stay', async () => {
    clinicOpen(today);
    mkdirSync(folder);
    for (const name of [own('2026-11-20'), 'okienko-lista-2026-11-20-11111111.pdf', 'umowa.pdf']) {
      writeFileSync(join(folder, name), 'x');
    }
    writeFileSync(join(folder, `.${own('2026-11-20')}.0a1b2c3d.part`), 'half');
    await save();
    expect(files()).toEqual(['okienko-lista-2026-11-20-11111111.pdf', own(today), 'umowa.pdf']);
  });

  it('are taken away when they are switched off', async () => {
    clinicOpen(today);
    await save();
    await save({ on: false });
    expect(files()).toEqual([]);
    expect(pack.view()).toMatchObject({ on: false, files: [] });
  });

  it('say why they could not be written, and leave nothing half done', async () => {
    clinicOpen(today);
    writeFileSync(join(folder, '..', 'file'), '');
    const blocked = join(folder, '..', 'file', 'lists');
    expect(await save({ folder: blocked })).toMatchObject({
      ok: true,
      view: { on: true, trouble: 'folder-unusable', files: [] },
    });
    // Stan and `okienko check` tell it too, until they are written again.
    const told = async () => (await readHealth(desk)).lines.find(({ name }) => name === 'lists');
    expect(await told()).toMatchObject({ level: 'wrong', what: 'folder-unusable' });
    await save();
    expect(await told()).toMatchObject({ level: 'ok', what: 'fine' });
    await save({ on: false });
    expect(await told()).toMatchObject({ level: 'ok', what: 'off' });
  });

  it('need a whole path', async () => {
    expect(await save({ folder: 'lists' })).toMatchObject({ ok: false, refusals: [{ code: 'invalid', path: 'folder' }] });
  });

  it('go where IT says, and nowhere when IT has switched printing off', async () => {
    clinicOpen(today);
    const fixed = join(folder, '..', 'fixed');
    desk.machine.policy = { source: '/etc', values: { continuityFolder: fixed }, problems: [] };
    await save();
    expect(readdirSync(fixed)).toEqual([own(today)]);
    expect(pack.view()).toMatchObject({ folder: fixed, folderFixed: true });
    desk.machine.policy = { source: '/etc', values: { printing: false }, problems: [] };
    expect(await save()).toMatchObject({ ok: false, refusals: [{ code: 'not-permitted' }] });
    expect(pack.view()).toMatchObject({ on: false, forbidden: true, files: [] });
  });
});

describe('the sheet of a doctor', () => {
  it('has visits and free slots in order of time, and says what central does not hold yet (I5)', () => {
    clinicOpen(today);
    book();
    const day = readDay(desk, today);
    const pages = dayPages({ clinicName: 'Przychodnia', day, now: monday, confirmedAsOf: '2026-11-20T15:00:00Z' });
    expect(pages).toMatchObject({
      dateTitle: 'poniedziałek, 23.11.2026',
      asOf: 'Stan na 10:00',
      central: 'Centralna e-rejestracja potwierdzona: 20.11.2026, 16:00',
    });
    const [page] = pages.pages;
    expect(page?.lines.map(({ who }) => who)).toContain('wolny termin');
    expect(page?.lines.map(({ time: at }) => at)).toEqual(page?.lines.map(({ time: at }) => at).toSorted());
  });
});

const morning = (date: string) => [`${date}T08:00:00Z`, `${date}T09:00:00Z`, `${date}T10:00:00Z`];

/** One doctor receives on these days; the copy is as central told it. */
function clinicOpen(...dates: string[]): void {
  const slots = dates.flatMap(morning).map((startsAt) => aSlot({ startsAt }));
  desk.fed(
    { entity: 'schedule', key: aSchedule().id, row: aSchedule({ weekly: [] }) },
    ...slots.map((row) => ({ entity: 'slot', key: row.id, row }) as const),
  );
}

function book(): void {
  desk.fed(
    { entity: 'patient', key: aPatient().id, row: aPatient() },
    { entity: 'visit', key: aVisit().id, row: aVisit({ startsAt: `${today}T09:00:00Z` }) },
  );
}

async function settledAfter(ms: number): Promise<void> {
  await time.advance(ms);
  await pack.write();
}

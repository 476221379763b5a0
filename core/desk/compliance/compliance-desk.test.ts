import { afterEach, beforeEach, expect, it } from 'vitest';
import { byText } from '../../domain/date-order.ts';
import { slotsFor } from '../../domain/slots-for.ts';
import { aPatient, aSchedule, aVisit, weeklyHours } from '../../domain/test-builders.ts';
import { instantOf } from '../../domain/time.ts';
import type { FeedChange } from '../../sync/ports.ts';
import { decodeText } from '../import/decode-text.ts';
import { planImport } from '../import/plan-import.ts';
import { readRecords } from '../import/read-records.ts';
import { aContext, visitsOf } from '../import/test-import.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { archiveVisits } from './archive-visits.ts';
import { exportCompliance } from './compliance-export.ts';
import { readCompliance } from './compliance-report.ts';
import { readComplianceSetting, saveInitialFeed } from './compliance-settings.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  fedClinic();
});
afterEach(() => desk.remove());

const schedule = aSchedule({ weekly: [weeklyHours({ validFrom: '2026-11-01', validTo: '2026-12-31' })] });
const december = { from: '2026-12-01', to: '2026-12-31' };
const slots = slotsFor(schedule, december);
const kept = (count: number): FeedChange => ({
  entity: 'setting',
  key: 'ap-kolce',
  row: { name: 'ap-kolce', value: [{ serviceCode: '60004', month: '2026-12', count }], version: 1 },
});

/** Mondays of December; one visit on the first slot, one cancelled, one outside of the schedule. */
function fedClinic() {
  const at = (id: string, some: Parameters<typeof aVisit>[0]): FeedChange => ({
    entity: 'visit',
    key: id,
    row: aVisit({ id, ...some }),
  });
  const first = slots[0];
  if (!first) throw new Error('no slots');
  desk.fed(
    { entity: 'schedule', key: schedule.id, row: schedule },
    { entity: 'patient', key: aPatient().id, row: aPatient() },
    ...slots.map((row): FeedChange => ({ entity: 'slot', key: row.id, row })),
    at('44444444-4444-4444-8444-000000000001', { startsAt: first.startsAt }),
    at('44444444-4444-4444-8444-000000000002', { startsAt: '2026-12-07T07:20:00Z', status: 'cancelled' }),
    at('44444444-4444-4444-8444-000000000003', { startsAt: '2026-12-08T10:00:00Z', slotId: null, kind: 'continuation' }),
  );
}

async function exported(what: Parameters<typeof exportCompliance>[1]['what'], format: 'csv' | 'xlsx' = 'csv') {
  const { name, base64 } = await exportCompliance(desk, { month: '2026-12', what, format });
  return { name, bytes: Uint8Array.from(Buffer.from(base64, 'base64')) };
}

it('R46: counts by service code and month, and what explains the difference', () => {
  desk.fed(kept(slots.length + 3));
  expect(readCompliance(desk, '2026-12').comparison[0]).toMatchObject({
    serviceCode: '60004',
    month: '2026-12',
    central: slots.length,
    kolce: slots.length + 3,
    causes: [
      { cause: 'outside-schedule', slots: 1 },
      { cause: 'unexplained', slots: 2 },
    ],
  });
});

it('without counts of AP-KOLCE there is no share', () => {
  expect(readCompliance(desk, '2026-12')).toMatchObject({ share: null, statement: { total: { booked: 2, cancelled: 1 } } });
});

it('R46: the counts come back through our own import as they went out', async () => {
  const report = planImport([await exported('kolce-counts')], aContext()).report;
  expect(report.problems).toEqual([]);
  expect(report.apKolce).toEqual([{ serviceCode: '60004', month: '2026-12', count: slots.length + 1 }]);
});

it('R46: booked visits come back through our own import, every one', async () => {
  const context = aContext();
  const existing = { ...context.existing, schedules: [schedule] };
  const plan = planImport([await exported('kolce-visits')], { ...context, existing });
  expect(plan.report).toMatchObject({ problems: [], rows: 2, refused: 0, noPhone: 0, noPesel: 0 });
  expect(visitsOf(plan).map(({ startsAt, kind, slotId }) => ({ startsAt, kind, onSlot: slotId !== null }))).toEqual([
    { startsAt: slots[0]?.startsAt, kind: 'first', onSlot: true },
    { startsAt: '2026-12-08T10:00:00Z', kind: 'continuation', onSlot: false },
  ]);
});

it('R46: all slots and changes, and no patient among them', async () => {
  const text = new TextDecoder().decode((await exported('kolce-slots')).bytes);
  const lines = text.trim().split('\r\n');
  expect(lines).toHaveLength(1 + slots.length + 2);
  const having = (word: string) => lines.filter((line) => line.includes(word)).length;
  expect([having(';zajęty;'), having('zajęty poza grafikiem'), having(';zwolniony;odwołana')]).toEqual([1, 1, 1]);
  expect(having(';wolny;')).toBe(slots.length - 1);
  expect(text).not.toContain(aPatient().familyName);
});

it('R46: all slots and changes are read back by our own reader, each as it stands in the schedule', async () => {
  desk.fed({
    entity: 'schedule',
    key: schedule.id,
    row: { ...schedule, version: 2, exceptions: [{ date: '2026-12-14', kind: 'closed', reason: 'urlop' }] },
  });
  const gone = slots.filter(({ startsAt }) => startsAt.startsWith('2026-12-14'));
  for (const slot of gone) desk.fed({ entity: 'slot', key: slot.id, row: null });
  const decoded = decodeText((await exported('kolce-slots')).bytes);
  if ('problem' in decoded) throw new Error('not decoded');
  const read = readRecords(decoded.text);
  if ('problem' in read) throw new Error('not read');
  const [heading, ...rows] = read.records.map(({ cells }) => cells);
  expect(heading).toEqual(['Kod świadczenia', 'Kod komórki', 'Data', 'Godzina', 'Lekarz', 'Rodzaj', 'Stan', 'Zmiana']);
  const found = rows.map(
    ([, code, date, time, , kind, state]) => `${code} ${instantOf(date ?? '', time ?? '')} ${kind} ${state}`,
  );
  const word = { first: 'pierwszorazowa', continuation: 'kontynuacja' };
  const stateOf = ({ startsAt }: { startsAt: string }) => {
    if (startsAt.startsWith('2026-12-14')) return 'wycofany';
    return startsAt === slots[0]?.startsAt ? 'zajęty' : 'wolny';
  };
  const expected = slots.map((slot) => `${slot.clinicCode} ${slot.startsAt} ${word[slot.kind]} ${stateOf(slot)}`);
  expect(gone.length).toBeGreaterThan(0);
  expect(found.filter((row) => !/zwolniony|poza grafikiem/.test(row)).toSorted(byText)).toEqual(expected.toSorted(byText));
});

it('a workbook is an Excel file, and that it was made is logged', async () => {
  const { bytes, name } = await exported('statement', 'xlsx');
  expect(name).toBe('okienko-statement-2026-12.xlsx');
  expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
  expect([...desk.store.log.auditLines()].at(-1)?.what).toBe('export-statement');
});

it('visits at risk are listed with every reason', () => {
  desk.setNow('2026-12-09T09:00:00Z');
  const { total, rows } = readCompliance(desk, '2026-12').risks;
  expect(total).toBe(2);
  expect(rows.map(({ risks }) => risks)).toEqual([['no-outcome'], ['outside-schedule', 'no-outcome']]);
});

it('R45: the day of the initial feed is shared by the clinic', () => {
  const intentId = '00000000-0000-4000-8000-0000000000aa';
  expect(saveInitialFeed(desk, { intentId, date: '2025-05-20' })).toMatchObject({ ok: true });
  expect(saveInitialFeed(desk, { intentId, date: '2025-05-20' })).toMatchObject({ ok: true });
  expect(readComplianceSetting(desk).initialFeed).toBe('2025-05-20');
  expect(desk.intents()).toHaveLength(1);
});

it('archives every visit of the days, cancelled ones too, and says so in the log', async () => {
  const { rows, text } = await archiveVisits(desk, { from: '2026-12-01', until: '2026-12-31' });
  expect(rows).toBe(3);
  expect(text.split('\r\n')[0]).toMatch(/^\uFEFFData;Godzina;Minuty;Lekarz;Kod;Pacjent;PESEL;/);
  expect(text).toContain(';odwołana;');
  expect([...desk.store.log.auditLines()].at(-1)).toMatchObject({
    what: 'export-visits',
    afterRef: 'days:2026-12-01..2026-12-31',
  });
});

it.each([
  ['2026-12-07', '2026-12-07', 2],
  ['2026-12-08', '2026-12-08', 1],
  ['2026-12-09', '2026-12-31', 0],
  ['2026-12-31', '2026-12-01', 0],
])('archives the days from %s until %s: %d visits', async (from, until, count) => {
  expect((await archiveVisits(desk, { from, until })).rows).toBe(count);
});

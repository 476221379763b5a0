import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { ImportDraftView } from '../contract/import-draft-views.ts';
import { deskImport } from './desk-import.ts';
import type { ImportFile } from './import/import-plan.ts';
import { clinicWith, textFile, visitsHeader } from './import/test-import.ts';
import type { SentFile } from './import-context.ts';
import type { ImportDraft } from './import-draft.ts';
import { type TestDesk, testDesk } from './test-desk.ts';

const sent = (files: ImportFile[]): SentFile[] =>
  files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
const aRow = ({
  time = '8:00',
  actor = 'lek. Jan Nowak',
  patient = 'Kowalska Anna',
  pesel = '90010112349',
  phone = '664621279',
  date = '30.11.2026',
} = {}) => `${date};${time};${actor};${patient};${pesel};${phone};kontrola;;`;

let desk: TestDesk;
let draft: ImportDraft;
const takenUpAgain = () => deskImport(desk).draft;
beforeEach(() => {
  desk = testDesk();
  draft = deskImport(desk).draft;
});
afterEach(() => desk.remove());

async function opened(...rows: string[]): Promise<ImportDraftView> {
  const { view } = await draft.open(sent(clinicWith(...rows)));
  if (!view) throw new Error('not readable');
  return view;
}

describe('a draft of an import', () => {
  it('is kept with its corrections when the program closes; nothing of it is written before it is run', async () => {
    const view = await opened(aRow({ date: 'jutro' }), aRow({ time: '8:20', phone: '664621279' }));
    expect(view).toMatchObject({ open: { 'unreadable-date': 1 }, openRows: 1, report: { refused: 1 } });
    draft.correct({ rows: [{ file: 'visits.csv', line: 2, cells: { date: '30.11.2026' } }] });
    expect(desk.intents()).toEqual([]);

    const later = takenUpAgain();
    expect(later.view()).toMatchObject({ view: { openRows: 0, settled: 1, report: { refused: 0, rows: 2 } } });
    expect(desk.intents()).toEqual([]);
    expect(later.run()).toMatchObject({ done: true, refused: 0 });
    expect(desk.intents().filter(({ act }) => act.kind === 'book')).toHaveLength(2);
    expect(takenUpAgain().view()).toBeNull();
  });

  it('I3: that comes back because the program ended within the import doubles nothing when it is run again', async () => {
    await opened(aRow());
    const kept = desk.store.journal.readSetting('import-draft');
    draft.run();
    const once = desk.intents().length;
    desk.store.journal.writeSetting('import-draft', kept);
    expect(takenUpAgain().run()).toMatchObject({ done: true });
    expect(desk.intents()).toHaveLength(once);
  });

  it('checks a corrected row at once, and the counts follow', async () => {
    await opened(aRow({ pesel: '90010112340' }));
    const [row] = draft.rows('bad-pesel', 0, 10).rows;
    expect(row).toMatchObject({
      line: 2,
      patient: 'Kowalska Anna',
      cells: [{ column: 'pesel', text: '90010112340', was: null }],
    });
    const still = draft.correct({ rows: [{ file: 'visits.csv', line: 2, cells: { pesel: '90010112341' } }] });
    expect(still).toMatchObject({ rows: [{ faults: ['bad-pesel'] }], view: { report: { badPesel: 1 } } });
    const right = draft.correct({ rows: [{ file: 'visits.csv', line: 2, cells: { pesel: '90010112349' } }] });
    expect(right).toMatchObject({
      rows: [{ faults: [], cells: [{ was: '90010112340' }] }],
      view: { report: { badPesel: 0, tasks: 0 } },
    });
    const back = draft.correct({ rows: [{ file: 'visits.csv', line: 2, cells: { pesel: null } }] });
    expect(back).toMatchObject({ rows: [{ faults: ['bad-pesel'] }], view: { settled: 0 } });
  });

  it('takes an unknown doctor from the list once for all rows', async () => {
    const view = await opened(aRow({ actor: 'dr N.' }), aRow({ actor: 'DR N.', time: '8:20' }));
    expect(view).toMatchObject({ open: { 'unknown-actor': 2 }, actors: ['lek. Jan Nowak', 'mammograf 1'] });
    const after = draft.correct({ rows: [], rename: { text: 'dr N.', actor: 'lek. Jan Nowak' } });
    expect(after?.view).toMatchObject({ openRows: 0, report: { refused: 0 }, renamed: [{ text: 'dr N.' }] });
  });

  it('a doubled visit is moved, left as a task or left out', async () => {
    const other = aRow({ patient: 'Duda Jan', pesel: '', phone: '730181148' });
    const row = { file: 'visits.csv', line: 3 };
    await opened(aRow(), other);
    expect(draft.correct({ rows: [{ ...row, leave: true }] })?.view).toMatchObject({ openRows: 0, report: { doubleBooked: 1 } });
    expect(draft.correct({ rows: [{ ...row, leave: false }] })?.view.open).toEqual({ 'double-booked': 1, 'no-pesel': 1 });
    expect(draft.correct({ rows: [{ ...row, out: true }] })?.view.report).toMatchObject({ doubleBooked: 0, refused: 1 });
    const moved = draft.correct({ rows: [{ ...row, out: false, cells: { time: '8:40' } }] });
    expect(moved?.view).toMatchObject({ open: { 'no-pesel': 1 }, report: { doubleBooked: 0, refused: 0 } });
  });

  it('asks whether two of the same name and phone are one person, and joins them only when told', async () => {
    const view = await opened(aRow(), aRow({ time: '8:20', pesel: '' }));
    expect(view).toMatchObject({ open: { 'same-person': 1, 'no-pesel': 1 }, report: { patients: 2 } });
    const joined = draft.correct({ rows: [{ file: 'visits.csv', line: 3, samePerson: true }] });
    expect(joined?.view).toMatchObject({ openRows: 0, report: { patients: 1 } });
  });

  it('a PESEL that lost its zero in a spreadsheet is proposed, and taken only when told', async () => {
    const row = { file: 'visits.csv', line: 2 };
    const view = await opened(aRow({ pesel: '5210112349' }), aRow({ time: '8:20', patient: 'Duda Jan', pesel: '5210112340' }));
    expect(view).toMatchObject({ open: { 'pesel-zero-lost': 1, 'bad-pesel': 1 }, report: { badPesel: 2, tasks: 2 } });
    expect(draft.rows('pesel-zero-lost', 0, 10).rows).toMatchObject([
      { line: 2, cells: [{ column: 'pesel', text: '5210112349', was: null, proposal: '05210112349' }] },
    ]);
    const taken = draft.correct({ rows: [], acceptAll: 'pesel-zero-lost' });
    expect(taken?.view).toMatchObject({ open: { 'bad-pesel': 1 }, report: { badPesel: 1 } });
    expect(draft.rows('settled', 0, 10).rows).toMatchObject([
      { line: 2, faults: [], cells: [{ text: '05210112349', was: '5210112349', proposal: null }] },
    ]);
    // Left alone it is a wrong number as any other.
    draft.correct({ rows: [{ ...row, cells: { pesel: null } }] });
    expect(draft.correct({ rows: [{ ...row, leave: true }] })?.view).toMatchObject({
      open: { 'bad-pesel': 1 },
      report: { badPesel: 2 },
    });
  });

  it('leaves a whole kind as it is', async () => {
    await opened(aRow({ phone: '664621279 730181148' }), aRow({ time: '8:20', phone: '664621279, 730181148' }));
    expect(draft.rows('phone-split', 0, 1)).toMatchObject({ total: 2, rows: [{ line: 2 }] });
    expect(draft.correct({ rows: [], leaveAll: 'phone-split' })?.view).toMatchObject({ openRows: 0, settled: 2 });
    expect(draft.rows('settled', 1, 10)).toMatchObject({ total: 2, rows: [{ line: 3, left: ['phone-split'] }] });
  });

  it('goes when it is dropped, or after 30 days', async () => {
    await opened(aRow());
    draft.drop();
    expect(draft.view()).toBeNull();
    await opened(aRow());
    const kept = desk.store.journal.readSetting('import-draft') as { at: string };
    const old = new Date(Date.parse(desk.time.now()) - 31 * 86_400_000).toISOString();
    desk.store.journal.writeSetting('import-draft', { ...kept, at: old });
    expect(takenUpAgain().view()).toBeNull();
    expect(desk.store.journal.readSetting('import-draft')).toBeNull();
  });

  it('files that cannot be read do not take its place', async () => {
    await opened(aRow());
    expect(await draft.open([{ name: 'x.csv', base64: '' }])).toMatchObject({ view: null });
    expect(draft.view()).toMatchObject({ view: { report: { rows: 1 } } });
  });
});

describe('a layout of columns', () => {
  const strange = textFile(
    'stare.csv',
    'Kiedy;O której;U kogo;Kto;PESEL',
    '30.11.2026;8:00;lek. Jan Nowak;Kowalska Anna;90010112349',
  );
  const files = () => sent([...clinicWith().slice(0, 2), strange]);
  const mapping = {
    role: 'visits',
    columns: { date: 'Kiedy', time: 'O której', actor: 'U kogo', patient: 'Kto', pesel: 'PESEL' },
  } as const;

  it('explained once is remembered for the next file with this header, and can be forgotten', async () => {
    expect(await draft.open(files())).toMatchObject({ view: null, report: { problems: [{ problem: 'wrong-columns' }] } });
    expect(takenUpAgain().view()).toMatchObject({ view: null });
    expect(draft.explain('stare.csv', mapping)).toMatchObject({ view: { report: { rows: 1, refused: 0 } } });
    draft.drop();
    expect(await draft.open(files())).toMatchObject({ view: { report: { rows: 1 } } });
    expect(draft.layouts()).toMatchObject([{ headers: ['Kiedy', 'O której', 'U kogo', 'Kto', 'PESEL'], mapping }]);
    expect(draft.forgetLayout(draft.layouts()[0]?.headers ?? [])).toEqual([]);
    expect(await draft.open(files())).toMatchObject({ view: null });
  });

  it('of a file that is read already can be changed', async () => {
    await opened(aRow());
    const columns = { date: 'Data', time: 'Godz.', actor: 'Lekarz', patient: 'Uwagi' };
    expect(draft.explain('visits.csv', { role: 'visits', columns })).toMatchObject({
      view: { open: { 'missing-column-value': 1 } },
    });
  });
});

describe('an Excel workbook', () => {
  const workbook = async (sheets: { sheet: string; rows: (string | number | Date | null)[][] }[]): Promise<SentFile> => {
    const bytes = await writeXlsxFile(
      sheets.map(({ sheet, rows }) => ({
        sheet,
        data: rows.map((row) =>
          row.map((value) =>
            value === null
              ? null
              : value instanceof Date
                ? { value, type: Date, format: value.getUTCFullYear() < 1901 ? 'hh:mm' : 'yyyy-mm-dd' }
                : { value },
          ),
        ),
      })) as never,
    ).toBuffer();
    return { name: 'klinika.xlsx', base64: bytes.toString('base64') };
  };
  const hours = ['Lekarz', 'Dzień', 'Od', 'Do', 'Co ile minut'];
  const staffRows = [
    ['Lekarz', 'Kod'],
    ['lek. Jan Nowak', '1100'],
  ];
  const visitsWith = (date: Date | number | string, time: Date | number | string) => [
    visitsHeader.split(';'),
    [date, time, 'lek. Jan Nowak', 'Kowalska Anna', '90010112349', 664621279, 'kontrola', null, null],
  ];

  it.each([
    ['dates and times as Excel keeps them', new Date(Date.UTC(2026, 10, 30)), 8 / 24],
    ['bare serial numbers', 46356, 8 / 24],
    ['texts', '30.11.2026', '8:00'],
  ])('is read sheet by sheet: %s', async (_name, date, time) => {
    const file = await workbook([
      { sheet: 'Pracownicy', rows: staffRows },
      { sheet: 'Grafiki', rows: [hours, ['lek. Jan Nowak', 'pon', '8:00', '10:00', 20]] },
      { sheet: 'Wizyty', rows: visitsWith(date, time) },
      { sheet: 'Notatki', rows: [['Kupić papier', 'i tusz']] },
    ]);
    const { view } = await draft.open([file]);
    expect(view?.report).toMatchObject({ rows: 1, refused: 0, outsideSchedule: 0, skippedSheets: ['klinika.xlsx (Notatki)'] });
    expect(view?.report.files.map(({ name, encoding }) => [name, encoding])).toContainEqual(['klinika.xlsx (Wizyty)', 'xlsx']);
    draft.run();
    const [visit] = desk.intents().flatMap(({ act }) => (act.kind === 'book' ? [act.visit] : []));
    expect(visit).toMatchObject({ startsAt: '2026-11-30T07:00:00Z', contact: { phone: '+48664621279' } });
  });

  it('that is damaged is refused', async () => {
    const { base64 } = await workbook([{ sheet: 'A', rows: staffRows }]);
    const cut = { name: 'klinika.xlsx', base64: base64.slice(0, 400) };
    expect(await draft.open([cut])).toMatchObject({ view: null, report: { problems: [{ problem: 'not-text' }] } });
  });
});

it('a corrected cell of 4,200 rows touches its own row and what stands in its reach: a hundredth of the time that opening takes, at most', async () => {
  const folders = ['przychodnia-excel', 'przychodnia-program'].map((name) => join(import.meta.dirname, '../../test/data', name));
  const files = folders.flatMap((folder, index) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => ({ name: `${index} ${name}`, base64: readFileSync(join(folder, name)).toString('base64') })),
  );
  let rows = 0;
  const opening = await spentBy(async () => {
    rows = (await draft.open(files)).view?.report.rows ?? 0;
  });
  expect(rows).toBe(4200);
  const wrong = draft.rows('bad-pesel', 0, 12).rows;
  const spent: number[] = [];
  for (const { file, line } of wrong) {
    spent.push(await spentBy(() => draft.correct({ rows: [{ file, line, cells: { pesel: '90010112349' } }] })));
  }
  expect(spent).toHaveLength(12);
  // The least of them: what a busy machine adds is not ours. 2 ms where opening takes a second: a five-hundredth.
  expect(Math.min(...spent)).toBeLessThan(opening / 100);
});

/** Milliseconds of this thread's processor time. */
async function spentBy(act: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

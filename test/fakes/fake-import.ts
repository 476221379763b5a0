import type { implement } from '@orpc/server';
import type { DeskContract } from '../../core/contract/contract.ts';
import type { ImportDraftView, ImportFault, ImportFaultRow } from '../../core/contract/import-draft-views.ts';
import type { ImportReport } from '../../core/contract/views.ts';
import { fakeNow } from './fake-desk-clinic.ts';
import { fakeActors, fakeFaultRows } from './fake-import-rows.ts';

/**
 * Chosen files are not read: the report is as a real import gives it, so that its screen can be seen. A corrected cell settles its
 * row here, whatever is typed: what is right is core's business.
 */
export function fakeImport(os: ReturnType<typeof implement<DeskContract>>) {
  let names: { name: string }[] | null = null;
  let rows: ImportFaultRow[] = fakeFaultRows;

  const isSettled = ({ faults, left, out, cells }: ImportFaultRow) =>
    faults.length === 0 || left.length > 0 || out || cells.some(({ was }) => was !== null);
  function view(): ImportDraftView {
    const open: ImportDraftView['open'] = {};
    for (const fault of rows.flatMap(({ faults }) => faults)) open[fault] = (open[fault] ?? 0) + 1;
    return {
      report: reportOf(names ?? [], false),
      keptAt: fakeNow,
      keptBy: 'Anna Wrona',
      open,
      openRows: rows.filter(({ faults }) => faults.length > 0).length,
      settled: rows.filter(isSettled).length,
      actors: fakeActors,
      renamed: [],
    };
  }
  const leave = (row: ImportFaultRow, of: readonly ImportFault[]): ImportFaultRow => ({
    ...row,
    faults: row.faults.filter((fault) => !of.includes(fault)),
    left: [...row.left, ...row.faults.filter((fault) => of.includes(fault))],
  });
  function corrected(row: ImportFaultRow, cells: Partial<Record<string, string | null>>): ImportFaultRow {
    const changed = row.cells.map((cell) => {
      const text = cells[cell.column];
      return typeof text === 'string' ? { ...cell, text, was: cell.was ?? cell.text } : cell;
    });
    return { ...row, faults: [], cells: changed };
  }
  return {
    import: {
      plan: os.import.plan.handler(({ input }) => reportOf(input.files, false)),
      run: os.import.run.handler(({ input }) => reportOf(input.files, true)),
      progress: os.import.progress.handler(() => ({ total: 0, confirmed: 0, refused: 0, state: 'none' as const, counts: null })),
    },
    importDraft: {
      open: os.importDraft.open.handler(({ input }) => {
        const report = reportOf(input.files, false);
        if (report.problems.length > 0) return { view: null, report };
        names = input.files;
        rows = fakeFaultRows;
        return { view: view() };
      }),
      view: os.importDraft.view.handler(() => (names ? { view: view() } : null)),
      explain: os.importDraft.explain.handler(() => (names ? { view: view() } : null)),
      rows: os.importDraft.rows.handler(({ input: { of, from, count } }) => {
        const wanted = rows.filter((row) => (of === 'settled' ? isSettled(row) : row.faults.includes(of)));
        return { rows: wanted.slice(from, from + count), total: wanted.length };
      }),
      correct: os.importDraft.correct.handler(({ input: { rows: wanted, rename, leaveAll, acceptAll } }) => {
        const asked = (row: ImportFaultRow) => wanted.find(({ line }) => line === row.line);
        rows = rows.map((row) => {
          const change = asked(row);
          if (change?.leave === false) return fakeFaultRows.find(({ line }) => line === row.line) ?? row;
          if (change?.out || change?.samePerson) return { ...row, faults: [], out: change.out ?? false };
          if (change?.leave) return leave(row, row.faults);
          if (change?.cells) return corrected(row, change.cells);
          if (rename && row.actor === rename.text) return { ...row, actor: rename.actor ?? row.actor, faults: [] };
          if (acceptAll && row.faults.includes(acceptAll))
            return corrected(row, Object.fromEntries(row.cells.map(({ column, proposal }) => [column, proposal])));
          return leaveAll ? leave(row, [leaveAll]) : row;
        });
        return { view: view(), rows: rows.filter(asked) };
      }),
      run: os.importDraft.run.handler(() => {
        const report = reportOf(names ?? [], true);
        names = null;
        return report;
      }),
      drop: os.importDraft.drop.handler(() => {
        names = null;
        return null;
      }),
      layouts: os.importDraft.layouts.handler(() => []),
      forgetLayout: os.importDraft.forgetLayout.handler(() => []),
    },
  };
}

/** A file named as if nobody knew its columns is not known. */
function problemsOf(files: { name: string }[]): ImportReport['problems'] {
  if (files.length === 0) return [{ file: null, problem: 'no-files', detail: null }];
  const headers = ['Nazwisko i imię', 'PESEL', 'Tel.', 'Dzień', 'Godz.', 'Lekarz', 'Uwagi'];
  return files
    .filter(({ name }) => name.startsWith('obcy'))
    .map(({ name }) => ({ file: name, problem: 'wrong-columns', detail: null, headers }));
}

/** Files are not read here: a report as a real import gives it, so that its screen can be seen. */
function reportOf(files: { name: string }[], done: boolean): ImportReport {
  const roles = ['staff', 'schedules', 'visits', 'ap-kolce'] as const;
  return {
    problems: problemsOf(files),
    files: files.map(({ name }, index) => ({
      name,
      role: roles[index % 4] ?? 'visits',
      encoding: 'windows-1250',
      separator: ';',
      rows: 420,
      headers: ['Data', 'Godz.', 'Lekarz', 'Pacjent', 'Telefon'],
      mapping: { role: 'visits', columns: { date: 'Data', time: 'Godz.', actor: 'Lekarz', patient: 'Pacjent' } },
      explained: index === 2,
    })),
    staff: 10,
    schedules: 12,
    slots: { firstFree: 320, firstBooked: 610, continuationFree: 1210, continuationBooked: 3102 },
    rows: 4000,
    imported: 3712,
    corrected: 871,
    refused: 32,
    badPesel: 21,
    noPesel: 14,
    twoPhones: 188,
    noPhone: 61,
    phoneWithWords: 73,
    duplicateRows: 12,
    alreadyImported: 0,
    doubleBooked: 7,
    outsideSchedule: 19,
    holiday: 3,
    first: 1104,
    continuation: 2608,
    perCode: { '1100': 2210, '1101': 402, '1104': 700, MMG: 400 },
    patients: 3011,
    tasks: 125,
    apKolce: [
      { serviceCode: '02.1100.001.02', month: '2026-11', count: 812 },
      { serviceCode: '02.1100.001.02', month: '2026-12', count: 640 },
    ],
    remarks: [
      {
        file: files[0]?.name ?? 'wizyty.csv',
        line: 14,
        result: 'corrected',
        remarks: [{ code: 'phone-split', field: 'telefon' }],
      },
      {
        file: files[0]?.name ?? 'wizyty.csv',
        line: 88,
        result: 'refused',
        remarks: [{ code: 'unreadable-date', field: 'data' }],
      },
    ],
    skippedSheets: [],
    done,
  };
}

import type { implement } from '@orpc/server';
import type { DeskContract } from '../../core/contract/contract.ts';
import type { ImportDraftView } from '../../core/contract/import-draft-views.ts';
import type { ImportReport } from '../../core/contract/views.ts';
import { applyCorrection } from '../../core/desk/import/apply-correction.ts';
import { type Checked, checkDraft } from '../../core/desk/import/check-draft.ts';
import { type ImportCorrections, noCorrections, rowKey } from '../../core/desk/import/corrections.ts';
import { noLayouts } from '../../core/desk/import/layouts.ts';
import { fakeNow } from './fake-desk-clinic.ts';
import { fakeDraftContext, fakeDraftFiles } from './fake-import-files.ts';

/**
 * Chosen files are not read: the report is as a real import gives it, so that its screen can be seen. What there is to correct is
 * a small invented clinic, planned by the real planner, so that corrections act as they do.
 */
export function fakeImport(os: ReturnType<typeof implement<DeskContract>>) {
  let corrections: ImportCorrections = noCorrections;
  let names: { name: string }[] | null = null;
  let checked: Checked = check();

  function check(): Checked {
    const result = checkDraft(fakeDraftFiles, corrections, fakeDraftContext, noLayouts);
    if (!('draft' in result)) throw new Error('the invented files cannot be read');
    return result;
  }
  function view(): ImportDraftView {
    const { faults, actors, renamed } = checked.draft;
    const { open, openRows, settled } = faults;
    return {
      report: reportOf(names ?? [], false),
      keptAt: fakeNow,
      keptBy: 'Anna Wrona',
      open,
      openRows,
      settled,
      actors,
      renamed,
    };
  }
  return {
    import: {
      plan: os.import.plan.handler(({ input }) => reportOf(input.files, false)),
      run: os.import.run.handler(({ input }) => reportOf(input.files, true)),
      progress: os.import.progress.handler(() => ({ total: 0, confirmed: 0, refused: 0, state: 'none' as const, counts: null })),
    },
    importDraft: {
      open: os.importDraft.open.handler(({ input }) => {
        names = input.files;
        corrections = noCorrections;
        checked = check();
        return { view: view() };
      }),
      view: os.importDraft.view.handler(() => (names ? { view: view() } : null)),
      explain: os.importDraft.explain.handler(() => (names ? { view: view() } : null)),
      rows: os.importDraft.rows.handler(({ input: { of, from, count } }) => {
        const rows = checked.draft.faults.rows.filter(({ faults }) =>
          of === 'settled' ? faults.length === 0 : faults.includes(of),
        );
        return { rows: rows.slice(from, from + count), total: rows.length };
      }),
      correct: os.importDraft.correct.handler(({ input }) => {
        corrections = applyCorrection(corrections, input, checked.draft);
        checked = input.rename ? check() : checked.again(corrections);
        const keys = new Set(input.rows.map(rowKey));
        return { view: view(), rows: checked.draft.faults.rows.filter((row) => keys.has(rowKey(row))) };
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

/** Files are not read here: a report as a real import gives it, so that its screen can be seen. */
function reportOf(files: { name: string }[], done: boolean): ImportReport {
  const roles = ['staff', 'schedules', 'visits', 'ap-kolce'] as const;
  return {
    problems: files.length === 0 ? [{ file: null, problem: 'no-files', detail: null }] : [],
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

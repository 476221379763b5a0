import type { ImportMapping } from '../contract/import-columns.ts';
import type { ImportCorrection } from '../contract/import-draft-contract.ts';
import type {
  ImportCorrected,
  ImportDraftOpened,
  ImportDraftView,
  ImportFault,
  ImportFaultPage,
  ImportLayout,
} from '../contract/import-draft-views.ts';
import type { ImportReport } from '../contract/views.ts';
import type { Intent } from '../domain/intent.ts';
import type { DeskContext } from './desk-context.ts';
import { applyCorrection } from './import/apply-correction.ts';
import { type Checked, type CheckedDraft, checkDraft } from './import/check-draft.ts';
import { type ImportCorrections, noCorrections, rowKey } from './import/corrections.ts';
import { headerSignature } from './import/layouts.ts';
import { planImport } from './import/plan-import.ts';
import { unfoldWorkbooks } from './import/unfold-workbooks.ts';
import { contextOf, decoded, noClinic, type SentFile } from './import-context.ts';
import { forgetLayout, keptLayouts, layoutsOf, rememberLayout } from './import-layouts.ts';

export interface ImportDraft {
  open(files: SentFile[]): Promise<ImportDraftOpened>;
  view(): ImportDraftOpened | null;
  explain(file: string, mapping: ImportMapping): ImportDraftOpened | null;
  rows(of: ImportFault | 'settled', from: number, count: number): ImportFaultPage;
  correct(wanted: ImportCorrection): ImportCorrected | null;
  run(): ImportReport | null;
  drop(): null;
  layouts(): ImportLayout[];
  forgetLayout(headers: string[]): ImportLayout[];
}

/** Settings of this desk, in the journal: encrypted like everything in it. Files and corrections apart: a corrected cell is a small write. */
const filesName = 'import-draft';
const correctionsName = 'import-draft-corrections';

interface Kept {
  files: SentFile[];
  at: string;
  by: string;
}

/** Personal data of a dry run that nobody came back to does not stay for ever. */
const keptDays = 30;

/**
 * The dry run kept at this computer: what was read and what was put right survive a restart; nothing of it is an intent until
 * it is run. While it is corrected the files stay parsed in memory, so that one cell costs no new reading.
 */
export function importDraft(desk: DeskContext, write: (intents: Intent[]) => void): ImportDraft {
  const { journal } = desk.store;
  let checked: Checked | null = null;
  /** The draft that `checked` is of: reading it again means parsing all its files. */
  let held: Kept | null = null;
  /** As they were checked last: what is the same object has not changed since. */
  let corrected: ImportCorrections | null = null;
  const corrections = () => {
    corrected ??= (journal.readSetting(correctionsName) as ImportCorrections | null) ?? noCorrections;
    return corrected;
  };
  function keepCorrections(next: ImportCorrections | null): void {
    journal.writeSetting(correctionsName, next);
    corrected = next;
  }

  function kept(): Kept | null {
    const found = journal.readSetting(filesName) as Kept | null;
    if (found && Date.parse(desk.time.now()) - Date.parse(found.at) > keptDays * 86_400_000) return drop();
    return found;
  }

  function drop(): null {
    checked = null;
    held = null;
    corrected = null;
    for (const name of [filesName, correctionsName]) if (journal.readSetting(name) !== null) journal.writeSetting(name, null);
    return null;
  }

  function check(files: SentFile[]): Checked | { report: ImportReport } {
    const context = contextOf(desk);
    if (!context) return { report: noClinic() };
    return checkDraft(decoded(files), corrections(), context, layoutsOf(journal));
  }

  /** Reads everything anew: the desk may have got visits and schedules since. */
  function opened(of: Kept): ImportDraftOpened {
    const result = check(of.files);
    checked = 'draft' in result ? result : null;
    held = checked && of;
    if ('draft' in result) return { view: viewOf(of, result.draft) };
    return { view: null, report: result.report };
  }

  function current(): { of: Kept; checked: Checked } | null {
    if (!held || !checked) {
      const of = kept();
      if (of) opened(of);
    }
    return held && checked && { of: held, checked };
  }

  return {
    async open(sent) {
      const files = await unfoldWorkbooks(sent);
      const of = { files, at: desk.time.now(), by: desk.author };
      const former = { hasFiles: journal.readSetting(filesName) !== null, corrections: corrections() };
      keepCorrections(null);
      const result = opened(of);
      if (result.view || isExplainable(result.report)) journal.writeSetting(filesName, of);
      // What cannot be read at all does not take the place of a draft that can.
      else if (former.hasFiles) keepCorrections(former.corrections);
      return result;
    },
    view() {
      const of = kept();
      return of && opened(of);
    },
    explain(name, mapping) {
      const of = kept();
      if (!of) return null;
      const files = of.files.map((file) => (file.name === name ? { ...file, mapping } : file));
      const next = { ...of, files };
      const result = opened(next);
      const report = result.view === null ? result.report : result.view.report;
      const understood = report.files.find((file) => file.name === name);
      if (understood) rememberLayout(journal, { headers: understood.headers, mapping, at: desk.time.now() });
      journal.writeSetting(filesName, next);
      return result;
    },
    rows(of, from, count) {
      const { rows = [] } = current()?.checked.draft.faults ?? {};
      const wanted = rows.filter(({ faults, left, out }) =>
        of === 'settled' ? faults.length === 0 || left.length > 0 || out : faults.includes(of),
      );
      return { rows: wanted.slice(from, from + count), total: wanted.length };
    },
    correct(wanted) {
      const now = current();
      if (!now) return null;
      const next = applyCorrection(corrections(), wanted, now.checked.draft);
      keepCorrections(next);
      // A doctor's name touches schedules too: everything is read anew. A cell touches its row.
      if (wanted.rename) opened(now.of);
      else now.checked.again(next);
      const draft = checked?.draft ?? now.checked.draft;
      const keys = new Set(wanted.rows.map(rowKey));
      return { view: viewOf(now.of, draft), rows: draft.faults.rows.filter((row) => keys.has(rowKey(row))) };
    },
    run() {
      const of = kept();
      if (!of) return null;
      const context = contextOf(desk);
      if (!context) return noClinic();
      const { report, intents } = planImport(decoded(of.files), context, corrections(), layoutsOf(journal));
      if (report.problems.length > 0) return report;
      write(intents);
      // After the intents: were the program to end here, the draft comes back, and run again it doubles nothing (I3).
      drop();
      return { ...report, done: true };
    },
    drop,
    layouts: () => keptLayouts(journal),
    forgetLayout: (headers) => forgetLayout(journal, headerSignature(headers)),
  };
}

/** Only columns are in the way: the person explains them, now or tomorrow. */
const isExplainable = ({ problems }: ImportReport): boolean =>
  problems.length > 0 && problems.every(({ headers }) => headers !== undefined);

function viewOf({ at, by }: Kept, { report, faults, actors, renamed }: CheckedDraft): ImportDraftView {
  const { open, openRows, settled } = faults;
  return { report, keptAt: at, keptBy: by, open, openRows, settled, actors, renamed };
}

import type { ImportReport } from '../../contract/views.ts';
import type { ImportCorrections } from './corrections.ts';
import { emptyReport } from './empty-report.ts';
import { type FoundFaults, findFaults } from './find-faults.ts';
import type { ImportContext, ImportFile } from './import-plan.ts';
import { keptRows } from './kept-rows.ts';
import type { Layouts } from './layouts.ts';
import { unreadProblems } from './plan-import.ts';
import { prepareImport, readTables } from './prepare-import.ts';
import { rememberedRows } from './remembered-rows.ts';

export interface CheckedDraft {
  report: ImportReport;
  faults: FoundFaults;
  /** Doctors and devices to choose from. */
  actors: string[];
  renamed: { text: string; actor: string }[];
  /** PESEL of the person with the same name and phone, by `rowKey`. */
  twinOf(key: string): string | null;
}

export interface Checked {
  readonly draft: CheckedDraft;
  /** The same files with other corrections of rows; names of doctors as they were. Only what they change is judged again. */
  again(corrections: ImportCorrections): void;
}

/** Reads files as a draft. What no correction of a row changes is done once and used by `again`. */
export function checkDraft(
  files: ImportFile[],
  corrections: ImportCorrections,
  asked: ImportContext,
  layouts: Layouts,
): Checked | { report: ImportReport } {
  const context = { ...asked, existing: rememberedRows(asked.existing) };
  const unread = unreadProblems(files);
  if (unread.length > 0) return { report: emptyReport(unread) };
  const { tables, problems, skippedSheets } = readTables(files, layouts);
  const summaries = tables.map(({ summary }) => summary);
  if (problems.length > 0) return { report: emptyReport(problems, summaries) };
  const prepared = prepareImport(tables, corrections, context);
  if ('problems' in prepared) return { report: emptyReport(prepared.problems, summaries) };
  const actors = [...new Set(prepared.staff.posts.map(({ actor }) => actor.name))].toSorted((a, b) => a.localeCompare(b, 'pl'));

  const kept = keptRows(prepared, context);
  let draft = check(corrections);
  return {
    get draft() {
      return draft;
    },
    again(next) {
      draft = check(next);
    },
  };

  function check(next: ImportCorrections): CheckedDraft {
    kept.correct(next);
    return {
      report: kept.report({ files: summaries, skippedSheets }),
      faults: findFaults(kept.rows),
      actors,
      renamed: Object.values(next.actors),
      twinOf: (key) => kept.byKey(key)?.twin ?? null,
    };
  }
}

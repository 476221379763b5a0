import type { ImportReport } from '../../contract/views.ts';
import type { ImportCorrections } from './corrections.ts';
import { rowKey } from './corrections.ts';
import { emptyReport } from './empty-report.ts';
import { type FoundFaults, findFaults, peselsByPerson } from './find-faults.ts';
import type { ImportContext, ImportFile } from './import-plan.ts';
import type { Layouts } from './layouts.ts';
import { unreadProblems } from './plan-import.ts';
import { planRows } from './plan-rows.ts';
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
  draft: CheckedDraft;
  /** The same files with other corrections of rows; names of doctors as they were. */
  again(corrections: ImportCorrections): Checked;
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

  const again = (next: ImportCorrections): Checked => {
    const plan = planRows(prepared, next, { files: summaries, skippedSheets }, context);
    const twins = peselsByPerson(plan.planned.map(({ row }) => row));
    const draft: CheckedDraft = {
      report: plan.report,
      faults: findFaults(plan, twins, next, prepared.visitRows),
      actors,
      renamed: Object.values(next.actors),
      twinOf(key) {
        const found = plan.planned.find(({ row }) => rowKey(row.row) === key);
        return found ? twins.twinOf(found.row) : null;
      },
    };
    return { draft, again };
  };
  return again(corrections);
}

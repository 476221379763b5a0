import type { ImportReport } from '../../contract/views.ts';
import { type ImportCorrections, noCorrections } from './corrections.ts';
import { emptyReport } from './empty-report.ts';
import { importIntents } from './import-intents.ts';
import type { ImportContext, ImportFile, ImportPlan } from './import-plan.ts';
import { sizeProblems } from './import-size.ts';
import { type Layouts, noLayouts } from './layouts.ts';
import { planRows } from './plan-rows.ts';
import { prepareImport, readTables } from './prepare-import.ts';

/**
 * Reads the files that a clinic brings on its first day and says what they would become. Nothing is written: the same plan
 * is the dry run's report and the import itself. While the report has problems there are no intents.
 */
export function planImport(
  files: ImportFile[],
  context: ImportContext,
  corrections: ImportCorrections = noCorrections,
  layouts: Layouts = noLayouts,
): ImportPlan {
  const unread = unreadProblems(files);
  if (unread.length > 0) return refused(unread);
  const { tables, problems, skippedSheets } = readTables(files, layouts);
  const summaries = tables.map(({ summary }) => summary);
  if (problems.length > 0) return refused(problems, summaries);
  const prepared = prepareImport(tables, corrections, context);
  if ('problems' in prepared) return refused(prepared.problems, summaries);
  const { report, toBook } = planRows(prepared, corrections, { files: summaries, skippedSheets }, context);
  const { intents } = importIntents(toBook, prepared.schedules.changed, prepared.apKolce, context);
  return { report, intents };
}

/** What is refused without a look inside. */
export function unreadProblems(files: ImportFile[]): ImportReport['problems'] {
  if (files.length === 0) return [{ file: null, problem: 'no-files', detail: null }];
  return sizeProblems(files.map(({ name, bytes }) => ({ name, byteLength: bytes.byteLength })));
}

function refused(problems: ImportReport['problems'], files: ImportReport['files'] = []): ImportPlan {
  return { report: emptyReport(problems, files), intents: [] };
}

import type { ImportProgress, ImportReport } from '../core/contract/views.ts';
import type { DeskClient } from '../core/desk/local-client.ts';
import { readImportFiles } from './import-files.ts';
import type { Output } from './output.ts';
import { reportLines } from './report-lines.ts';
import type { Reached } from './with-desk.ts';

export interface ImportOptions {
  paths: string[];
  dryRun: boolean;
  json: boolean;
}

/** Asked so often how far the feed is. */
const pauseMs = 250;
/** Without central for so long the command leaves the rest to the next start. */
const patienceMs = 30_000;

type OnDesk = <T>(act: (reached: Reached) => Promise<T>) => Promise<T>;

/** Reads the files, shows what they become and, unless it is a dry run, writes them and waits until central has all. */
export async function importCommand(options: ImportOptions, out: Output, onDesk: OnDesk): Promise<boolean> {
  const read = readImportFiles(options.paths);
  if ('refused' in read) return finish(read.refused, null, options, out);
  return onDesk(async ({ desk }) => {
    const report = options.dryRun ? await desk.import.plan(read) : await desk.import.run(read);
    const progress = report.done ? await feedToTheEnd(desk, out) : null;
    return finish(report, progress, options, out);
  });
}

async function feedToTheEnd(desk: DeskClient, out: Output): Promise<ImportProgress> {
  let best = -1;
  let movedAt = Date.now();
  for (;;) {
    const progress = await desk.import.progress();
    if (progress.state !== 'feeding') return progress;
    const settled = progress.confirmed + progress.refused;
    if (settled > best) {
      out.say(`central has ${progress.confirmed} of ${progress.total}${progress.refused ? `, refused ${progress.refused}` : ''}`);
      best = settled;
      movedAt = Date.now();
    }
    const { connection } = await desk.desk.status();
    if (connection !== 'online' && connection !== 'seeding' && Date.now() - movedAt > patienceMs) return progress;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function finish(report: ImportReport, progress: ImportProgress | null, { dryRun, json }: ImportOptions, out: Output): boolean {
  const ok = report.problems.length === 0 && (dryRun || (progress !== null && isFed(progress)));
  if (!json) for (const line of reportLines(report, progress, dryRun)) out.print(line);
  else {
    const { remarks: _remarks, ...counted } = report;
    out.print(JSON.stringify({ ok, dryRun, ...counted, feed: progress }));
  }
  return ok;
}

/** An import of what had been imported already has nothing to feed. */
function isFed({ state, refused, counts }: ImportProgress): boolean {
  if (state === 'none') return true;
  return state === 'done' && refused === 0 && counts?.central != null && areEqual(counts.desk, counts.central);
}

const areEqual = <T extends object>(left: T, right: T) =>
  Object.entries(left).every(([name, count]) => (right as Record<string, unknown>)[name] === count);

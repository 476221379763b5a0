import { isDeepStrictEqual } from 'node:util';
import type { ImportProgress, ImportReport } from '../contract/views.ts';
import type { Intent } from '../domain/intent.ts';
import type { IntentState } from '../sync/ports.ts';
import type { DeskContext } from './desk-context.ts';
import { centralCounts, deskCounts } from './entity-counts.ts';
import { emptyReport } from './import/empty-report.ts';
import type { ImportPlan } from './import/import-plan.ts';
import { sizeProblems } from './import/import-size.ts';
import { planImport } from './import/plan-import.ts';
import { contextOf, decoded, noClinic, type SentFile } from './import-context.ts';
import { type ImportDraft, importDraft } from './import-draft.ts';

export interface DeskImport {
  plan(files: SentFile[]): ImportReport;
  run(files: SentFile[]): ImportReport;
  progress(): Promise<ImportProgress>;
  draft: ImportDraft;
}

/** Ids of the intents of the last import, as a setting of this desk. */
const lastImport = 'last-import';

/**
 * The first day: a clinic's files become intents, all in one transaction of the journal, and the outbox then feeds central
 * (R5, R6). Since the intents are durable before the first is sent, an interrupted feed goes on by itself at the next start.
 */
export function deskImport(desk: DeskContext): DeskImport {
  return {
    plan: (files) => planned(desk, files).report,
    run(files) {
      const { report, intents: wanted } = planned(desk, files);
      if (report.problems.length > 0) return report;
      write(desk, wanted);
      return { ...report, done: true };
    },
    progress: () => progress(desk),
    draft: importDraft(desk, (intents) => write(desk, intents)),
  };
}

/** One transaction of the journal: all of it or nothing. */
function write(desk: DeskContext, wanted: Intent[]): void {
  const intents = wanted.flatMap((intent) => againstKept(desk, intent));
  if (intents.length === 0) return;
  // Before the intents: were it lost after them, the feed would run but nobody could say how far it is.
  desk.store.journal.writeSetting(
    lastImport,
    intents.map((intent) => intent.id),
  );
  desk.store.journal.append(intents);
}

function planned(desk: DeskContext, files: SentFile[]): ImportPlan {
  const context = contextOf(desk);
  if (!context) return { report: noClinic(), intents: [] };
  const tooLarge = sizeProblems(files.map(({ name, base64 }) => ({ name, byteLength: Math.floor((base64.length * 3) / 4) })));
  if (tooLarge.length > 0) return { report: emptyReport(tooLarge), intents: [] };
  return planImport(decoded(files), context);
}

/** The plan knows no settings: one that central keeps alike is left alone, another is changed from what it is now. */
function againstKept({ reads, store }: DeskContext, intent: Intent): Intent[] {
  const { act } = intent;
  const kept = act.kind === 'save-setting' ? reads.setting(act.name) : null;
  if (act.kind !== 'save-setting' || !kept) return [intent];
  if (isDeepStrictEqual(JSON.parse(kept.body), act.value)) return [];
  return [{ ...intent, seenVersion: kept.version, baseIntentId: store.overlay.newestIntentOn(`setting:${act.name}`) }];
}

const open: readonly IntentState[] = ['pending', 'sending', 'unknown'];

async function progress(desk: DeskContext): Promise<ImportProgress> {
  const ids = desk.store.journal.readSetting(lastImport) as string[] | null;
  const states = new Map(desk.reads.intentStates(ids ?? []).map((row) => [row.state, row.count]));
  const sum = (of: readonly IntentState[]) => of.reduce((total, state) => total + (states.get(state) ?? 0), 0);
  const total = [...states.values()].reduce((all, count) => all + count, 0);
  const confirmed = sum(['confirmed']);
  const refused = sum(['parked']);
  if (total === 0) return { total, confirmed, refused, state: 'none', counts: null };
  // Confirmed is not yet in the copy: both sides are counted when the feed has brought everything back.
  if (sum(open) > 0 || desk.store.journal.unseen(desk.store.copy.position()).length > 0) {
    return { total, confirmed, refused, state: 'feeding', counts: null };
  }
  const counts = { desk: deskCounts(desk.reads), central: await centralCounts(desk) };
  return { total, confirmed, refused, state: 'done', counts };
}

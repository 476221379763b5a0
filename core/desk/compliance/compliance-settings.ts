import type { z } from 'zod';
import type { saveInitialFeed as saveInput } from '../../contract/compliance-inputs.ts';
import type { CommandResult } from '../../contract/views.ts';
import type { KolceCount } from '../../domain/compliance/compare-kolce.ts';
import type { DeskContext } from '../desk-context.ts';
import { newIntent, record } from '../record.ts';

const settingName = 'compliance';

interface ComplianceSetting {
  /** Day on which the initial feed was complete (R45), `YYYY-MM-DD`. */
  initialFeed: string | null;
}

/** Shared by the whole clinic. */
export function readComplianceSetting(desk: DeskContext): ComplianceSetting {
  const row = desk.reads.setting(settingName);
  const value = row && (JSON.parse(row.body) as Partial<ComplianceSetting> | null);
  return { initialFeed: value?.initialFeed ?? null };
}

export function saveInitialFeed(desk: DeskContext, { intentId, date }: z.infer<typeof saveInput>): CommandResult {
  if (desk.store.journal.get(intentId)) return { ok: true, intentId, notes: [] };
  const value: ComplianceSetting = { initialFeed: date };
  const known = desk.reads.setting(settingName);
  const baseIntentId = desk.store.overlay.newestIntentOn(`setting:${settingName}`);
  const act = { kind: 'save-setting', name: settingName, value } as const;
  return record(desk, newIntent(desk, { id: intentId, act, seenVersion: known?.version ?? null, baseIntentId }), []);
}

/** R46: as the last import of an AP-KOLCE file left them. */
export function readKolceCounts(desk: DeskContext): KolceCount[] {
  const row = desk.reads.setting('ap-kolce');
  const value: unknown = row && JSON.parse(row.body);
  return Array.isArray(value) ? (value as KolceCount[]) : [];
}

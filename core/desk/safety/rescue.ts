import { z } from 'zod';
import type { RescueFile, RescueImported } from '../../contract/safety-views.ts';
import type { Intent } from '../../domain/intent.ts';
import { targetKey } from '../../sync/intent-target.ts';
import type { IntentState, JournalEntry } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';
import { newRescueCode, seal, unseal } from './sealed-file.ts';

/** What is somebody's work and not settled at central. Refused acts too: their tasks may not have left this computer. */
const unsettled: readonly IntentState[] = ['pending', 'sending', 'unknown', 'parked'];

/** The queue as an encrypted file for another desk of the clinic, when this computer cannot reach central or is given up. */
export function exportRescue(desk: DeskContext, code = newRescueCode()): RescueFile {
  const { journal, log } = desk.store;
  const entries = journal.list([...unsettled]);
  const intents = entries.map((entry) => portable(desk, entry));
  const madeAt = desk.time.now();
  const facts = { madeAt, clinicId: desk.central?.clinicId ?? '', deskId: desk.deskId, acts: intents.length };
  const file = seal(JSON.stringify(intents), facts, code);
  const note = { at: madeAt, author: desk.author, what: 'export-rescue', beforeRef: null, reason: null };
  log.note({ ...note, afterRef: `intents:${intents.length}` });
  const name = `okienko-${madeAt.slice(0, 16).replaceAll(':', '')}.okienko`;
  return { ok: true, name, base64: file.toString('base64'), code, acts: intents.length };
}

/** The version that a settled base gave is written into the act: the other desk does not have the base. */
function portable({ store }: DeskContext, { intent, baseId }: JournalEntry): Intent {
  const base = baseId === null ? null : store.journal.get(baseId);
  if (!base || unsettled.includes(base.state)) return { ...intent, baseIntentId: base?.intent.id ?? null };
  const verdict = base.lastOutcome;
  const version = verdict?.kind === 'applied' ? verdict.versions[targetKey(intent.act)] : undefined;
  return { ...intent, baseIntentId: null, seenVersion: version ?? intent.seenVersion };
}

const intentShape = z.looseObject({
  id: z.uuid(),
  act: z.looseObject({ kind: z.string() }),
  keys: z.array(z.string()),
  author: z.string(),
  at: z.string(),
});

/**
 * Takes a rescue file's acts over under their own ids (I3): central does each once, whichever desk sends it, and the desk
 * that they come from sees them confirmed by the feed. Central is asked about each before it is sent.
 */
export function importRescue(desk: DeskContext, { base64, code }: { base64: string; code: string }): RescueImported {
  const opened = unseal(Buffer.from(base64, 'base64'), code);
  const parsed = opened && z.array(intentShape).safeParse(JSON.parse(opened.content));
  if (!opened || !parsed?.success) return { ok: false, refusals: [{ code: 'rescue-code-wrong' }] };
  if (opened.header.clinicId !== (desk.central?.clinicId ?? '')) return { ok: false, refusals: [{ code: 'other-clinic' }] };
  const intents = parsed.data as unknown as Intent[];
  const by = { author: desk.author, at: desk.time.now(), reason: `rescue ${opened.header.deskId}` };
  const added = desk.store.log.adopt(intents, by).length;
  return { ok: true, acts: intents.length, added, known: intents.length - added };
}

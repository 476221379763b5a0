import type { Intent } from '../../core/domain/intent.ts';
import { activeStatuses } from '../../core/domain/visit.ts';
import type { DeskStore } from '../../core/store/desk-store.ts';
import type { JournalEntry } from '../../core/sync/ports.ts';
import { refusalTaskId } from '../../core/sync/refusal-task.ts';
import type { FakeCentral } from './fake-central.ts';
import type { SyncDesk } from './sync-desk.ts';

/** What went wrong, in words; all empty = nothing. */
export interface Verdict {
  /** I2: entered, and neither done nor anywhere to be seen. */
  lost: string[];
  /** I1, I3: done twice, or done though given up. */
  doubled: string[];
  /** Acts of one desk on one thing that central did in another order. */
  overtaken: string[];
  /** I5: the desk shows what central does not hold. */
  diverged: string[];
}

/** Compares desks that have come to rest with central and with what was entered. */
export function judge(central: FakeCentral, desks: SyncDesk[], entered: Intent[][]): Verdict {
  const verdict: Verdict = { lost: [], doubled: doubled(central), overtaken: [], diverged: [] };
  for (const [i, { store }] of desks.entries()) {
    const entries = (entered[i] ?? []).map((intent) => ({ intent, entry: store.journal.get(intent.id) }));
    for (const { intent, entry } of entries) {
      const complaint = entry ? fateOf(central, entry) : 'is not in the journal';
      if (complaint) verdict.lost.push(`desk ${i + 1}: ${intent.act.kind} ${intent.id} ${complaint}`);
      const applied = central.answers.get(intent.id);
      if (entry && entry.state !== 'confirmed' && applied !== 'voided' && applied?.kind === 'applied') {
        verdict.doubled.push(`desk ${i + 1}: ${intent.act.kind} ${intent.id} is ${entry.state} and was done`);
      }
    }
    verdict.overtaken.push(
      ...overtaken(
        central,
        entries.flatMap(({ entry }) => entry ?? []),
      ),
    );
    verdict.diverged.push(...diverged(central, store).map((what) => `desk ${i + 1}: ${what}`));
  }
  return verdict;
}

function doubled(central: FakeCentral): string[] {
  const twice = [...central.effects].filter(([, count]) => count > 1).map(([id]) => `${id} was done twice`);
  const slots = [...central.visits.values()].filter(({ status }) => activeStatuses.includes(status)).map(({ slotId }) => slotId);
  const shared = slots.filter((slot, i) => slot !== null && slots.indexOf(slot) !== i);
  return [...twice, ...shared.map((slot) => `slot ${slot} has two visits`)];
}

function fateOf(central: FakeCentral, { intent, state, stalled }: JournalEntry): string | null {
  switch (state) {
    case 'confirmed': {
      const answer = central.answers.get(intent.id);
      return answer !== 'voided' && answer?.kind === 'applied' ? null : 'is confirmed, but central did not do it';
    }
    case 'parked': {
      if (intent.act.kind === 'open-task' || intent.act.kind === 'close-task' || intent.act.kind === 'change-task') return null;
      return central.tasks.get(refusalTaskId(intent.id))?.state === 'open' ? null : 'is parked without an open task';
    }
    case 'superseded':
    case 'withdrawn':
      return null;
    case 'pending':
      return stalled ? null : 'is still waiting';
    default:
      return `is still ${state}`;
  }
}

/**
 * Retried acts come later than they were first entered, and so does what is based on them. What a restored central lost is done
 * again after what it has heard meanwhile.
 */
function overtaken(central: FakeCentral, entries: JournalEntry[]): string[] {
  if (central.epoch !== 'epoch-1') return [];
  const done = entries
    .filter(({ state, intent, baseId }) => state === 'confirmed' && intent.supersedes === null && baseId === intent.baseIntentId)
    .sort((a, b) => a.place - b.place || a.sequence - b.sequence);
  const eventOf = ({ intent }: JournalEntry) => central.events.findIndex(({ intentId }) => intentId === intent.id);
  const found: string[] = [];
  for (const [i, earlier] of done.entries()) {
    for (const later of done.slice(i + 1)) {
      const shared = later.intent.keys.some((key) => earlier.intent.keys.includes(key));
      if (shared && eventOf(later) < eventOf(earlier)) found.push(`${later.intent.id} before ${earlier.intent.id}`);
    }
  }
  return found;
}

function diverged(central: FakeCentral, store: DeskStore): string[] {
  const found: string[] = [];
  for (const entity of ['visit', 'patient', 'schedule', 'task'] as const) {
    const here = store.read.prepare(`SELECT id, body, truth FROM now_${entity} ORDER BY id`).all() as Row[];
    const there = central.rows(entity).map(({ key, row }) => ({ id: key, body: row, truth: 'confirmed' }));
    const shown = here.map(({ id, body, truth }) => ({ id, body: JSON.parse(body) as unknown, truth }));
    if (canonical(shown) !== canonical(there)) found.push(`${entity}: ${difference(shown, there)}`);
  }
  const slots = store.read.prepare('SELECT id FROM now_slot ORDER BY id').all() as { id: string }[];
  if (canonical(slots.map(({ id }) => id)) !== canonical(central.rows('slot').map(({ key }) => key))) found.push('slots');
  const settings = store.read.prepare('SELECT name, version, body FROM now_setting ORDER BY name').all();
  const theirs = [...central.settings.values()].map(({ name, version, value }) => ({
    name,
    version,
    body: JSON.stringify(value),
  }));
  if (canonical(settings) !== canonical(theirs.sort((a, b) => (a.name < b.name ? -1 : 1)))) found.push('settings');
  const held = store.overlay.heldBack();
  if (held.slots.size + held.patients.size > 0) found.push('something is still held back');
  return found;
}

interface Row {
  id: string;
  body: string;
  truth: string;
}

function difference(here: unknown[], there: unknown[]): string {
  const known = new Set(there.map(canonical));
  return JSON.stringify(here.filter((row) => !known.has(canonical(row)))).slice(0, 300);
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

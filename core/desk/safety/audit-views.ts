import type { AuditEntry, AuditExport, AuditView } from '../../contract/safety-views.ts';
import type { AuditLine } from '../../store/audit-chain.ts';
import type { CentralAct } from '../../sync/ports.ts';
import { csvText } from '../csv-text.ts';
import { connectionOf, type DeskContext } from '../desk-context.ts';

/** Who did what with a visit (I7): central's log when it can be asked, and what it does not have yet from our own. */
export async function auditOfVisit(desk: DeskContext, visitId: string): Promise<AuditView> {
  return auditOf(desk, [`visit:${desk.store.read.resolve('visit', visitId)}`], [`visit:${visitId}`]);
}

/** With all visits of the patient. */
export async function auditOfPatient(desk: DeskContext, patientId: string): Promise<AuditView> {
  const visits = desk.reads.visitsOfPatient(patientId).map(({ id }) => `visit:${id}`);
  const own = desk.store.read.resolve('patient', patientId);
  return auditOf(desk, [`patient:${own}`, ...visits], [`patient:${patientId}`]);
}

async function auditOf(desk: DeskContext, keys: string[], formerKeys: string[]): Promise<AuditView> {
  const own = desk.store.log.auditOn([...new Set([...keys, ...formerKeys])]);
  const asked = await askCentral(desk, keys);
  const known = new Set(asked.acts.map(({ intentId }) => intentId));
  const entries = [
    ...asked.acts.map(centralEntry),
    ...own.filter((line) => !known.has(intentIdOf(line))).map((line): AuditEntry => ({ ...entryOf(line), source: 'desk' })),
  ];
  return { entries: entries.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)), complete: asked.complete };
}

/** So many visits of one patient are asked about; older ones are in the copy's own dates. */
const mostAsked = 20;

async function askCentral(desk: DeskContext, keys: string[]): Promise<{ acts: CentralAct[]; complete: boolean }> {
  if (!desk.central || connectionOf(desk) !== 'online') return { acts: [], complete: false };
  const { gateway } = desk.central;
  const answers = await Promise.all(keys.slice(0, mostAsked).map((key) => gateway.history({ key })));
  const acts = answers.flatMap((answer) => (answer.kind === 'ok' ? answer.value : []));
  return { acts, complete: keys.length <= mostAsked && answers.every(({ kind }) => kind === 'ok') };
}

function centralEntry({ at, author, client, key, before, after, reason, refused }: CentralAct): AuditEntry {
  return { at, author: author ?? client, what: wordFor(before, after, refused), key, before, after, reason, source: 'central' };
}

function wordFor(before: AuditEntry['before'], after: AuditEntry['after'], refused: boolean): string {
  if (refused) return 'refused';
  if (before === null) return 'create';
  if (after?.status === 'cancelled') return 'cancel';
  return after && 'startsAt' in after ? 'move' : 'change';
}

const entryOf = ({ at, author, what, key, before, after, reason }: AuditLine) => ({
  at,
  author,
  what,
  key,
  before,
  after,
  reason,
});

/** `patient:<id> intent:<id>`, see the journal. */
const intentIdOf = ({ afterRef, beforeRef }: AuditLine): string | null =>
  /intent:([0-9a-f-]{36})/.exec(`${afterRef ?? ''} ${beforeRef ?? ''}`)?.[1] ?? null;

const columns = ['n', 'at', 'author', 'what', 'key', 'before', 'after', 'reason', 'beforeRef', 'afterRef'] as const;

/** This desk's whole log. CSV for Excel (semicolon, UTF-8 with mark), or one JSON object a line. That it was exported is a line too. */
export function exportAudit(desk: DeskContext, format: 'csv' | 'jsonl'): AuditExport {
  const { log } = desk.store;
  const note = { author: desk.author, what: 'export-audit', beforeRef: null, afterRef: null, reason: null };
  log.note({ at: desk.time.now(), ...note });
  const lines = [...log.auditLines()];
  const text =
    format === 'jsonl'
      ? lines.map((line) => `${JSON.stringify(line)}\n`).join('')
      : csvText([columns, ...lines.map((line) => columns.map((name) => line[name]))]);
  return { rows: lines.length, text };
}

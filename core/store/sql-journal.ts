import { auditValues } from '../domain/audit-values.ts';
import type { Intent } from '../domain/intent.ts';
import { changedKeys, neededKey, targetKey } from '../sync/intent-target.ts';
import type { FeedPosition, IntentState, Journal, JournalChange, JournalEntry } from '../sync/ports.ts';
import { type AuditLine, type AuditRecord, auditChain, type ChainHead } from './audit-chain.ts';
import type { Database } from './database.ts';
import type { JournalEcho } from './journal-echo.ts';
import { entryOf, freshEntry, type JournalRow } from './journal-row.ts';
import { journalStatements } from './journal-statements.ts';
import { openKeys } from './open-keys.ts';

/** What the overlay must know; called after the commit. */
export interface JournalHooks {
  /** Intents that were written or whose state, base or stall changed. `entered`: the new ones among them, as they are in the file. */
  intentsChanged(ids: string[], entered?: ReadonlyMap<string, JournalEntry>): void;
  copyPosition(): FeedPosition | null;
  echo: Pick<JournalEcho, 'add'>;
}

export interface SqlJournal extends Journal {
  resolveAlias(entity: string, id: string): string;
  /** Newest position that the copy is known to have reached; survives the copy. */
  watermark(): FeedPosition | null;
  firstAuditBreak(): number | null;
  auditHead(): ChainHead | null;
  newestAuditAt(): string | null;
  /** A head that was noted elsewhere is still part of the audit log. */
  auditHolds(head: ChainHead): boolean;
  /**
   * Intents that another file brought (a rescue file, journal.echo): nobody knows whether they were sent, so they are `unknown`
   * and central is asked first. What they build on may be missing here; then central judges by the version that was seen.
   * Answers the ids that were new.
   */
  adopt(intents: Intent[], record: { author: string; at: string; reason: string }): string[];
  auditLines(): Generator<AuditLine>;
  auditOn(keys: readonly string[]): AuditLine[];
  /** A line in the audit log that belongs to no intent. */
  note(record: AuditRecord): void;
}

const blocking: readonly IntentState[] = ['parked', 'withdrawn', 'superseded'];

/**
 * journal.db (I2): what this desk alone knows. A call that writes is one transaction, durable when it returns, and nothing
 * is ever deleted. The connection's `main` is the journal.
 */
export function sqlJournal(database: Database, hooks: JournalHooks): SqlJournal {
  const open = openKeys(database);
  const sql = journalStatements(database);
  const audit = auditChain(database);
  /** Very few, asked for with every row that is worked out. */
  const aliases = new Map(sql.allAliases.all().map(({ entity, desk_key, key }) => [`${entity}:${desk_key}`, key]));

  function one(id: string): JournalRow | undefined {
    return sql.byId.get(id);
  }

  /** A base that was replaced meanwhile is the replacement. */
  function currentBase(id: string): JournalRow {
    let row: JournalRow | undefined = one(id);
    while (row?.state === 'superseded') row = sql.replacementOf.get(row.id);
    if (!row) throw new Error('the base of an intent is not in the journal');
    return row;
  }

  /** Of the transaction under way: what was entered, for the overlay, and where the audit log stands. */
  let entered = new Map<string, JournalEntry>();
  let head: ChainHead | null = null;

  /** Ids that changed by it; empty when it was there already, or replaces what is not parked any more (I3). */
  function insert(intent: Intent): string[] {
    if (one(intent.id)) return [];
    const replaced = intent.supersedes === null ? undefined : one(intent.supersedes);
    if (intent.supersedes !== null && replaced?.state !== 'parked') return [];
    const base = intent.baseIntentId === null ? null : currentBase(intent.baseIntentId);
    const changed = [intent.id];
    const stalled = base !== null && (base.stalled === 1 || blocking.includes(base.state));
    const sequence = (sql.lastSequence.get()?.last ?? 0) + 1;
    const place = replaced?.place ?? sequence;
    sql.insert.run({
      sequence,
      id: intent.id,
      place,
      actKind: intent.act.kind,
      body: JSON.stringify(intent),
      author: intent.author,
      at: intent.at,
      baseId: base?.id ?? null,
      supersedes: intent.supersedes,
      needsKey: neededKey(intent.act),
      stalled: stalled ? 1 : 0,
    });
    entered.set(intent.id, freshEntry(intent, { sequence, place, baseId: base?.id ?? null, stalled }));
    // What it is about is found by its row in the audit log: one page less to encrypt and flush with every command.
    const target = targetKey(intent.act);
    for (const key of changedKeys(intent)) if (key !== target) sql.insertKey.run(key, intent.id);
    open.add(intent.id, intent.keys);
    if (replaced) {
      sql.supersede.run(replaced.id);
      sql.rebase.run({ from: replaced.id, to: intent.id });
      sql.restall.run({ root: intent.id });
      changed.push(replaced.id, ...descendantIds(intent.id));
      // What was entered just before may be among what moved on.
      entered.clear();
    }
    head = audit.add(auditOf(intent));
    return changed;
  }

  function update(change: JournalChange): string[] {
    const before = one(change.intentId);
    if (!before) throw new Error('a transition of an intent that is not in the journal');
    sql.update.run({
      id: change.intentId,
      state: change.state,
      attempts: change.attempts,
      nextAttemptAt: change.nextAttemptAt,
      outcome: change.outcome === null ? null : JSON.stringify(change.outcome),
      epoch: change.confirmedAt?.epoch ?? null,
      event: change.confirmedAt?.event ?? null,
      exposed: change.exposed ? 1 : 0,
    });
    if (before.state === 'confirmed') open.add(change.intentId, (JSON.parse(before.body) as Intent).keys);
    const renamed = saveAliases(change);
    if (change.audit) {
      const key = targetKey((JSON.parse(before.body) as Intent).act);
      const refs = { beforeRef: `intent:${change.intentId}`, afterRef: change.state };
      head = audit.add({ ...change.audit, ...refs, key, before: { state: before.state }, after: { state: change.state } });
    }
    if (blocking.includes(before.state) === blocking.includes(change.state)) return [change.intentId, ...renamed];
    sql.restall.run({ root: change.intentId });
    return [change.intentId, ...renamed, ...descendantIds(change.intentId)];
  }

  /** Answers the open intents that speak of a thing which has another key now. */
  function saveAliases({ outcome }: JournalChange): string[] {
    if (outcome?.kind !== 'applied') return [];
    return Object.entries(outcome.aliases).flatMap(([from, to]) => {
      const [entity, deskKey] = splitKey(from);
      const key = splitKey(to)[1];
      sql.saveAlias.run(entity, deskKey, key);
      // Should the transaction fail, the same verdict is written again.
      aliases.set(from, key);
      return sql.openWithKey.all(from).map((row) => row.id);
    });
  }

  const descendantIds = (id: string) => sql.descendants.all({ root: id }).map((row) => row.id);
  const entries = (rows: JournalRow[]): JournalEntry[] => rows.map(entryOf);

  const appendAll = database.transaction((intents: Intent[]) => intents.map(insert)).immediate;
  const noteOne = database.transaction((record: AuditRecord) => audit.add(record)).immediate;
  const adoptAll = database.transaction((intents: Intent[], by: { author: string; at: string; reason: string }) => {
    const changed: string[] = [];
    for (const intent of intents) {
      const base = intent.baseIntentId !== null && one(intent.baseIntentId) ? intent.baseIntentId : null;
      const supersedes = intent.supersedes !== null && one(intent.supersedes)?.state === 'parked' ? intent.supersedes : null;
      const ids = insert({ ...intent, baseIntentId: base, supersedes });
      if (ids.length === 0) continue;
      sql.doubt.run(intent.id);
      head = audit.add({ ...by, what: 'adopt', beforeRef: null, afterRef: `intent:${intent.id}`, key: targetKey(intent.act) });
      changed.push(...ids);
    }
    return changed;
  }).immediate;
  const transitionAll = database.transaction((changes: JournalChange[], also: Intent[]) => {
    saveWatermark();
    return [...changes.flatMap(update), ...also.flatMap(insert)];
  }).immediate;

  /** With each transition, since a write of its own for each event would cost a disk flush. */
  function saveWatermark(): void {
    const position = hooks.copyPosition();
    if (position) sql.writeSetting.run('watermark', JSON.stringify(position));
  }

  function begin(): void {
    entered = new Map();
    head = null;
  }

  /** Once it is durable. Answers of central alone are not worth it: central knows them. */
  function tellEcho(intents: Intent[], withdrawn: string[]): void {
    if (head && intents.length + withdrawn.length > 0) hooks.echo.add({ ...head, intents, withdrawn });
  }

  let enteredEpoch: string | null = null;
  const pastEpochs = () => (journal.readSetting('past-epochs') as string[] | null) ?? [];

  const journal: SqlJournal = {
    append(intents) {
      begin();
      const changed = appendAll(intents);
      tellEcho(
        intents.filter((_, i) => changed[i]?.length),
        [],
      );
      hooks.intentsChanged(changed.flat(), entered);
      return changed.map((ids) => ids.length > 0);
    },
    transition(changes, also = []) {
      open.fill();
      begin();
      const changed = transitionAll(changes, also);
      tellEcho(
        also,
        changes.filter(({ audit }) => audit !== undefined).map(({ intentId }) => intentId),
      );
      hooks.intentsChanged(changed);
    },
    get(intentId) {
      const row = one(intentId);
      return row ? entryOf(row) : null;
    },
    list(states, limit = -1) {
      const rows = states.flatMap((state) =>
        state === 'confirmed' ? sql.allConfirmed.all(limit) : sql.inOpenState.all(state, limit),
      );
      return entries(rows.sort((a, b) => a.place - b.place || a.sequence - b.sequence)).slice(0, limit < 0 ? undefined : limit);
    },
    counts() {
      const counts = { pending: 0, sending: 0, unknown: 0, confirmed: 0, parked: 0, superseded: 0, withdrawn: 0 };
      let others = 0;
      for (const { state, count } of sql.openCounts.all()) {
        counts[state as IntentState] = count;
        others += count;
      }
      counts.confirmed = (sql.lastSequence.get()?.last ?? 0) - others;
      return counts;
    },
    ready(now, limit) {
      open.fill();
      return entries(sql.ready.all({ now, limit }));
    },
    newestReady(now) {
      open.fill();
      const row = sql.newestReady.get({ now });
      return row ? entryOf(row) : null;
    },
    doubtful: (now, limit) => entries(sql.doubtful.all({ now, limit })),
    nextDue: () => sql.nextDue.get()?.due ?? null,
    wake() {
      sql.wake.run();
    },
    dependants: (intentId) => entries(sql.descendants.all({ root: intentId })),
    confirmedOutside: (epoch, below, limit) => entries(sql.confirmedOutside.all({ epoch, below, limit })),
    unseen(position) {
      const { epoch, event } = position ?? journal.watermark() ?? { epoch: '', event: 0 };
      return entries(sql.unseen.all({ epoch, event, pastEpochs: JSON.stringify(pastEpochs()) }));
    },
    enterEpoch(epoch) {
      const others = sql.confirmedEpochs.all().map((row) => row.epoch);
      const past = new Set([...pastEpochs(), ...others, hooks.copyPosition()?.epoch ?? epoch]);
      past.delete(epoch);
      journal.writeSetting('past-epochs', [...past]);
      enteredEpoch = epoch;
    },
    entered: () => enteredEpoch,
    hasLeft: (epoch) => pastEpochs().includes(epoch),
    readSetting(name) {
      const row = sql.readSetting.get(name);
      return row ? JSON.parse(row.value) : null;
    },
    writeSetting(name, value) {
      sql.writeSetting.run(name, JSON.stringify(value));
    },
    resolveAlias: (entity, id) => aliases.get(`${entity}:${id}`) ?? id,
    watermark: () => journal.readSetting('watermark') as FeedPosition | null,
    firstAuditBreak: () => audit.firstBreak(),
    auditHead: () => audit.head(),
    auditLines: () => audit.lines(),
    auditOn: (keys) => audit.linesOn(keys),
    newestAuditAt: () => audit.newestAt(),
    auditHolds: (head) => audit.holds(head),
    adopt(intents, by) {
      begin();
      const changed = adoptAll(intents, by);
      const added = intents.filter(({ id }) => changed.includes(id));
      tellEcho(added, []);
      hooks.intentsChanged(changed);
      return added.map(({ id }) => id);
    },
    note(record) {
      hooks.echo.add({ ...noteOne(record), intents: [], withdrawn: [] });
    },
  };
  return journal;
}

function auditOf(intent: Intent): AuditRecord {
  const target = targetKey(intent.act);
  return {
    at: intent.at,
    author: intent.author,
    what: intent.act.kind,
    beforeRef: intent.seenVersion === null ? null : `${target}@${intent.seenVersion}`,
    afterRef: `${target} intent:${intent.id}`,
    reason: intent.reason,
    key: target,
    ...auditValues(intent.act, intent.before ?? null),
  };
}

/** `patient:<id>` -> `['patient', '<id>']` */
function splitKey(key: string): [string, string] {
  const at = key.indexOf(':');
  return [key.slice(0, at), key.slice(at + 1)];
}

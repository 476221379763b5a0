import type { DeskTask } from '../domain/task.ts';
import type { ChangedRow, CopyStore, FeedEvent, FeedPosition, ReseedTarget } from '../sync/ports.ts';
import type { CopyFile } from './copy-file.ts';
import { copyMeta } from './copy-meta.ts';
import { type CopyEntity, copyColumns, createCopyIndexes } from './copy-schema.ts';
import { copyWriter } from './copy-writer.ts';
import { type Database, isDamage, isUnreadable } from './database.ts';

export interface CopyHooks {
  /** After a commit, with the rows that changed; `null` = all may have. */
  copyChanged(rows: ChangedRow[] | null): void;
  /** Before events are written, and before a renewed copy (attached as `next_copy`) takes over. */
  beforeEvents(epoch: string, events: FeedEvent[], position: FeedPosition | null): void;
  beforeSwap(reached: FeedPosition, old: FeedPosition | null): void;
}

export interface SqlCopy extends CopyStore {
  /** Torn pages cannot take further events. Readers keep what can still be read until a reseed has replaced the file. */
  distrust(): void;
}

/** copy.db: what central holds of this clinic. Written by the feed and by a reseed only. */
export function sqlCopy(database: Database, file: CopyFile, hooks: CopyHooks): SqlCopy {
  let changed: ChangedRow[] = [];
  const writer = copyWriter(database, 'copy', (row) => changed.push(row));
  const meta = copyMeta(database, 'copy');
  /** Read at each look at the overlay, so kept at hand. */
  let position: FeedPosition | null = meta.read('position');

  const applyAll = database.transaction((...[epoch, events, last]: Parameters<CopyStore['applyEvents']>) => {
    const from = position?.event ?? 0;
    for (const event of events) if (event.event > from) writer.putEvent(event);
    meta.write('position', { epoch, event: last });
  });

  return {
    position: () => position,
    distrust() {
      position = null;
    },
    applyEvents(epoch, events, last) {
      changed = [];
      try {
        hooks.beforeEvents(epoch, events, position);
        applyAll.immediate(epoch, events, last);
      } catch (error) {
        if (isDamage(error)) position = null;
        throw error;
      }
      position = { epoch, event: last };
      hooks.copyChanged(changed);
    },
    beginReseed() {
      return reseedTarget(file, (next, reached) => {
        const policy = readable(() => meta.read('policy'));
        if (policy) copyMeta(next, 'main').write('policy', policy);
        file.swapIn(next, () => hooks.beforeSwap(reached, position));
        position = reached;
        hooks.copyChanged(null);
      });
    },
    policy: () => meta.read('policy'),
    savePolicy(policy) {
      meta.write('policy', policy);
    },
    asOf: () => meta.read('asOf'),
    saveAsOf(instant) {
      meta.write('asOf', instant);
    },
    versionOf(key) {
      const entity = key.slice(0, key.indexOf(':')) as CopyEntity;
      if (!(entity in copyColumns) || entity === 'slot') return null;
      const sql = `SELECT version FROM copy.${entity} WHERE ${copyColumns[entity][0]} = ?`;
      return (
        (database
          .prepare(sql)
          .pluck()
          .get(key.slice(entity.length + 1)) as number | undefined) ?? null
      );
    },
    task(id) {
      const body = database.prepare('SELECT body FROM copy.task WHERE id = ?').pluck().get(id) as string | undefined;
      return body === undefined ? null : (JSON.parse(body) as DeskTask);
    },
  };
}

/** null when the page that holds it is torn. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  }
}

function reseedTarget(file: CopyFile, swapIn: (next: Database, position: FeedPosition) => void): ReseedTarget {
  const next = file.beginNext();
  const writer = copyWriter(next, 'main', null);
  let open = true;
  let indexed = false;
  /** After the pages, before what asks for single rows: an index made of rows that are there costs a fraction. */
  const index = () => {
    if (!indexed) createCopyIndexes(next, 'main');
    indexed = true;
  };
  const whileOpen = (act: () => void) => {
    if (!open) throw new Error('the reseed has ended');
    act();
  };
  return {
    put: (rows) => whileOpen(() => next.transaction(() => rows.forEach(writer.putPageRow))()),
    applyEvents: (events) =>
      whileOpen(() => {
        index();
        next.transaction(() => events.forEach(writer.putEvent))();
      }),
    commit: (position) =>
      whileOpen(() => {
        index();
        copyMeta(next, 'main').write('position', position);
        open = false;
        swapIn(next, position);
      }),
    abort() {
      if (open) file.abandonNext(next);
      open = false;
    },
  };
}

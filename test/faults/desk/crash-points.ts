import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sqliteCode } from '../../../core/store/database.ts';
import type { DeskStore } from '../../../core/store/desk-store.ts';
import type { CopyStore, Journal, ReseedTarget } from '../../../core/sync/ports.ts';

/**
 * Called at each boundary between two durable writes, where the power may be cut. What SQLite has not committed yet is in
 * memory only, so a cut inside a transaction leaves the same files as one just before it.
 */
export type Pass = (point: string) => void;

/** A write found the disk full. */
export type Full = (file: 'journal' | 'copy') => void;

/** The store with a boundary before and after each of its transactions. */
export function withCrashPoints(store: DeskStore, pass: Pass, full: Full): DeskStore {
  const guard =
    (file: 'journal' | 'copy') =>
    <A extends unknown[], R>(name: string, write: (...args: A) => R): ((...args: A) => R) =>
    (...args) => {
      pass(`before ${name}`);
      try {
        const result = write(...args);
        pass(`after ${name}`);
        return result;
      } catch (error) {
        if (sqliteCode(error) === 'SQLITE_FULL') full(file);
        throw error;
      }
    };
  const [around, aroundCopy] = [guard('journal'), guard('copy')];
  const { journal, copy } = store;
  const journalWrites: Partial<Journal> = {
    append: around('append', journal.append),
    transition: around('transition', journal.transition),
    wake: around('wake', journal.wake),
    enterEpoch: around('enter-epoch', journal.enterEpoch),
    writeSetting: around('setting', journal.writeSetting),
  };
  const copyWrites: Partial<CopyStore> = {
    applyEvents: aroundCopy('events', copy.applyEvents),
    savePolicy: aroundCopy('policy', copy.savePolicy),
    saveAsOf: aroundCopy('as-of', copy.saveAsOf),
    beginReseed: () => withReseedPoints(copy.beginReseed(), aroundCopy),
  };
  return { ...store, journal: { ...journal, ...journalWrites }, copy: { ...copy, ...copyWrites } };
}

function withReseedPoints(
  target: ReseedTarget,
  around: <A extends unknown[], R>(name: string, write: (...args: A) => R) => (...args: A) => R,
): ReseedTarget {
  return {
    put: around('page', target.put),
    applyEvents: around('reseed-events', target.applyEvents),
    commit: around('swap', target.commit),
    abort: around('abort', target.abort),
  };
}

const watched = new Map<string, Pass>();
const operations = ['renameSync', 'rmSync'] as const;
let patched = false;

/** Boundaries before and after each file operation in a folder too (the swap of a reseed). The answered function ends it. */
export function watchFiles(folder: string, pass: Pass): () => void {
  patch();
  watched.set(folder, pass);
  return () => watched.delete(folder);
}

function patch(): void {
  if (patched) return;
  patched = true;
  const module = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of operations) {
    const original = module[name];
    if (!original) throw new Error(`no fs.${name}`);
    module[name] = (...args: unknown[]) => {
      const pass = typeof args[0] === 'string' ? passOf(args[0]) : null;
      pass?.(`before ${name}`);
      const result = original.apply(fs, args);
      pass?.(`after ${name}`);
      return result;
    };
  }
  syncBuiltinESMExports();
}

function passOf(path: string): Pass | null {
  for (const [folder, pass] of watched) if (path.startsWith(folder)) return pass;
  return null;
}

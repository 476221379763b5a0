import type { Policy } from '../domain/policy.ts';
import type { FeedPosition } from '../sync/ports.ts';
import type { Database } from './database.ts';

/** The few single facts about a copy file. */
interface CopyFacts {
  position: FeedPosition;
  policy: Policy;
  /** Central's instant up to which the copy is complete. */
  asOf: string;
}

export interface CopyMeta {
  read<K extends keyof CopyFacts>(name: K): CopyFacts[K] | null;
  write<K extends keyof CopyFacts>(name: K, value: CopyFacts[K]): void;
}

export function copyMeta(database: Database, schema: 'main' | 'copy'): CopyMeta {
  const read = database.prepare<unknown[], string>(`SELECT value FROM ${schema}.meta WHERE name = ?`).pluck();
  const write = database.prepare<unknown[]>(`INSERT OR REPLACE INTO ${schema}.meta (name, value) VALUES (?, ?)`);
  return {
    read: (name) => {
      const value = read.get(name) as string | undefined;
      return value === undefined ? null : JSON.parse(value);
    },
    write: (name, value) => {
      write.run(name, JSON.stringify(value));
    },
  };
}

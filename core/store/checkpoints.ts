import type { Database } from './database.ts';

const pagesToEmpty = 1000;
/** Should the event loop never turn (one long transaction), SQLite empties by itself, within the commit. */
const pagesAtMost = 4000;
const schemas = ['main', 'copy'] as const;

/** Empties each -wal into its file after the answer, not within the commit of the one command that happens to fill it. */
export interface Checkpoints {
  /** After a commit: in the event loop's next turn, if there is enough to empty. */
  soon(): void;
  /** A backup copies the files: they stay as they are until the answered function is called. */
  hold(): () => void;
  stop(): void;
}

export function checkpoints(database: Database): Checkpoints {
  let turn: NodeJS.Immediate | null = null;
  let holds = 0;

  function empty(): void {
    turn = null;
    if (holds > 0) return;
    for (const schema of schemas) {
      try {
        const [wal] = database.pragma(`${schema}.wal_checkpoint(NOOP)`) as { log: number; checkpointed: number }[];
        if (wal && wal.log - wal.checkpointed >= pagesToEmpty) database.pragma(`${schema}.wal_checkpoint(PASSIVE)`);
      } catch {
        // A full or failing disk: what is in the -wal is safe there, and the next write says what is wrong.
      }
    }
  }

  database.pragma(`wal_autocheckpoint = ${pagesAtMost}`);
  return {
    soon() {
      turn ??= setImmediate(empty);
    },
    hold() {
      holds += 1;
      database.pragma('wal_autocheckpoint = 0');
      return () => {
        holds -= 1;
        if (holds === 0) database.pragma(`wal_autocheckpoint = ${pagesAtMost}`);
      };
    },
    stop() {
      if (turn) clearImmediate(turn);
      turn = null;
      holds += 1;
    },
  };
}

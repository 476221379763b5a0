import type { Database, Statement } from './database.ts';

/** All keys of the intents that keep later ones waiting, in memory: derived from the journal at opening, added to as it grows. */
export interface OpenKeys {
  /** Once is enough, however often the intent opens again. What is rolled back afterwards does no harm: no such intent is there. */
  add(intentId: string, keys: readonly string[]): void;
  /** Before `temp.open_key` is read: a command's answer does not wait for it. */
  fill(): void;
}

/** Makes `temp.open_key`. Settled intents stay in it until the next start: who asks looks at their state too. */
export function openKeys(database: Database): OpenKeys {
  database.exec(`
    CREATE TEMP TABLE IF NOT EXISTS open_key (
      key TEXT NOT NULL, intent_id TEXT NOT NULL, PRIMARY KEY (key, intent_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS temp.open_key_intent ON open_key (intent_id);
  `);
  database.exec(`
    INSERT OR IGNORE INTO temp.open_key (key, intent_id)
    SELECT k.value, i.id FROM main.intent i, json_each(i.body, '$.keys') k
    WHERE i.state <> 'confirmed' AND i.state IN ('pending', 'sending', 'unknown')`);
  const add: Statement = database.prepare('INSERT OR IGNORE INTO temp.open_key (key, intent_id) VALUES (?, ?)');
  let added: [intentId: string, keys: readonly string[]][] = [];
  const addAll = database.transaction(() => {
    for (const [id, keys] of added) for (const key of keys) add.run(key, id);
  });
  return {
    add(intentId, keys) {
      added.push([intentId, keys]);
    },
    fill() {
      if (added.length === 0) return;
      addAll();
      added = [];
    },
  };
}

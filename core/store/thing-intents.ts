import type { Database } from './database.ts';

/**
 * Makes `temp.thing_intent (key, intent_id)`: which of this desk's intents changed a thing (key as in `Intent.keys`). The audit
 * row of an intent names what it is about; whatever else it changed lies in `intent_key`.
 */
export function createThingIntents(database: Database): void {
  database.exec(`
    CREATE TEMP VIEW IF NOT EXISTS thing_intent AS
    SELECT key, intent_id FROM main.intent_key
    UNION ALL
    SELECT key, substr(after_ref, instr(after_ref, ' intent:') + 8) AS intent_id FROM main.audit
    WHERE key IS NOT NULL AND instr(after_ref, ' intent:') > 0`);
}

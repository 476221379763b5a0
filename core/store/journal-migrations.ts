import type { Migration } from './migrate.ts';

export const journalMigrations: readonly Migration[] = [
  {
    version: 10,
    up(database) {
      database.exec(`
        CREATE TABLE intent (
          sequence INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          -- Order among intents: its own sequence, or the place of the intent that it replaced.
          place INTEGER NOT NULL,
          act_kind TEXT NOT NULL,
          body TEXT NOT NULL,
          author TEXT NOT NULL,
          at TEXT NOT NULL,
          base_id TEXT,
          supersedes TEXT,
          -- Schedule that the act relies on without changing it.
          needs_key TEXT,
          state TEXT NOT NULL
            CHECK (state IN ('pending', 'sending', 'unknown', 'confirmed', 'parked', 'superseded', 'withdrawn')),
          stalled INTEGER NOT NULL DEFAULT 0,
          exposed INTEGER NOT NULL DEFAULT 0,
          attempts INTEGER NOT NULL DEFAULT 0,
          next_attempt_at INTEGER,
          outcome TEXT,
          confirmed_epoch TEXT,
          confirmed_event INTEGER
        ) STRICT;
        -- Confirmed intents are nearly all of them and grow with the years: nothing that runs often may scan them.
        CREATE INDEX intent_open ON intent (state, place, sequence) WHERE state <> 'confirmed';
        CREATE INDEX intent_confirmed ON intent (confirmed_epoch, confirmed_event) WHERE state = 'confirmed';
        CREATE INDEX intent_due ON intent (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
        CREATE INDEX intent_base ON intent (base_id) WHERE base_id IS NOT NULL;
        CREATE INDEX intent_supersedes ON intent (supersedes) WHERE supersedes IS NOT NULL;

        -- Which intents changed a thing, for its history. What keeps the order of open intents is in memory (open-keys.ts):
        -- each index here is one more page to encrypt and flush with every command.
        CREATE TABLE intent_key (
          key TEXT NOT NULL,
          intent_id TEXT NOT NULL,
          PRIMARY KEY (key, intent_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
          n INTEGER PRIMARY KEY,
          at TEXT NOT NULL,
          author TEXT NOT NULL,
          what TEXT NOT NULL,
          before_ref TEXT,
          after_ref TEXT,
          reason TEXT,
          previous_hash BLOB NOT NULL,
          hash BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_is_append_only_update BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
        CREATE TRIGGER audit_is_append_only_delete BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

        -- Things of this desk that central keeps under another key (a merged patient).
        CREATE TABLE alias (
          entity TEXT NOT NULL,
          desk_key TEXT NOT NULL,
          key TEXT NOT NULL,
          PRIMARY KEY (entity, desk_key)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      `);
    },
  },
  {
    version: 20,
    up(database) {
      database.exec(`
        -- What others changed at central, as it came to this desk. Written before the copy takes it over, so a crash between
        -- writes it once more: the same thing in the same version is one row.
        CREATE TABLE others_change (
          n INTEGER PRIMARY KEY,
          epoch TEXT NOT NULL,
          entity TEXT NOT NULL CHECK (entity IN ('visit', 'patient', 'schedule')),
          key TEXT NOT NULL,
          version INTEGER NOT NULL,
          -- Version that the copy had before; 0 = none.
          old_version INTEGER NOT NULL,
          -- Central's instant; null = found by comparing a renewed copy with the old one.
          at TEXT,
          who TEXT NOT NULL CHECK (who IN ('patient', 'waiting-room', 'colleague', 'unknown')),
          -- Times, places and statuses only; names stay in the copy.
          before TEXT,
          after TEXT,
          -- Who sat at the desk as it came, and so saw it happen.
          witness TEXT,
          UNIQUE (epoch, entity, key, version)
        ) STRICT;
        CREATE TABLE others_change_read (
          author TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (author, n)
        ) STRICT, WITHOUT ROWID;
        -- Per person: what came before the first sight of this desk is nobody's news.
        CREATE TABLE attendance (
          author TEXT PRIMARY KEY, since_n INTEGER NOT NULL, last_at TEXT NOT NULL, away_since TEXT
        ) STRICT, WITHOUT ROWID;
      `);
    },
  },
  {
    version: 30,
    up(database) {
      database.exec(`
        -- I7: what changed from what to what (core/domain/audit-values.ts), as JSON, and the thing, as in Intent.keys.
        -- Rows from before this version have none of the three, and a hash that does not cover them.
        ALTER TABLE audit ADD COLUMN key TEXT;
        ALTER TABLE audit ADD COLUMN before_value TEXT;
        ALTER TABLE audit ADD COLUMN after_value TEXT;
        CREATE INDEX audit_of_thing ON audit (key) WHERE key IS NOT NULL;
        -- The first files of version 10 had other indexes.
        DROP INDEX IF EXISTS intent_needs;
        DROP INDEX IF EXISTS intent_key_intent;
        CREATE INDEX IF NOT EXISTS intent_due ON intent (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
      `);
    },
  },
  {
    version: 40,
    up(database) {
      database.exec(`
        -- What an intent is about stands in its row of the audit log already (temp.thing_intent joins both): intent_key keeps the
        -- other things that it changed, and those of intents from before version 30.
        DELETE FROM intent_key WHERE EXISTS (
          SELECT 1 FROM audit WHERE audit.key = intent_key.key AND audit.after_ref = intent_key.key || ' intent:' || intent_key.intent_id);
      `);
    },
  },
];

import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RecoveryView } from '../core/contract/safety-views.ts';
import { OpenDeskError } from '../core/desk/open-desk-error.ts';
import { openStore } from '../core/store/open-store.ts';
import { recoverJournal } from '../core/store/recover-journal.ts';
import { StoreError } from '../core/store/store-error.ts';
import { asManager } from './as-manager.ts';
import type { Home } from './home.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Texts } from './texts.ts';
import { explained, type Reached } from './with-desk.ts';

/** A verified backup now; a copy of it goes to `--to`, encrypted like the journal itself. */
export async function backupCommand({ desk }: Reached, { to, json }: Options, out: Output): Promise<boolean> {
  const made = await desk.safety.backUp();
  const { folder } = await desk.safety.view();
  const file = join(folder, made.name);
  if (to !== null) copyFileSync(file, target(to, made.name));
  const written = to === null ? file : target(to, made.name);
  out.print(json ? JSON.stringify({ ok: true, file: written, at: made.at, bytes: made.bytes }) : `backup: ${written}`);
  return true;
}

/** A folder takes the name that the file has. */
export function target(to: string, name: string): string {
  const path = resolve(to);
  return existsSync(path) && statSync(path).isDirectory() ? join(path, name) : path;
}

/**
 * Puts a backup in the place of journal.db, when nobody works on it. What can be read of the present journal, and what
 * journal.echo holds, comes back on top of the backup; the present file stays beside as `journal.damaged-<n>.db`.
 */
export async function restoreCommand({ dataDir, from, json }: Options, home: Home, out: Output): Promise<boolean> {
  try {
    const { key } = await home.keyOf(dataDir);
    refuseWhileOpen(dataDir, key);
    const wanted = from === null ? {} : { from: resolve(from) };
    const done = recoverJournal(dataDir, key, { why: 'asked', now: new Date(), ...wanted });
    if (!done) {
      out.print(
        json ? JSON.stringify({ ok: false, troubles: ['no-good-backup'] }) : 'no backup can be opened: nothing was changed',
      );
      return false;
    }
    // Takes up what journal.echo holds, and proves that the folder opens.
    const store = openStore({ dataDir, key });
    const recovery = store.recovery ?? done;
    store.close();
    out.print(
      json
        ? JSON.stringify({ ok: true, ...recovery })
        : `restored from ${recovery.backup?.name ?? 'the given file'} (${recovery.since}), ${recovery.regained} later acts came back`,
    );
    return true;
  } catch (error) {
    if (error instanceof OpenDeskError) throw explained(error, dataDir, home.texts);
    if (!(error instanceof StoreError)) throw error;
    throw explained(
      new OpenDeskError(error.code === 'in-use' ? 'data-folder-in-use' : error.code, error.message, error),
      dataDir,
      home.texts,
    );
  }
}

/** A journal that cannot be opened for any other reason is just what shall be replaced. */
function refuseWhileOpen(dataDir: string, key: Uint8Array): void {
  if (!existsSync(join(dataDir, 'journal.db'))) return;
  try {
    openStore({ dataDir, key }).close();
  } catch (error) {
    if (error instanceof StoreError && error.code !== 'journal-unreadable') throw error;
  }
}

export async function rescueCommand({ desk }: Reached, options: Options, texts: Texts, out: Output): Promise<boolean> {
  return options.paths[0] === 'export' ? rescueExport(desk, options, texts, out) : rescueImport(desk, options, out);
}

async function rescueExport(desk: Reached['desk'], { to, json }: Options, texts: Texts, out: Output): Promise<boolean> {
  const made = await desk.safety.exportRescue();
  if (!made.ok) return refused(made.refusals, json, out);
  const file = target(to ?? '', made.name);
  writeFileSync(file, Buffer.from(made.base64, 'base64'), { mode: 0o600, flag: 'wx' });
  out.say(texts.keepCode);
  out.print(
    json
      ? JSON.stringify({ ok: true, file, acts: made.acts, code: made.code })
      : `${file}: ${made.acts} acts\ncode: ${made.code}`,
  );
  return true;
}

async function rescueImport(desk: Reached['desk'], { from, codeFile, json }: Options, out: Output): Promise<boolean> {
  const base64 = readFileSync(from ?? '').toString('base64');
  const code = readFileSync(codeFile ?? '', 'utf8').trim();
  const done = await desk.safety.importRescue({ base64, code });
  if (!done.ok) return refused(done.refusals, json, out);
  const { acts, added, known } = done;
  out.print(
    json ? JSON.stringify({ ok: true, acts, added, known }) : `${acts} acts: ${added} taken over, ${known} were here already`,
  );
  return true;
}

function refused(refusals: { code: string }[], json: boolean, out: Output): false {
  const codes = refusals.map(({ code }) => code);
  out.print(json ? JSON.stringify({ ok: false, troubles: codes }) : `refused: ${codes.join(', ')}`);
  return false;
}

export async function auditCommand(reached: Reached, options: Options, texts: Texts, out: Output): Promise<boolean> {
  const { to, json } = options;
  const desk = await asManager(reached, options, texts);
  const file = resolve(to ?? '');
  const { rows, text } = await desk.audit.export({ format: file.endsWith('.jsonl') ? 'jsonl' : 'csv' });
  writeFileSync(file, text, { mode: 0o600 });
  out.print(json ? JSON.stringify({ ok: true, file, rows }) : `${file}: ${rows} rows`);
  return true;
}

/** What happened to the journal, for who looks after the computer: numbers and instants, no names. */
export function recoveryLines({ why, at, backupAt, regained, since, missing }: RecoveryView): string[] {
  const whats = {
    damaged: 'the journal was damaged',
    missing: 'the journal was gone',
    'tail-lost': 'the newest part of the journal was lost',
    asked: 'a backup was restored by hand',
  } as const;
  return [
    `journal: ${at}: ${whats[why]}${backupAt ? `; the backup of ${backupAt} was put in its place` : ''}`,
    `journal: ${regained} acts that were entered since came back from this computer`,
    missing === null
      ? `journal: central could not be asked yet what it has from this desk since ${since}`
      : `journal: central has ${missing.length} acts of this desk since ${since} that the journal does not know`,
  ];
}

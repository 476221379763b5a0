import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { certificatesCommand } from './certificates-command.ts';
import { diagnosticsCommand } from './diagnostics-command.ts';
import { exportCommand, openExport } from './export-command.ts';
import { type Home, NoDesk } from './home.ts';
import { importCommand } from './import-command.ts';
import { clinicKeyCommand, keysChanged, keysCommand } from './keys-commands.ts';
import { type Options, readOptions } from './options.ts';
import type { Output } from './output.ts';
import { auditCommand, backupCommand, rescueCommand, restoreCommand } from './safety-commands.ts';
import { checkCommand, drainCommand, statusCommand } from './status-commands.ts';
import { statusFromFile } from './status-from-file.ts';
import { type Reached, withDesk } from './with-desk.ts';

/** Exit code 0 only when all is well; 1 = it is not; 2 = wrongly called. */
export async function runOkienko(args: string[], home: Home, out: Output): Promise<number> {
  const read = readOptions(args, home);
  if ('help' in read) {
    out.print(read.help);
    return 0;
  }
  if ('wrong' in read) {
    out.say(read.wrong);
    return 2;
  }
  try {
    return (await perform(read.options, home, out)) ? 0 : 1;
  } catch (error) {
    const sentence = sentenceFor(error, home);
    if (sentence === null) throw error;
    out.say(sentence);
    return 1;
  }
}

const fileTroubles = ['ENOENT', 'EACCES', 'EISDIR', 'EEXIST', 'ENOSPC', 'EROFS', 'ENOTDIR'];

/** In words for who typed the command; null = a defect. */
function sentenceFor(error: unknown, { texts }: Home): string | null {
  const { code, name, message } = error as { code?: unknown; name?: string; message: string };
  if (error instanceof NoDesk || name === 'CentralNotReached') return message;
  if (code === 'FORBIDDEN' || code === 'UNAUTHORIZED') return texts.notPermitted;
  if (typeof code !== 'string') return null;
  if (fileTroubles.includes(code)) return message;
  return code.startsWith('SQLITE_') ? texts.unreadable(code) : null;
}

async function perform(given: Options, home: Home, out: Output): Promise<boolean> {
  const { command, json, dataDir } = given;
  const onDesk = <T>(act: (reached: Reached) => Promise<T>) => reach(given, home, act);
  // Files that are refused unread need no desk.
  if (command === 'import') return importCommand(given, out, onDesk);
  if (command === 'restore') return restoreCommand(given, home, out);
  if (command === 'export' && given.paths[0] === 'open') return openExport(given, out);
  if (!existsSync(join(dataDir, 'journal.db')) && !existsSync(join(dataDir, 'backups')))
    throw new NoDesk(home.texts.noDesk(dataDir));
  const ofClinic = given.paths[0] === 'rotate-clinic';
  const commands = {
    check: (reached: Reached) => checkCommand(reached, json, home.texts, out),
    status: (reached: Reached) => statusCommand(reached, json, out),
    drain: (reached: Reached) => drainCommand(reached, json, out),
    diagnostics: (reached: Reached) => diagnosticsCommand(reached, given, out),
    backup: (reached: Reached) => backupCommand(reached, given, out),
    rescue: (reached: Reached) => rescueCommand(reached, given, home.texts, out),
    export: (reached: Reached) => exportCommand(reached, given, home.texts, out),
    certificates: (reached: Reached) => certificatesCommand(reached, given, home.texts, out),
    audit: (reached: Reached) => auditCommand(reached, given, home.texts, out),
    keys: (reached: Reached) => (ofClinic ? clinicKeyCommand(reached, given, home, out) : keysCommand(reached, home, out)),
  };
  try {
    const done = await onDesk((reached) => commands[command](reached));
    return command === 'keys' && done && !ofClinic ? keysChanged(given, home, out, onDesk) : done;
  } catch (error) {
    const kept = command === 'status' || command === 'check' ? statusFromFile(error, given, home.texts, out) : null;
    if (kept === null) throw error;
    return kept;
  }
}

function reach<T>(given: Options, home: Home, act: (reached: Reached) => Promise<T>): Promise<T> {
  const { dataDir, central, clientFile, command, paths } = given;
  const mayEmbed = command === 'import';
  const newClinic = command === 'import' ? basename(resolve(paths[0] ?? '')) : null;
  return withDesk(home, { dataDir, central, clientFile, mayEmbed, newClinic }, act);
}

/** `npm run okienko`: the desk without a screen. Exit code 0 only when all is well; 1 = it is not; 2 = wrongly called. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CentralNotReached } from '../core/desk/demo/demo-client.ts';
import { importCommand } from './import-command.ts';
import { type Options, readOptions } from './options.ts';
import { type Output, standardOutput } from './output.ts';
import { auditCommand, backupCommand, rescueCommand, restoreCommand } from './safety-commands.ts';
import { checkCommand, drainCommand, statusCommand } from './status-commands.ts';
import { NoDesk, type Reached, withDesk } from './with-desk.ts';

const options = readOptions(process.argv.slice(2));
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`);
  process.exit(2);
}
process.exit(await run(options, standardOutput));

async function run(given: Options, out: Output): Promise<number> {
  try {
    return (await perform(given, out)) ? 0 : 1;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof NoDesk || error instanceof CentralNotReached) out.say(error.message);
    else if (
      code === 'ENOENT' ||
      code === 'EACCES' ||
      code === 'EISDIR' ||
      code === 'EEXIST' ||
      code === 'ENOSPC' ||
      code === 'EROFS' ||
      code === 'ENOTDIR'
    )
      out.say((error as Error).message);
    else if (code?.startsWith('SQLITE_')) out.say(`The data cannot be read (${code}).`);
    else throw error;
    return 1;
  }
}

async function perform(given: Options, out: Output): Promise<boolean> {
  const { command, json } = given;
  // Files that are refused unread need no desk.
  if (command === 'import') return importCommand(given, out, (act) => onDesk(given, out, act));
  if (command === 'restore') return restoreCommand(given, out);
  if (!existsSync(join(given.dataDir, 'journal.db')) && !existsSync(join(given.dataDir, 'backups')))
    throw new NoDesk(`There is no desk in ${given.dataDir}.`);
  const commands = {
    check: checkCommand,
    status: statusCommand,
    drain: drainCommand,
    backup: (reached: Reached) => backupCommand(reached, given, out),
    rescue: (reached: Reached) => rescueCommand(reached, given, out),
    audit: (reached: Reached) => auditCommand(reached, given, out),
  };
  return onDesk(given, out, (reached) => commands[command](reached, json, out));
}

function onDesk<T>(given: Options, out: Output, act: (reached: Reached) => Promise<T>): Promise<T> {
  const { dataDir, central, clientFile, command, paths } = given;
  const mayEmbed = command === 'import';
  const newClinic = command === 'import' ? basename(resolve(paths[0] ?? '')) : null;
  return withDesk({ dataDir, central, clientFile, mayEmbed, newClinic }, out, act);
}

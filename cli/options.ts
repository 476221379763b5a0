import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const commands = ['check', 'import', 'status', 'drain', 'backup', 'restore', 'rescue', 'audit'] as const;
export type Command = (typeof commands)[number];

export interface Options {
  command: Command;
  /** Folders or files, for `import`. */
  paths: string[];
  /** Of `backup`, `rescue export`, `audit export`: where to write. */
  to: string | null;
  /** Of `restore`, `rescue import`: what to read. */
  from: string | null;
  /** File that holds the code of a rescue file. */
  codeFile: string | null;
  dryRun: boolean;
  json: boolean;
  dataDir: string;
  central: string | null;
  clientFile: string | null;
}

export const usage = `usage: okienko <command> [--data DIR] [--central URL] [--client FILE] [--json]
  check                        is this desk in order? exit code 0 only when it is
  import <folder> [--dry-run]  reads staff, schedules, visits and AP-KOLCE counts, and feeds central
  status                       connection, queue, tasks
  backup [--to FILE]           makes a verified backup of the journal now
  restore [--from FILE]        puts the newest good backup (or FILE) in the place of the journal; nothing is wiped
  rescue export --to FILE      what has not reached central, encrypted; prints the code once
  rescue import --from FILE --code-file FILE
                               takes such a file over at another desk of the clinic; nothing is done twice
  audit export --to FILE       this desk's audit log: CSV, or JSON lines when FILE ends in .jsonl
  drain                        waits until central has everything that was entered here`;

const project = fileURLToPath(new URL('..', import.meta.url));

/** The options, or the sentence that says what is wrong with them. */
export function readOptions(args: string[]): Options | string {
  const parsed = parse(args);
  if (typeof parsed === 'string') return parsed;
  const [word, ...paths] = parsed.positionals;
  const command = commands.find((each) => each === word);
  if (word === undefined) return usage;
  if (!command) return `unknown command: ${word}\n${usage}`;
  if (command === 'import' && paths.length === 0) return 'import: which folder?';
  const { values } = parsed;
  const wrong = wrongWords(command, paths, values.to ?? null, values.from ?? null, values['code-file'] ?? null);
  if (wrong !== null) return wrong;
  return {
    command,
    paths,
    to: values.to ?? null,
    from: values.from ?? null,
    codeFile: values['code-file'] ?? null,
    dryRun: values['dry-run'],
    json: values.json,
    dataDir: resolve(values.data),
    central: values.central ?? null,
    clientFile: values.client ?? null,
  };
}

function wrongWords(
  command: Command,
  words: string[],
  to: string | null,
  from: string | null,
  codeFile: string | null,
): string | null {
  const [word, ...more] = words;
  if (command === 'import') return null;
  const known: Partial<Record<Command, string[]>> = { rescue: ['export', 'import'], audit: ['export'] };
  const choices = known[command];
  if (!choices) return word === undefined ? null : `${command} takes no ${word}`;
  if (word === undefined || !choices.includes(word) || more.length > 0) return `${command}: ${choices.join(' or ')}?`;
  if (word === 'export' && to === null) return `${command} export: --to which file?`;
  if (word === 'import' && (from === null || codeFile === null)) return 'rescue import: --from FILE --code-file FILE';
  return null;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        data: { type: 'string', default: join(project, '.okienko') },
        to: { type: 'string' },
        from: { type: 'string' },
        'code-file': { type: 'string' },
        central: { type: 'string' },
        client: { type: 'string' },
      },
    });
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}

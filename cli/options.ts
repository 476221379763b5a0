import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const commands = ['check', 'import', 'status', 'drain'] as const;
export type Command = (typeof commands)[number];

export interface Options {
  command: Command;
  /** Folders or files, for `import`. */
  paths: string[];
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
  if (command !== 'import' && paths.length > 0) return `${command} takes no ${paths[0]}`;
  const { values } = parsed;
  return {
    command,
    paths,
    dryRun: values['dry-run'],
    json: values.json,
    dataDir: resolve(values.data),
    central: values.central ?? null,
    clientFile: values.client ?? null,
  };
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
        central: { type: 'string' },
        client: { type: 'string' },
      },
    });
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Home } from './home.ts';
import { wrongWords } from './wrong-words.ts';

export const commands = [
  'check',
  'import',
  'status',
  'drain',
  'backup',
  'restore',
  'rescue',
  'export',
  'audit',
  'diagnostics',
  'keys',
  'certificates',
] as const;
export type Command = (typeof commands)[number];

export interface Options {
  command: Command;
  /** Folders or files, for `import`; the second word of `rescue`, `audit`, `export`; the file of `diagnostics`. */
  paths: string[];
  /** Of `backup`, `rescue export`, `audit export`, `export`: where to write. */
  to: string | null;
  /** Of `restore`, `rescue import`, `export open`: what to read. */
  from: string | null;
  /** File that holds the code of a rescue file or of an archive. */
  codeFile: string | null;
  /** Of `export`. */
  first: string | null;
  last: string | null;
  plain: boolean;
  /** Who asks, where the command line alone may not. */
  account: string | null;
  passwordFile: string | null;
  /** Of `certificates import`: the one for signing, not the one of the connection. */
  signing: boolean;
  dryRun: boolean;
  json: boolean;
  dataDir: string;
  central: string | null;
  clientFile: string | null;
}

/** What the words of a call mean; `help`: what was asked for; `wrong`: the sentence that says what is wrong with them. */
export type Read = { options: Options } | { help: string } | { wrong: string };

export function readOptions(args: string[], home: Home): Read {
  const { texts } = home;
  const parsed = parse(args, texts.usage);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values } = parsed;
  const [word, ...paths] = parsed.positionals;
  if (values.help || word === 'help') return { help: texts.usage };
  if (word === undefined) return { wrong: texts.usage };
  const command = commands.find((each) => each === word);
  if (!command) return { wrong: `${texts.unknownCommand(word)}\n${texts.usage}` };
  const isOwnFolder = values.data === undefined && values.central === undefined && values.client === undefined;
  if (home.fixedFolder && !isOwnFolder) return { wrong: texts.fixedFolder };
  const options: Options = {
    command,
    paths,
    to: values.to ?? null,
    from: values.from ?? null,
    codeFile: values['code-file'] ?? null,
    first: values.first ?? null,
    last: values.last ?? null,
    plain: values.plain,
    account: values.account ?? null,
    passwordFile: values['password-file'] ?? null,
    signing: values.signing,
    dryRun: values['dry-run'],
    json: values.json,
    dataDir: values.data === undefined ? home.dataDir : resolve(values.data),
    central: values.central ?? null,
    clientFile: values.client ?? null,
  };
  const wrong = wrongWords(options, texts);
  return wrong === null ? { options } : { wrong };
}

function parse(args: string[], usage: string) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        signing: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        plain: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        data: { type: 'string' },
        to: { type: 'string' },
        from: { type: 'string' },
        first: { type: 'string' },
        last: { type: 'string' },
        account: { type: 'string' },
        'password-file': { type: 'string' },
        'code-file': { type: 'string' },
        central: { type: 'string' },
        client: { type: 'string' },
      },
    });
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}

/** `npm run okienko`: the desk without a screen, from a checkout. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dataKeyFromFile } from '../core/desk/data-key.ts';
import { demoConnection } from '../core/desk/demo/demo-connection.ts';
import { type Home, NoDesk } from './home.ts';
import { standardOutput } from './output.ts';
import { runOkienko } from './run-okienko.ts';
import { systemLanguage, textsOf } from './texts.ts';

const texts = textsOf(systemLanguage());

/** Whoever works in a checkout has the key in a file, and with it everything: no roles are asked for. */
const checkout: Home = {
  texts,
  dataDir: fileURLToPath(new URL('../.okienko', import.meta.url)),
  fixedFolder: false,
  async keyOf(dataDir) {
    if (existsSync(join(dataDir, 'journal.db')) && !existsSync(join(dataDir, 'data.key')))
      throw new NoDesk(texts.keyElsewhere(dataDir));
    const { key, file, rotation } = dataKeyFromFile(dataDir);
    standardOutput.say(texts.keyInFile(file));
    return { key, rotation };
  },
  connection: demoConnection,
  clientOf: (desk) => desk.client,
};

process.exit(await runOkienko(process.argv.slice(2), checkout, standardOutput));

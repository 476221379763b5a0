/**
 * `okienko --cli …` of the installed program: main starts this in a process of its own, passes the folder and the words, and hands
 * the data key over by message when it is asked for. What the roles of the clinic's accounts forbid, it forbids too.
 */
import { createRouterClient } from '@orpc/server';
import { type Home, NoDesk } from './home.ts';
import { standardOutput } from './output.ts';
import { runOkienko } from './run-okienko.ts';
import { systemLanguage, textsOf } from './texts.ts';

/** Electron's line to main; on the Node 24 of the tests, the relay's. */
interface MainLine {
  postMessage(message: unknown): void;
  once(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const [folder = '', ...words] = process.argv.slice(2);
const texts = textsOf(systemLanguage());

const installed: Home = {
  texts,
  dataDir: folder,
  fixedFolder: true,
  async keyOf() {
    const key = await askForKey(lineToMain());
    if (key === null) throw new NoDesk(texts.keySealed);
    // A change of keys that was asked for is finished by the program, which alone can seal the new key for this user.
    return { key, rotation: null };
  },
  connection: null,
  clientOf: (desk) => createRouterClient(desk.router, { context: { caller: 'command-line' } }),
};

const code = await runOkienko(words, installed, standardOutput).catch((error: unknown) => {
  standardOutput.say(String((error as Error).stack ?? error));
  return 1;
});
// What was written still has to reach a pipe.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));

function askForKey(line: MainLine): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    line.once('message', ({ data }) => resolve((data as { key: Uint8Array | null }).key));
    line.postMessage('need-key');
  });
}

function lineToMain(): MainLine {
  const { parentPort } = process as { parentPort?: MainLine };
  if (parentPort) return parentPort;
  return {
    postMessage: (message) => void process.send?.(message),
    once: (_event, listener) => void process.once('message', (data) => listener({ data })),
  };
}

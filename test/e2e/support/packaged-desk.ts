import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { node24 } from '../../../scripts/project.mjs';
import type { Desk, DeskAccount } from './desk.ts';
import { layConnection } from './lay-connection.ts';
import { watchPolicy } from './policy-watch.ts';

/**
 * A packaged program as a user starts it. Its fuses let nobody attach by `--inspect`, as Playwright's own launcher does, so the
 * window is reached over Chromium's debugging port. `home` stands for the user's home.
 */
export class PackagedDesk implements Desk {
  readonly refusedByPolicy: string[] = [];
  readonly #executable: string;
  readonly #home: string;
  readonly #account: DeskAccount;
  #child: ChildProcess | null = null;
  #browser: Browser | null = null;
  #page: Page | null = null;

  constructor(executable: string, home: string, account: DeskAccount) {
    this.#executable = executable;
    this.#home = home;
    this.#account = account;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('the desk was not started');
    return this.#page;
  }

  get dataFolder(): string {
    return join(this.#folder, 'desk');
  }

  /** Where an installed desk of this user keeps its things. */
  get #folder(): string {
    const places = { win32: 'Okienko', darwin: 'Library/Application Support/Okienko' } as Record<string, string>;
    return join(this.#home, places[process.platform] ?? '.config/Okienko');
  }

  async start(): Promise<void> {
    layConnection(this.dataFolder, this.#account);
    const child = spawnAsUser(this.#executable, ['--remote-debugging-port=0', '--lang=pl'], this.#home);
    this.#child = child;
    this.#browser = await chromium.connectOverCDP(await debuggerAddress(child));
    const [context] = this.#browser.contexts();
    if (context === undefined) throw new Error('the program shows no window');
    this.#page = context.pages()[0] ?? (await context.waitForEvent('page'));
    watchPolicy(this.#page, this.refusedByPolicy);
  }

  /** As the system does when it shuts down. */
  async quit(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    await this.#browser?.close();
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await gone;
    }
    this.#child = null;
  }

  /** The command line of the package (Linux), by the desk's user and without a display. */
  commandLine(args: string[], language = 'C.UTF-8'): { code: number | null; out: string; said: string } {
    const { DISPLAY: _, ...env } = environment(this.#home);
    const script = join(dirname(this.#executable), 'okienko-cli');
    const [command = '', ...words] = asUser([script, ...args]);
    const ended = spawnSync(command, words, { env: { ...env, LANG: language }, encoding: 'utf8', timeout: 120_000 });
    return { code: ended.status, out: ended.stdout, said: ended.stderr };
  }

  async crashCore(): Promise<void> {
    throw new Error('the processes of a packaged program are not told apart: crashes are tested unpacked');
  }

  log(): string {
    const file = join(this.#folder, 'logs', 'desk.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
}

/**
 * A packaged program always wants Chromium's sandbox, which refuses to run as root: where the tests do (CI), it is started as
 * the user `nobody`, who also gets a key to the display.
 */
export function spawnAsUser(executable: string, args: string[], home: string): ChildProcess {
  const stdio = ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'];
  const env = environment(home);
  const [command = '', ...words] = asUser([executable, ...args]);
  if (process.getuid?.() !== 0) return spawn(command, words, { env, stdio });
  const xauthority = join(home, '.Xauthority');
  mkdirSync(home, { recursive: true });
  if (process.env.XAUTHORITY !== undefined) copyFileSync(process.env.XAUTHORITY, xauthority);
  execFileSync('chown', ['-R', `${nobody}:${nobody}`, home]);
  // The folder of a test is its owner's alone.
  chmodSync(dirname(home), 0o755);
  return spawn(command, words, { env: { ...env, XAUTHORITY: xauthority }, stdio });
}

function environment(home: string): NodeJS.ProcessEnv {
  const homes =
    process.platform === 'win32'
      ? { LOCALAPPDATA: home }
      : { HOME: home, CFFIXED_USER_HOME: home, XDG_CONFIG_HOME: join(home, '.config') };
  return { ...process.env, ...homes, OKIENKO_NODE: node24() };
}

function asUser(words: string[]): string[] {
  if (process.getuid?.() !== 0) return words;
  return ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...words];
}

const nobody = 65534;

export function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code} before its window opened`)));
  });
}

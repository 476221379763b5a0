import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { fetchTestElectron } from '../../../scripts/fetch-test-electron.mjs';
import { node24, root } from '../../../scripts/project.mjs';
import type { Desk, DeskAccount } from './desk.ts';
import { layConnection } from './lay-connection.ts';
import { watchPolicy } from './policy-watch.ts';

/** The desk in real Electron, from the built bundles; only core's process runs by the relay (docs/architecture.md §2). */
export class ElectronDesk implements Desk {
  readonly refusedByPolicy: string[] = [];
  readonly #folder: string;
  readonly #machine: Machine;
  readonly #account: DeskAccount | null;
  #app: ElectronApplication | null = null;
  #page: Page | null = null;

  /** `account` null = no central is configured. */
  constructor(folder: string, account: DeskAccount | null, machine: Machine = {}) {
    this.#machine = machine;
    this.#folder = folder;
    this.#account = account;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('the desk was not started');
    return this.#page;
  }

  get app(): ElectronApplication {
    if (this.#app === null) throw new Error('the desk was not started');
    return this.#app;
  }

  get dataFolder(): string {
    return join(this.#folder, 'desk');
  }

  get #logFile(): string {
    return join(this.#folder, 'logs', 'desk.log');
  }

  log(): string {
    return existsSync(this.#logFile) ? readFileSync(this.#logFile, 'utf8') : '';
  }

  async start(): Promise<void> {
    if (this.#account !== null) layConnection(this.dataFolder, this.#account);
    this.#app = await launch(this.#folder, this.#machine);
    this.#page = await this.#app.firstWindow();
    watchPolicy(this.#page, this.refusedByPolicy);
  }

  async quit(): Promise<void> {
    await this.#app?.close();
    this.#app = null;
  }

  async crashCore(): Promise<void> {
    const [pid] = await this.corePids();
    if (pid === undefined) throw new Error("core's process is not running");
    process.kill(pid, 'SIGKILL');
  }

  /** Processes that host core: exactly one while the desk runs. */
  corePids(): Promise<number[]> {
    return this.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter(({ name, serviceName }) => name === 'okienko-core' || serviceName === 'okienko-core')
        .map(({ pid }) => pid),
    );
  }
}

/** What a test's computer has that others have not. */
export interface Machine {
  args?: string[];
  env?: Record<string, string>;
}

/** Starts the program on a folder of its own; with another running on the same folder it ends at once. */
export async function launch(folder: string, machine: Machine = {}): Promise<ElectronApplication> {
  const electron = join(await fetchTestElectron(), 'electron');
  // Chromium refuses its sandbox to root, which CI machines are.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return _electron.launch({
    executablePath: electron,
    args: [...sandbox, root, `--data=${folder}`, ...(machine.args ?? [])],
    env: { ...(process.env as Record<string, string>), OKIENKO_NODE: node24(), ...machine.env },
    timezoneId: 'Europe/Warsaw',
    locale: 'pl-PL',
    // Two seconds on an idle machine.
    timeout: 60_000,
  });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { type ChildProgram, startProgram } from './child-program.ts';
import type { Desk, DeskAccount } from './desk.ts';
import { watchPolicy } from './policy-watch.ts';

/** The desk in Chromium: `npm run preview` and a page that opened its address. */
export class PreviewDesk implements Desk {
  readonly refusedByPolicy: string[] = [];
  readonly dataFolder: string;
  readonly #account: DeskAccount | null;
  readonly #context: BrowserContext;
  #program: ChildProgram | null = null;
  #page: Page | null = null;
  #port = 0;
  /** What earlier processes of this desk said. */
  #said = '';

  /** `account` null = nobody has told this desk its central yet. */
  constructor(folder: string, account: DeskAccount | null, context: BrowserContext) {
    this.dataFolder = folder;
    this.#account = account;
    this.#context = context;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('the desk was not started');
    return this.#page;
  }

  /** With the token, for whoever opens it first. */
  get address(): string {
    return this.#program?.ready.desk as string;
  }

  log(): string {
    return this.#said + (this.#program?.said() ?? '');
  }

  async start(): Promise<void> {
    await this.#run();
    this.#page ??= await this.#openPage();
    await this.#page.goto(this.address);
  }

  async quit(): Promise<void> {
    const ending = this.#program;
    this.#program = null;
    await ending?.stop();
    this.#said += ending?.said() ?? '';
  }

  /** The preview is one process: it comes back at the same port, and the page must find it by itself. */
  async crashCore(): Promise<void> {
    await this.#program?.kill();
    this.#said += this.#program?.said() ?? '';
    await this.#run();
    const page = await this.#context.newPage();
    // A new token: the person opens the printed address again, in whichever tab; the first one then has the session too.
    await page.goto(this.address);
    await page.close();
  }

  async #openPage(): Promise<Page> {
    const page = await this.#context.newPage();
    watchPolicy(page, this.refusedByPolicy);
    return page;
  }

  async #run(): Promise<void> {
    mkdirSync(this.dataFolder, { recursive: true });
    const connection = this.#account === null ? ['--unconnected'] : this.#clientOf(this.#account);
    const args = ['--port', String(this.#port), '--data', this.dataFolder, ...connection];
    this.#program = await startProgram('preview/preview.ts', args);
    this.#port = Number(new URL(this.address).port);
  }

  #clientOf({ central, client }: DeskAccount): string[] {
    const file = join(this.dataFolder, 'client.json');
    writeFileSync(file, JSON.stringify(client), { mode: 0o600 });
    return ['--central', central, '--client', file];
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { root } from '../../../scripts/project.mjs';
import { Central, morning } from './central.ts';
import { copyCentralTemplate } from './central-template.ts';
import type { Desk, DeskAccount } from './desk.ts';
import { copyDeskTemplate } from './desk-template.ts';
import { ElectronDesk } from './electron-desk.ts';
import { PackagedDesk } from './packaged-desk.ts';
import { PreviewDesk } from './preview-desk.ts';

export interface SurfaceOptions {
  /** Where the desk is shown. */
  surface: 'preview' | 'electron' | 'packaged';
  /** `copied`: with everything that central holds, as after some days of work. `new`: with nothing. */
  begin: 'new' | 'copied';
}

interface Fixtures {
  /** A folder of this test alone. */
  folder: string;
  /** Central with the demo clinics, its clock at `morning`; its own database. */
  central: Central;
  /** Which desk of which clinic this is: the first of the full demo clinic. */
  account: DeskAccount;
  /** Not started yet. */
  desk: Desk;
}

export const test = base.extend<Fixtures & SurfaceOptions>({
  surface: ['preview', { option: true }],
  begin: ['copied', { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'okienko-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  central: async ({ folder }, use) => {
    copyCentralTemplate(join(folder, 'central'));
    const central = await Central.start(join(folder, 'central'), morning);
    await use(central);
    await central.stop();
  },

  account: async ({ central }, use) => {
    const client = central.clients.find(({ clinicName }) => clinicName === 'Przychodnia Kardiologiczna Okienko');
    if (!client) throw new Error('the demo clinic is missing');
    await use({ central: central.url, client });
  },

  desk: async ({ surface, begin, folder, account, context }, use, testInfo) => {
    const desk = deskOn(surface, folder, account, context);
    if (begin === 'copied') copyDeskTemplate(surface, desk.dataFolder);
    await use(desk);
    await desk.quit();
    expect(desk.refusedByPolicy, 'what the content policy refused').toEqual([]);
    if (testInfo.status !== testInfo.expectedStatus) writeFileSync(testInfo.outputPath('desk.log'), desk.log());
  },
});

/** `packaged`: the program that OKIENKO_PACKAGE names, or the one that test/e2e/package made around the test Electron. */
function deskOn(surface: SurfaceOptions['surface'], folder: string, account: DeskAccount, context: BrowserContext): Desk {
  if (surface === 'electron') return new ElectronDesk(join(folder, 'desk'), account);
  if (surface === 'preview') return new PreviewDesk(join(folder, 'desk'), account, context);
  const own = join(root, 'dist/test-package-linux/linux-unpacked/okienko');
  return new PackagedDesk(process.env.OKIENKO_PACKAGE ?? own, join(folder, 'home'), account);
}

export { expect };

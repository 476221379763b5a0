import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { fetchTestElectron } from '../../scripts/fetch-test-electron.mjs';
import { node24, root } from '../../scripts/project.mjs';

/** Said with each figure: the installed program runs core in Electron's own utility process. */
export const electronRemark = 'test Electron 33, core in a Node 24 child';

/** The program, or another app folder, in the test Electron. */
export async function launchElectron(folder: string, app = root): Promise<{ app: ElectronApplication; page: Page }> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const running = await _electron.launch({
    executablePath: join(await fetchTestElectron(), 'electron'),
    args: [...sandbox, app, `--data=${folder}`],
    env: { ...(process.env as Record<string, string>), OKIENKO_NODE: node24() },
  });
  return { app: running, page: await running.firstWindow() };
}

/** A data folder of the program with its key, as the program itself made it. */
export async function programFolder(): Promise<{ folder: string; dataDir: string; key: Uint8Array }> {
  const folder = mkdtempSync(join(tmpdir(), 'okienko-bench-'));
  const { app, page } = await launchElectron(folder);
  await page.locator('nav').first().waitFor();
  const wrapped = await app.evaluate(
    ({ safeStorage }, keyFile) => {
      const { slots } = JSON.parse(process.getBuiltinModule('node:fs').readFileSync(keyFile, 'utf8')) as {
        slots: { wrapped: string }[];
      };
      return safeStorage.decryptString(Buffer.from(slots[0]?.wrapped ?? '', 'base64'));
    },
    join(folder, 'desk', 'key.json'),
  );
  await app.close();
  return { folder, dataDir: join(folder, 'desk'), key: Buffer.from(wrapped, 'base64') };
}

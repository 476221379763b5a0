/** The packaged program: its size as it is downloaded, and from its start to its first screen with nothing in the disk cache. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { dist } from '../../scripts/dist.mjs';
import { debuggerAddress, spawnAsUser } from '../e2e/support/packaged-desk.ts';
import { electronRemark } from './electron-program.ts';
import { type Measurement, percentile } from './measurement.ts';

const rounds = 5;
/** From an emptied cache on a busy machine a start takes long; it is measured, not judged. */
const patienceMs = 180_000;

export async function measure(): Promise<Measurement[]> {
  const unpacked = join(await dist('linux', { targets: ['dir'], testElectron: true }), 'linux-unpacked');
  const folder = mkdtempSync(join(tmpdir(), 'okienko-package-'));
  const archive = join(folder, 'okienko.tar.xz');
  const packed = spawnSync('tar', [
    '--create',
    '--file',
    archive,
    '--use-compress-program',
    'xz -T0 -6',
    '--directory',
    unpacked,
    '.',
  ]);
  if (packed.status !== 0) throw new Error(`tar failed: ${packed.stderr.toString()}`);
  const cold: number[] = [];
  let isCold = true;
  for (let round = 0; round < rounds; round++) {
    isCold = dropCaches() && isCold;
    cold.push(await timeToFirstScreen(join(unpacked, 'okienko'), join(folder, `home-${round}`)));
  }
  const megabytes = statSync(archive).size / 1_000_000;
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      what: 'package, compressed (xz)',
      unit: 'MB',
      value: megabytes,
      floor: null,
      budget: 130,
      samples: 1,
      remark: 'test Electron 33',
    },
    {
      what: 'packaged program: start → first screen, new data folder, median',
      unit: 'ms',
      value: percentile(cold, 50),
      floor: null,
      budget: 5_000,
      samples: rounds,
      remark: `${electronRemark}; ${isCold ? 'disk cache emptied before each start' : 'disk cache NOT emptied (needs root)'}`,
    },
  ];
}

/** Only root may; false = the files may still be in memory. */
function dropCaches(): boolean {
  spawnSync('sync');
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}

async function timeToFirstScreen(executable: string, home: string): Promise<number> {
  const start = performance.now();
  const child = spawnAsUser(executable, ['--remote-debugging-port=0', '--lang=pl'], home);
  const browser = await chromium.connectOverCDP(await debuggerAddress(child), { timeout: patienceMs });
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  await page?.getByRole('heading', { name: 'Witaj w Okienku' }).waitFor({ timeout: patienceMs });
  const spent = performance.now() - start;
  await browser.close();
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  return spent;
}

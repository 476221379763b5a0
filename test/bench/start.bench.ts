/** Start → today's visits on the screen with 200,000 visits stored, beside an empty Electron window that loads the same bundle. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../core/domain/time.ts';
import { storeWithHistory } from './clinic-history.ts';
import { electronRemark, launchElectron, programFolder } from './electron-program.ts';
import { type Measurement, percentile } from './measurement.ts';

const rounds = 5;

export async function measure(): Promise<Measurement[]> {
  const { folder, dataDir, key } = await programFolder();
  const today = new Date().toISOString().slice(0, 10);
  storeWithHistory({ visits: 200_000, patients: 60_000, lastDay: addDays(today, 20) }, { dataDir, key }).close();
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    floor.push(await timeToPaint(folder, join(import.meta.dirname, 'floor-app'), 'body'));
    ours.push(await timeToPaint(folder, undefined, '[data-block]'));
  }
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      what: 'start → day visible, 200,000 visits stored, median',
      unit: 'ms',
      value: percentile(ours, 50),
      floor: { what: 'an empty Electron window that loads the same bundle', value: percentile(floor, 50) },
      budget: 1.5,
      samples: rounds,
      remark: electronRemark,
    },
  ];
}

async function timeToPaint(folder: string, app: string | undefined, selector: string): Promise<number> {
  const start = performance.now();
  const running = await launchElectron(folder, app);
  await running.page.waitForLoadState('load');
  await running.page.locator(selector).first().waitFor();
  await running.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const spent = performance.now() - start;
  await running.app.close();
  return spent;
}

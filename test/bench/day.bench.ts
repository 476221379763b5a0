/** Change of day with 10 doctors × 40 visits, beside a bare FullCalendar timeGrid that is given the same number of events. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { openDesk } from '../../core/desk/open-desk.ts';
import { realTimers } from '../../core/desk/real-time.ts';
import { startPreviewServer } from '../../preview/preview-server.ts';
import { openChromium } from './chromium.ts';
import { benchKey, storeWithHistory } from './clinic-history.ts';
import { type Measurement, percentile } from './measurement.ts';

const root = join(import.meta.dirname, '../..');
const rendererFolder = join(root, 'dist/renderer');
const floorFolder = join(root, 'dist/bench-floor');
const days = 24;
/** A Monday; the machine's clock is moved there, so that the weeks ahead are full. */
const monday = Date.parse('2026-11-23T08:00:00Z');

export async function measure(): Promise<Measurement[]> {
  if (!existsSync(join(rendererFolder, 'index.html'))) throw new Error('dist/renderer is missing: npm run build first');
  await build({
    root: join(import.meta.dirname, 'floor'),
    base: './',
    plugins: [react()],
    logLevel: 'error',
    build: { outDir: floorFolder, emptyOutDir: true },
  });
  const [ours, floor] = [await ourDays(), await bareDays()];
  const floorWhat = 'a bare timeGrid with the same number of events';
  return [50, 95].map((p) => ({
    what: `change of day, 10 doctors × 40 visits, p${p}`,
    unit: 'ms',
    value: percentile(ours, p),
    floor: { what: floorWhat, value: percentile(floor, p) },
    budget: 1.1,
    samples: ours.length,
    remark: 'ours includes the query over the preview’s WebSocket',
  }));
}

async function ourDays(): Promise<number[]> {
  const { close, dataDir, remove } = storeWithHistory({ visits: 40_000, patients: 8_000, lastDay: '2027-01-29' });
  close();
  const start = Date.now();
  const desk = await openDesk({
    dataDir,
    key: benchKey,
    connection: null,
    clock: { now: () => monday + Date.now() - start },
    timers: realTimers,
    log: () => undefined,
  });
  const server = await startPreviewServer({ port: 0, rendererFolder, router: desk.router });
  const { browser, page } = await openChromium();
  await page.goto(server.url);
  await page.locator('[data-block]').first().waitFor();
  const times: number[] = [];
  for (let day = 0; day < days; day++) {
    const spent = await page.evaluate(async () => {
      const before = document.querySelector('[data-block]')?.getAttribute('data-block');
      const start = performance.now();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', bubbles: true }));
      const shown = () => document.querySelector('[data-block]')?.getAttribute('data-block') ?? before;
      while (shown() === before) {
        if (performance.now() - start > 3000) return null;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - start;
    });
    // A public holiday has no visits: one more step.
    if (spent !== null) times.push(spent);
    const visits = await page.locator('[data-block]').count();
    if (visits !== 0 && visits < 350) throw new Error(`a day with ${visits} blocks is not the day of the budget`);
  }
  await browser.close();
  await server.close();
  await desk.close();
  remove();
  return times;
}

async function bareDays(): Promise<number[]> {
  const { browser, page } = await openChromium();
  const { createServer } = await import('node:http');
  const { readFileSync } = await import('node:fs');
  const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
  const server = createServer((request, response) => {
    const file = request.url === '/' ? '/index.html' : (request.url ?? '/');
    response.setHeader('content-type', types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    response.end(existsSync(join(floorFolder, file)) ? readFileSync(join(floorFolder, file)) : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`);
  await page.waitForFunction('typeof window.showDay === "function"');
  const times: number[] = [];
  for (let day = 0; day < days; day++) {
    times.push(
      await page.evaluate((number) => {
        const events = Array.from({ length: 400 }, (_, index) => {
          const start = new Date(Date.UTC(2000, 0, 3 + Math.floor(index / 40), 8, (index % 40) * 15));
          return {
            id: `${number} ${index}`,
            title: `Visit ${number} ${index}`,
            start: start.toISOString(),
            end: new Date(start.getTime() + 900_000).toISOString(),
          };
        });
        return (window as unknown as { showDay(events: unknown[]): Promise<number> }).showDay(events);
      }, day),
    );
  }
  await browser.close();
  server.close();
  return times;
}

/** A reseed of 100,000 slots, against the same bytes from a static server, parsed and inserted. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, Slot } from 'fhir/r4';
import { signIn } from '../../central/test/test-desk.ts';
import { addDays } from '../../core/domain/time.ts';
import { openEncrypted } from '../../core/store/database.ts';
import { benchDesk, benchIntent } from './bench-desk.ts';
import { centralProcess } from './central-process.ts';
import { benchKey, tenSchedules } from './clinic-history.ts';
import type { Measurement } from './measurement.ts';

const slots = 100_000;

export async function measure(): Promise<Measurement[]> {
  const central = await centralProcess();
  const clinicId = central.clients[0]?.clinic ?? '';
  const publisher = central.gateway(1);
  for (const schedule of tenSchedules('2026-11-02', addDays('2026-11-02', 366))) {
    const outcome = await publisher.send(benchIntent({ kind: 'publish', schedule: { ...schedule, clinicId } }), null);
    if (outcome.kind !== 'applied') throw new Error(`central answered ${JSON.stringify(outcome)}`);
  }
  await publisher.close();

  const start = performance.now();
  const desk = benchDesk(central.gateway(0));
  await desk.online();
  const value = performance.now() - start;
  const { n: seeded } = desk.store.read.prepare('SELECT count(*) AS n FROM now_slot').get() as { n: number };
  if (seeded < slots) throw new Error(`only ${seeded} slots arrived`);
  await desk.close();

  const pages = await slotPages(central);
  await central.close();
  const floor = await staticFloor(pages);
  return [
    {
      what: `reseed of ${seeded.toLocaleString('en')} slots`,
      unit: 'ms',
      value,
      floor: { what: 'the same bytes from a static server, JSON.parse, one INSERT a slot', value: floor },
      budget: 2,
      samples: 1,
      remark: 'ours includes central reading the pages from PGlite',
    },
  ];
}

/** The pages as central sends them. */
async function slotPages(central: Awaited<ReturnType<typeof centralProcess>>): Promise<string[]> {
  const client = central.clients[0];
  if (!client) throw new Error('no client');
  const desk = await signIn(central.url, { ...client, clinicName: '' });
  const pages: string[] = [];
  let path: string | null = '/Slot?_count=1000';
  while (path !== null) {
    const { body } = (await desk.get(path)) as { body: Bundle };
    pages.push(JSON.stringify(body));
    const next = body.link?.find((link) => link.relation === 'next')?.url;
    path = next ? next.slice(next.indexOf('/Slot')) : null;
  }
  return pages;
}

async function staticFloor(pages: string[]): Promise<number> {
  const server = createServer((request, response) => response.end(pages[Number(request.url?.slice(1))]));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'okienko-bench-'));
  const database = openEncrypted(join(folder, 'floor.db'), benchKey);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec('CREATE TABLE slot (id TEXT PRIMARY KEY, start TEXT NOT NULL, body TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO slot VALUES (?, ?, ?)');

  const start = performance.now();
  for (let page = 0; page < pages.length; page++) {
    const bundle = (await (await fetch(`${url}/${page}`)).json()) as Bundle<Slot>;
    database.transaction(() => {
      for (const { resource } of bundle.entry ?? []) {
        if (resource) insert.run(resource.id, resource.start, JSON.stringify(resource));
      }
    })();
  }
  const spent = performance.now() - start;
  database.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
  return spent;
}

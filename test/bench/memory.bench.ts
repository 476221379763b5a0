/**
 * PSS of the desk's process tree with the demo clinic on the screen; central is a process of its own and not counted. Nor is the
 * relay that stands between the test Electron and core's Node 24 child: in the installed program these two are one process.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../e2e/support/child-program.ts';
import { electronRemark, launchElectron } from './electron-program.ts';
import type { Measurement } from './measurement.ts';

interface Client {
  clinic: string;
  clientId: string;
  jwk: unknown;
}

export async function measure(): Promise<Measurement[]> {
  const central = await startProgram('central/main.ts', ['--port', '0', '--seed', 'demo']);
  const folder = mkdtempSync(join(tmpdir(), 'okienko-bench-'));
  mkdirSync(join(folder, 'desk'));
  const client = (central.ready.clients as Client[])[0];
  if (!client) throw new Error('central has no demo client');
  writeFileSync(
    join(folder, 'desk', 'connection.json'),
    JSON.stringify({ fhirUrl: central.ready.fhir, clinicId: client.clinic, clientId: client.clientId, privateJwk: client.jwk }),
  );
  const { app, page } = await launchElectron(folder);
  await page.getByRole('link', { name: 'Zgodne' }).waitFor();
  for (let day = 0; day < 10; day++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(400);
  }
  const megabytes = pssOf(processTree(app.process().pid ?? 0).filter((pid) => !isRelay(pid))) / 1024;
  await app.close();
  await central.stop();
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      what: 'memory of the desk (PSS of its process tree), demo clinic, ten days looked at',
      unit: 'MB',
      value: megabytes,
      floor: null,
      budget: 600,
      samples: 1,
      remark: electronRemark,
    },
  ];
}

function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function isRelay(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--utility-sub-type=node.mojom.NodeService');
}

/** KiB. */
function pssOf(pids: number[]): number {
  return pids.reduce(
    (sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0),
    0,
  );
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JWK } from 'jose';
import { fhirGateway } from '../../core/remote/gateway.ts';
import type { CentralGateway } from '../../core/sync/ports.ts';

export interface BenchClient {
  clinic: string;
  clientId: string;
  jwk: JWK;
}

/** In life it stands on another machine: what is measured here does not wait for its processor time. */
const behindTheDesk = 10;

/** Central in a process of its own, as in life, with one empty clinic. `db` as for `npm run central`. */
export async function centralProcess(
  desks = 2,
  db = 'pglite:memory',
): Promise<{
  url: string;
  clients: BenchClient[];
  /** One more empty clinic. */
  addClinic(desks: number): Promise<BenchClient[]>;
  gateway(desk: number): CentralGateway;
  close(): Promise<void>;
}> {
  const main = join(import.meta.dirname, '../../central/main.ts');
  const child = spawn(process.execPath, [main, '--admin', '--port', '0', '--db', db], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.pid !== undefined) setPriority(child.pid, behindTheDesk);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { fhir } = JSON.parse(line) as { fhir: string };
  const url = new URL(fhir).origin;
  const addClinic = async (count: number) => {
    const made = await fetch(`${url}/admin/clinics`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ desks: count }),
    });
    return ((await made.json()) as { clients: BenchClient[] }).clients;
  };
  const clients = await addClinic(desks);
  return {
    url,
    clients,
    addClinic,
    gateway(desk) {
      const client = clients[desk];
      if (!client) throw new RangeError('no such desk');
      return fhirGateway({
        fhirUrl: fhir,
        clinicId: client.clinic,
        clientId: client.clientId,
        privateJwk: client.jwk,
        requestTimeoutMs: 60_000,
        userAgent: 'okienko-bench',
        now: Date.now,
      });
    },
    async close() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

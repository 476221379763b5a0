import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { p1Facts } from '../../../core/fhir/p1/p1-facts.ts';
import { type ChildProgram, startProgram } from './child-program.ts';
import { PatientAccount } from './patient-account.ts';

/** A Monday morning in Warsaw, ten past eight; the demo clinic is made relative to it. */
export const morning = '2026-11-23T07:10:00Z';
export const today = '2026-11-23';

/** The whole suite runs against the other dialect when told so (docs/p1.md). */
export const isP1 = process.env.OKIENKO_DIALECT === 'p1';
/** News of central are on the open screen within this time: at once, or at the next question where central cannot tell. */
export const newsWithinMs = isP1 ? 1_000 + p1Facts.pollSeconds.value * 1_000 : 1_000;
/** Of folders that hold what belongs to one dialect. */
export const dialectSuffix = isP1 ? '-p1' : '';

export interface DemoClient {
  clinic: string;
  clinicName: string;
  clientId: string;
  jwk: Record<string, unknown>;
  /** In P1's dialect: its own address and certificate. */
  dialect?: 'p1';
  fhirUrl?: string;
  tls?: { authority: string; certificate: string; key: string };
}

/** Central in a process of its own, on its own database folder; it can go away and come back at the same address. */
export class Central {
  readonly #folder: string;
  readonly #port: number;
  readonly #p1Port: number;
  #program: ChildProgram | null = null;
  #said = '';
  clients: DemoClient[] = [];

  private constructor(folder: string, port: number, p1Port: number) {
    this.#folder = folder;
    this.#port = port;
    this.#p1Port = p1Port;
  }

  /** `clock` null = goes on from where it was stopped. */
  static async start(folder: string, clock: string | null): Promise<Central> {
    const central = new Central(folder, await freePort(), await freePort());
    await central.#run(central.#port, clock);
    return central;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
    this.#said += this.#program?.said() ?? '';
    this.#program = null;
  }

  /** All that it wrote to its log so far, over its restarts. */
  said(): string {
    return this.#said + (this.#program?.said() ?? '');
  }

  /** At the same address, with the same database. */
  async comeBack(): Promise<void> {
    await this.#run(this.#port, null);
  }

  /**
   * Desks cannot reach central, patients can: for them it runs at another address meanwhile. Afterwards central is still away
   * for the desks; `comeBack` ends that.
   */
  async whileDesksAreCutOff(act: (account: (pesel: string) => Promise<PatientAccount>) => Promise<void>): Promise<void> {
    const port = await freePort();
    await this.#run(port, null);
    await act((pesel) => PatientAccount.signIn(`http://127.0.0.1:${port}`, pesel));
    await this.stop();
  }

  patient(pesel: string): Promise<PatientAccount> {
    return PatientAccount.signIn(this.url, pesel);
  }

  /** Central's clock goes on from this instant. */
  async setClock(now: string): Promise<void> {
    await this.#admin('clock', { now });
  }

  /** A clinic with nothing in it, and its desks. `accounts`: whether the demo's people have theirs there. */
  async newClinic(accounts = true): Promise<DemoClient[]> {
    const { clients } = (await this.#admin('clinics', { accounts })) as { clients: DemoClient[] };
    return clients;
  }

  async #admin(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(`${this.url}/admin/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`/admin/${path} answered ${response.status}`);
    return response.json();
  }

  async #run(port: number, clock: string | null): Promise<void> {
    const args = ['--port', String(port), '--seed', 'demo', '--db', `pglite:${this.#folder}`];
    const p1Port = port === this.#port ? this.#p1Port : 0;
    if (isP1) args.push('--dialect', 'p1', '--p1-port', String(p1Port), '--tls', `${this.#folder}-tls`);
    this.#program = await startProgram('central/main.ts', clock === null ? args : [...args, '--clock', clock]);
    this.clients = this.#program.ready.clients as DemoClient[];
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

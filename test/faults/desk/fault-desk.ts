import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import type { Change } from '../../../core/contract/views.ts';
import { broadcast } from '../../../core/desk/broadcast.ts';
import { mergeChanges } from '../../../core/desk/desk-change.ts';
import type { DeskContext } from '../../../core/desk/desk-context.ts';
import { aloneProgram } from '../../../core/desk/desk-program.ts';
import { slowCallBook } from '../../../core/desk/health/slow-calls.ts';
import { noPolicy } from '../../../core/desk/machine-policy/machine-policy.ts';
import { viewReads } from '../../../core/desk/view-reads.ts';
import { pilotPolicy } from '../../../core/domain/policy-values.ts';
import { fhirGateway } from '../../../core/remote/gateway.ts';
import { directNetwork } from '../../../core/remote/network/network.ts';
import type { DeskStore } from '../../../core/store/desk-store.ts';
import { openStore } from '../../../core/store/open-store.ts';
import type { CentralGateway, Clock, Timers } from '../../../core/sync/ports.ts';
import { startSync } from '../../../core/sync/start-sync.ts';
import { patienceMs } from '../world/fault.ts';
import type { Line, Process } from '../world/line.ts';
import type { Network } from '../world/network.ts';
import type { Random } from '../world/random.ts';
import { watchFiles, withCrashPoints } from './crash-points.ts';
import { type DeskImage, readImage, writeImage } from './desk-image.ts';
import { type Damage, damage, fillDisk, freeDisk, journalWalBytes, takeImage } from './disk.ts';

const key = Buffer.alloc(32, 5);
const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

/** A reception PC with the real core: store, sync and the context of the use cases; only time, disk and network are ours. */
export interface FaultDesk {
  name: string;
  line: Line;
  /** null while the program does not run. */
  context(): DeskContext | null;
  /** Ends with the power at the n-th boundary between two durable writes from now; 0 = now. */
  crash(options: { boundary: number; downMs: number; damage: Damage }): void;
  /** Ends as a program ends, and is started again. */
  restart(downMs: number): void;
  fillDisk(file: 'journal' | 'copy'): void;
  freeDisk(): void;
  /** Somebody sets the clock of the PC. */
  moveClock(ms: number): void;
  /** Nothing more goes wrong: runs, disk free. */
  recover(): void;
  /** Ends as a program ends; the files that it leaves. */
  close(): Promise<DeskImage>;
  /** Ends for good; the folder is removed. */
  remove(): void;
}

export interface FaultDeskNeeds {
  name: string;
  root: string;
  network: Network;
  clinicId: string;
  account: { clientId: string; privateJwk: JWK };
  fhirUrl: string;
  random: Random;
  /** The data folder of a PC that was closed properly; null = a new PC. */
  image: DeskImage | null;
  /** For mutations: the product's own parts, or what stands in for them. */
  store(store: DeskStore): DeskStore;
  gateway(gateway: CentralGateway): CentralGateway;
  /** Something that must never happen, such as a program that cannot start. */
  broken(what: string): void;
}

interface Running {
  process: Process;
  store: DeskStore;
  context: DeskContext;
}

export function faultDesk(needs: FaultDeskNeeds): FaultDesk {
  const { name, root, network, random } = needs;
  const { time } = network;
  const line = network.line(name);
  const deskId = random.uuid();
  /** Of the PC, at the beginning: sign-in goes by the machine's clock, so that it works when nobody has moved the PC's. */
  let clockMs = network.machineNow() - time.now();
  const clock: Clock = { now: () => time.now() + clockMs };
  let lives = 0;
  let dataDir = join(root, name, '0');
  if (needs.image) writeImage(needs.image, dataDir);
  let running: Running | null = null;
  let cutAt: { boundary: number; downMs: number; damage: Damage } | null = null;
  let full: 'journal' | 'copy' | null = null;
  /** Of the journal's -wal, before the write that is under way. */
  let walBytes = 0;
  /** Stores of ended processes, closed when nothing of them can be on the stack any more. */
  const ended: DeskStore[] = [];
  let unwatch = () => {};

  function start(): void {
    mkdirSync(dataDir, { recursive: true });
    const process: Process = { alive: true };
    const pass = (point: string) => {
      if (!process.alive || !cutAt) return;
      if (point.startsWith('before')) walBytes = journalWalBytes(dataDir);
      if (cutAt.boundary-- <= 0) cutPower(process, point);
    };
    const wasFull = (file: 'journal' | 'copy') => network.happened(`disk-full-${file}`);
    unwatch();
    unwatch = watchFiles(dataDir, pass);
    let store: DeskStore;
    try {
      store = withCrashPoints(openStore({ dataDir, key }), pass, wasFull);
    } catch (error) {
      if (process.alive) needs.broken(`${name} cannot start: ${error instanceof Error ? error.message : String(error)}`);
      return;
    }
    if (store.copyWasSetAside) network.happened('copy-set-aside');
    network.note(`${name} starts${store.copyWasSetAside ? `, copy set aside: ${store.copyWasSetAside}` : ''}`);
    const timers: Timers = {
      after: (ms, callback) => time.after(ms, () => (process.alive ? callback() : undefined)),
    };
    const context = assemble(needs.store(store), process, timers);
    if (!process.alive) {
      ended.push(store);
      return;
    }
    running = { process, store, context };
    if (full) fillDisk(store, full);
  }

  function assemble(store: DeskStore, process: Process, timers: Timers): DeskContext {
    const { clinicId, account, fhirUrl } = needs;
    const real = fhirGateway({
      fhirUrl,
      clinicId,
      ...account,
      requestTimeoutMs: patienceMs,
      userAgent: 'okienko-faults',
      now: clock.now,
      openHttp: line.http(process),
    });
    const listening = { ...real, listen: line.listen(process) };
    const gateway = needs.gateway(listening);
    const log = (event: string, facts: object) => {
      if (event === 'reseed') network.happened('reseed');
      network.note(`${name} ${event} ${JSON.stringify(facts)}`);
    };
    const sync = startSync({ gateway, store, clock, timers, random: random.next, log, deskId });
    return {
      store,
      reads: viewReads(store.read),
      time: sync.time,
      central: { gateway, sync, clinicId, clinicName: '' },
      policy: () => store.copy.policy() ?? pilotPolicy,
      deskId,
      author: name,
      newId: random.uuid,
      machine: {
        dataDir,
        logFile: null,
        openNetwork: directNetwork,
        policy: noPolicy,
        centralAddress: null,
        trouble: () => null,
        renewIdentity: () => undefined,
        backupFailed: () => null,
        unusedPolicy: new Set(),
        slow: slowCallBook(),
        update: { kind: 'unknown' },
        log: () => undefined,
      },
      program: aloneProgram,
      line: null,
      changes: broadcast<Change>({ timers, quietMs: 30, merge: mergeChanges }),
      statusChanges: broadcast<'changed'>({ timers, quietMs: 30, merge: () => 'changed' }),
    };
  }

  /** The next process finds the files as they are at this moment; whatever the old one still does, nobody hears of it. */
  function cutPower(process: Process, point: string): void {
    const { damage: kind, downMs } = cutAt ?? { damage: 'none' as const, downMs: 0 };
    cutAt = null;
    process.alive = false;
    network.note(`${name} loses power ${point}, ${kind}`);
    lives += 1;
    const next = join(root, name, String(lives));
    takeImage(dataDir, next);
    network.happened('power-cut');
    const to = journalWalBytes(next);
    const underWay = { from: point.startsWith('after') ? walBytes : to, to };
    const struck = damage(next, kind, random, underWay);
    if (kind !== 'none' && struck) network.happened(kind);
    if (kind === 'journal-wal-torn' && underWay.to > underWay.from) network.happened('power-cut-inside-a-write');
    dataDir = next;
    if (running) ended.push(running.store);
    running = null;
    time.after(downMs, start);
  }

  function closeEnded(): void {
    for (const store of ended.splice(0)) store.close();
  }

  async function stop({ process, store, context }: Running, downMs: number): Promise<void> {
    await context.central?.sync.stop();
    // The power may have been cut meanwhile.
    if (!process.alive) return;
    store.close();
    if (!process.alive) return;
    process.alive = false;
    time.after(downMs, start);
  }

  start();
  return {
    name,
    line,
    context: () => running?.context ?? null,
    crash(options) {
      cutAt = { ...options };
      if (running && options.boundary === 0) cutPower(running.process, 'now');
    },
    restart(downMs) {
      if (!running) return;
      const stopping = running;
      running = null;
      network.note(`${name} is closed`);
      network.happened('restart');
      stop(stopping, downMs).catch((error: unknown) => needs.broken(`${name} cannot stop: ${String(error)}`));
    },
    fillDisk(file) {
      full = file;
      if (running) fillDisk(running.store, file);
    },
    freeDisk() {
      full = null;
      if (running) freeDisk(running.store);
    },
    moveClock(ms) {
      clockMs += ms;
      const far = Math.abs(ms);
      network.happened(far >= dayMs ? 'clock-days' : far >= hourMs ? 'clock-hours' : 'clock-minutes');
    },
    recover() {
      cutAt = null;
      full = null;
      line.weather = null;
      line.notices = 'fine';
      if (running) freeDisk(running.store);
      closeEnded();
    },
    async close() {
      if (!running) throw new Error(`${name} does not run`);
      const { process, store, context } = running;
      running = null;
      await context.central?.sync.stop();
      store.close();
      process.alive = false;
      return readImage(dataDir);
    },
    remove() {
      if (running) {
        running.process.alive = false;
        ended.push(running.store);
        running = null;
      }
      unwatch();
      closeEnded();
      rmSync(join(root, name), { recursive: true, force: true });
    },
  };
}

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskStore } from '../../core/store/desk-store.ts';
import { openStore } from '../../core/store/open-store.ts';
import type { Clock, CopyStore, Journal } from '../../core/sync/ports.ts';
import { startSync } from '../../core/sync/start-sync.ts';
import type { SyncEngine } from '../../core/sync/sync-engine.ts';
import type { FakeCentral } from './fake-central.ts';
import { type FakeGateway, type Fault, fakeGateway } from './fake-gateway.ts';
import type { VirtualTime } from './virtual-time.ts';

const key = Buffer.alloc(32, 9);

/** The clinic's side of the world: one central, virtual time, and the notices that go out to desks. */
export interface World {
  central: FakeCentral;
  time: VirtualTime;
  listeners: Set<(last: number) => void>;
  random: () => number;
}

/** A desk with a real store and the real engine on a fake line. */
export interface SyncDesk {
  readonly store: DeskStore;
  readonly engine: SyncEngine;
  readonly gateway: FakeGateway;
  fault: () => Fault;
  /** The disk is full: neither journal nor copy takes anything from the engine. */
  diskIsFull: boolean;
  /** Power is cut at the n-th journal transition from now: before it is written, or just after. */
  cutPowerAt(transition: number, when: 'before' | 'after'): void;
  /** Power was cut: only `restart` helps. */
  isDead(): boolean;
  cutPower(): void;
  /** Somebody sets the clock of the PC forward, or back. */
  moveClock(ms: number): void;
  /** Starts again on the files as they were when the power was cut. */
  restart(): void;
  /** Ends as the program ends. */
  stop(): Promise<void>;
  remove(): void;
}

export function syncDesk(world: World, deskId: string): SyncDesk {
  let clockMs = 0;
  const clock: Clock = { now: () => world.time.clock.now() + clockMs };
  const folders: string[] = [];
  let diskIsFull = false;
  let fault: () => Fault = () => 'none';
  let dataDir = newFolder();
  let running = start();
  let countdown: { transitions: number; when: 'before' | 'after' } | null = null;
  let dead = false;

  function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'okienko-sync-'));
    folders.push(folder);
    return folder;
  }

  function start() {
    const store = openStore({ dataDir, key });
    const timers = world.time.timersOf();
    const gateway = fakeGateway({
      central: world.central,
      timers: world.time.timers,
      clock,
      subscribe(listener) {
        world.listeners.add(listener);
        return () => world.listeners.delete(listener);
      },
    });
    gateway.fault = () => fault();
    const engine = startSync({
      gateway,
      store: { copy: withFullDisk(store.copy), journal: withPowerCuts(store.journal), onChange: store.onChange },
      clock,
      timers,
      random: world.random,
      log: () => undefined,
      deskId,
    });
    return { store, timers, gateway, engine };
  }

  function withPowerCuts(journal: Journal): Journal {
    return {
      ...journal,
      transition(changes, also) {
        if (diskIsFull) throw new Error('disk full');
        if (countdown && --countdown.transitions < 0 && countdown.when === 'before') cutPower();
        journal.transition(changes, also);
        if (countdown && countdown.transitions < 0) cutPower();
      },
    };
  }

  function withFullDisk(copy: CopyStore): CopyStore {
    return {
      ...copy,
      applyEvents(...args) {
        if (diskIsFull) throw new Error('disk full');
        copy.applyEvents(...args);
      },
    };
  }

  /** The files as they are now are what the next start finds; the old process goes on in a world that hears it no more. */
  function cutPower(): void {
    countdown = null;
    if (dead) return;
    dead = true;
    running.gateway.kill();
    running.timers.kill();
    const next = newFolder();
    cpSync(dataDir, next, { recursive: true });
    dataDir = next;
  }

  return {
    get store() {
      return running.store;
    },
    get engine() {
      return running.engine;
    },
    get gateway() {
      return running.gateway;
    },
    get diskIsFull() {
      return diskIsFull;
    },
    set diskIsFull(full) {
      diskIsFull = full;
    },
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    cutPowerAt(transitions, when) {
      countdown = { transitions, when };
    },
    isDead: () => dead,
    cutPower,
    moveClock(ms) {
      clockMs += ms;
    },
    restart() {
      if (!dead) cutPower();
      running.store.close();
      dead = false;
      running = start();
    },
    async stop() {
      await running.engine.stop();
      running.store.close();
    },
    remove() {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

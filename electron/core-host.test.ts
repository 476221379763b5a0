import { describe, expect, it } from 'vitest';
import { type CoreHost, type HostProcess, startCoreHost } from './core-host.ts';
import type { FromHost, ToHost } from './host-messages.ts';

/** A process that does nothing by itself: the test says what it says and when it ends. */
class FakeProcess implements HostProcess<string> {
  readonly received: { message: ToHost; ports: string[] }[] = [];
  killed = false;
  #onMessage: (message: FromHost) => void = () => {};
  #onExit: (code: number) => void = () => {};

  post(message: ToHost, ports: string[] = []): void {
    this.received.push({ message, ports });
  }
  onMessage(listener: (message: FromHost) => void): void {
    this.#onMessage = listener;
  }
  onExit(listener: (code: number) => void): void {
    this.#onExit = listener;
  }
  kill(): void {
    this.killed = true;
    this.end(9);
  }
  say(message: FromHost): void {
    this.#onMessage(message);
  }
  end(code: number): void {
    this.#onExit(code);
  }
}

class Scene {
  readonly processes: FakeProcess[] = [];
  readonly failures: string[] = [];
  readonly unsealed: Uint8Array[] = [];
  readonly rekeyed: Uint8Array[] = [];
  readonly shown: string[] = [];
  restarts = 0;
  now = 0;
  readonly #timers: { at: number; callback: () => void }[] = [];
  readonly host: CoreHost<string>;

  constructor() {
    this.host = startCoreHost<string>({
      spawn: () => {
        const process = new FakeProcess();
        this.processes.push(process);
        return process;
      },
      dataFolder: '/data',
      key: new Uint8Array(32),
      logFile: '/logs/desk.log',
      trainingCentral: null,
      resolveProxy: async (url) => `PROXY for-${new URL(url).hostname}:1`,
      now: () => this.now,
      after: (ms, callback) => {
        const timer = { at: this.now + ms, callback };
        this.#timers.push(timer);
        return () => this.#timers.splice(this.#timers.indexOf(timer), 1);
      },
      onOpened: () => {},
      onShow: async (desk) => {
        this.shown.push(desk);
        return desk !== 'own';
      },
      onUnsealed: (key) => this.unsealed.push(key),
      onRekeyed: (key) => this.rekeyed.push(key),
      onRestart: () => {
        this.restarts += 1;
      },
      onFailure: (code) => this.failures.push(code),
      onLog: () => {},
    });
  }

  get current(): FakeProcess {
    const process = this.processes.at(-1);
    if (!process) throw new Error('no process was started');
    return process;
  }

  pass(ms: number): void {
    this.now += ms;
    for (const timer of this.#timers.filter((each) => each.at <= this.now)) {
      this.#timers.splice(this.#timers.indexOf(timer), 1);
      timer.callback();
    }
  }
}

const types = (process: FakeProcess) => process.received.map(({ message }) => message.type);

describe("core's process", () => {
  it('gets folder and key by message, and the ports of the window', () => {
    const scene = new Scene();
    scene.host.connect('port');
    expect(scene.current.received).toEqual([
      {
        message: { type: 'open', dataFolder: '/data', key: new Uint8Array(32), logFile: '/logs/desk.log', trainingCentral: null },
        ports: [],
      },
      { message: { type: 'port' }, ports: ['port'] },
    ]);
  });

  it('is replaced at once when it ends by itself, and the window is told', () => {
    const scene = new Scene();
    scene.current.end(139);
    scene.pass(0);
    expect(scene.processes).toHaveLength(2);
    expect(scene.restarts).toBe(1);
    expect(types(scene.current)).toEqual(['open']);
  });

  it('is told of a newer version, and so is the process that replaces it', () => {
    const scene = new Scene();
    scene.host.tellUpdate({ kind: 'ready', version: '0.3.0' });
    scene.current.end(139);
    scene.pass(0);
    expect(scene.processes.map(types)).toEqual([
      ['open', 'update'],
      ['open', 'update'],
    ]);
  });

  it('is given up after five ends within a minute, later and later each time', () => {
    const scene = new Scene();
    const starts: number[] = [];
    for (let crash = 0; crash < 5; crash += 1) {
      starts.push(scene.now);
      scene.current.end(1);
      while (scene.processes.length === crash + 1 && scene.failures.length === 0) scene.pass(50);
    }
    expect(scene.failures).toEqual(['crashes']);
    expect(scene.processes).toHaveLength(5);
    expect(starts[4]).toBeGreaterThanOrEqual(4250);
  });

  it('is not given up when its ends are far between', () => {
    const scene = new Scene();
    for (let crash = 0; crash < 20; crash += 1) {
      scene.current.end(1);
      scene.pass(61_000);
    }
    expect(scene.failures).toEqual([]);
    expect(scene.processes).toHaveLength(21);
  });

  it('is not restarted when the desk cannot be opened, until someone asks', () => {
    const scene = new Scene();
    scene.current.say({ type: 'failed', code: 'newer-file' });
    scene.current.end(1);
    scene.pass(10_000);
    expect(scene.failures).toEqual(['newer-file']);
    expect(scene.processes).toHaveLength(1);
    scene.host.retry();
    expect(scene.processes).toHaveLength(2);
    expect(scene.restarts).toBe(1);
  });
});

describe('closing', () => {
  it('waits until the process has closed the journal and ended', async () => {
    const scene = new Scene();
    const closing = scene.host.close();
    let ended = false;
    void closing.then(() => {
      ended = true;
    });
    expect(types(scene.current)).toEqual(['open', 'close']);
    scene.pass(19_000);
    await Promise.resolve();
    expect(ended).toBe(false);
    scene.current.say({ type: 'closed' });
    scene.current.end(0);
    expect(await closing).toBe('clean');
    expect(scene.current.killed).toBe(false);
  });

  it('is done once, however often it is asked for', async () => {
    const scene = new Scene();
    const both = Promise.all([scene.host.close(), scene.host.close()]);
    scene.current.say({ type: 'closed' });
    scene.current.end(0);
    expect(await both).toEqual(['clean', 'clean']);
    expect(types(scene.current)).toEqual(['open', 'close']);
  });

  it('ends a process that hangs, and says so', async () => {
    const scene = new Scene();
    const closing = scene.host.close();
    scene.pass(20_000);
    expect(await closing).toBe('killed');
    expect(scene.current.killed).toBe(true);
  });

  it('during the pause before a restart starts nothing any more', async () => {
    const scene = new Scene();
    scene.current.end(1);
    scene.pass(0);
    scene.current.end(1);
    expect(await scene.host.close()).toBe('clean');
    scene.pass(10_000);
    expect(scene.processes).toHaveLength(2);
  });
});

describe('a data key that was sealed', () => {
  it('goes to main and to the next process, which takes over at once and is no crash', () => {
    const scene = new Scene();
    const key = new Uint8Array(32).fill(7);
    scene.current.say({ type: 'unsealed', key });
    scene.current.end(0);
    expect(scene.unsealed).toEqual([key]);
    expect(scene.processes).toHaveLength(2);
    expect(scene.current.received[0]?.message).toMatchObject({ type: 'open', key });
    expect([scene.restarts, scene.failures]).toEqual([1, []]);
  });
});

describe('a changed data key', () => {
  it('is kept by main, then used by core; later processes get it too', () => {
    const scene = new Scene();
    const key = new Uint8Array(32).fill(9);
    scene.current.say({ type: 'rekeyed', key });
    expect(scene.rekeyed).toEqual([key]);
    expect(scene.current.received.at(-1)?.message).toEqual({ type: 'key-kept' });
    scene.current.end(1);
    scene.pass(0);
    expect(scene.current.received[0]?.message).toMatchObject({ type: 'open', key });
  });

  it('a core that wants to be opened anew is, at once and as no crash', () => {
    const scene = new Scene();
    for (let n = 0; n < 6; n++) {
      scene.current.say({ type: 'restart' });
      scene.current.end(0);
    }
    expect([scene.processes.length, scene.restarts, scene.failures]).toEqual([7, 6, []]);
  });
});

it('answers what core asks about proxies, and tells it that the computer woke up', async () => {
  const scene = new Scene();
  scene.processes[0]?.say({ type: 'ask-proxy', url: 'https://cer.example/fhir' });
  await Promise.resolve();
  await Promise.resolve();
  scene.host.wake();
  expect(scene.processes[0]?.received.slice(1).map(({ message }) => message)).toEqual([
    { type: 'proxy', url: 'https://cer.example/fhir', rules: 'PROXY for-cer.example:1' },
    { type: 'wake' },
  ]);
});

it('who asks for the other desk is told whether it can be had', async () => {
  const scene = new Scene();
  scene.current.say({ type: 'show', desk: 'training' });
  await expect.poll(() => scene.current.received.at(-1)?.message).toEqual({ type: 'shown', ok: true });
  scene.current.say({ type: 'show', desk: 'own' });
  await expect.poll(() => scene.current.received.at(-1)?.message).toEqual({ type: 'shown', ok: false });
  expect(scene.shown).toEqual(['training', 'own']);
});

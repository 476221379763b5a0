import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { os, type RouterClient } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import type { UpdateState } from '../core/domain/update-state.ts';
import { electronPort } from '../test/fakes/electron-port.ts';
import { type HostLine, type HostPort, hostDesk, type OpenDeskIn } from './desk-host.ts';
import type { FromHost, ToHost } from './host-messages.ts';

const router = { who: os.handler(() => 'core') };

/** Main's end of the line, and what core's process said and did. */
class Scene implements HostLine {
  readonly said: FromHost[] = [];
  ended: number | null = null;
  closed = false;
  woken = 0;
  readonly updates: UpdateState[] = [];
  #listener: (message: ToHost, port: HostPort | null) => void = () => {};
  readonly #opening = Promise.withResolvers<void>();

  constructor(openDesk?: OpenDeskIn) {
    hostDesk(this, openDesk ?? (() => this.#openFake()));
  }

  onMessage(listener: (message: ToHost, port: HostPort | null) => void): void {
    this.#listener = listener;
  }
  send(message: FromHost): void {
    this.said.push(message);
  }
  end(code: number): void {
    this.ended = code;
  }

  tell(message: ToHost, port: MessagePort | null = null): void {
    this.#listener(message, port && electronPort(port));
  }
  open(): void {
    this.tell({ type: 'open', dataFolder: '/data', key: new Uint8Array(32), logFile: '/logs/desk.log', trainingCentral: null });
  }
  finishOpening(): void {
    this.#opening.resolve();
  }
  /** A window's client on a new port. */
  connect(): RouterClient<typeof router> {
    const { port1, port2 } = new MessageChannel();
    this.tell({ type: 'port' }, port1);
    port2.unref();
    return createORPCClient(new RPCLink({ port: port2 }));
  }

  async #openFake() {
    await this.#opening.promise;
    const close = async () => {
      this.closed = true;
    };
    const wake = () => {
      this.woken += 1;
    };
    return { router, close, wake, tellUpdate: (state: UpdateState) => void this.updates.push(state) };
  }
}

const turns = () => new Promise((resolve) => setTimeout(resolve, 20));
const types = ({ said }: Scene) => said.map(({ type }) => type);

describe("core's process", () => {
  it('serves what a window asked while the desk was still opening', async () => {
    const scene = new Scene();
    scene.open();
    const answer = scene.connect().who();
    await turns();
    expect(types(scene)).toEqual([]);
    scene.finishOpening();
    expect(await answer).toBe('core');
    expect(types(scene)).toEqual(['opened']);
  });

  it('serves a second window, or the first one again after a reload', async () => {
    const scene = new Scene();
    scene.open();
    scene.finishOpening();
    expect(await Promise.all([scene.connect().who(), scene.connect().who()])).toEqual(['core', 'core']);
  });

  it('opens the desk once, however often it is told to', async () => {
    let openings = 0;
    const scene = new Scene(async () => {
      openings += 1;
      return { router, close: async () => {}, wake: () => {}, tellUpdate: () => {} };
    });
    scene.open();
    scene.open();
    await turns();
    expect(openings).toBe(1);
  });

  it('says by code why the desk cannot be opened, and ends', async () => {
    const scene = new Scene(async () => {
      throw Object.assign(new Error('Kowalska'), { code: 'newer-file' });
    });
    scene.open();
    await turns();
    expect(scene.said.at(-1)).toEqual({ type: 'failed', code: 'newer-file' });
    expect(scene.ended).toBe(1);
    expect(JSON.stringify(scene.said)).not.toContain('Kowalska');
  });

  it('closes the desk before it says that it is closed', async () => {
    const scene = new Scene();
    scene.open();
    scene.finishOpening();
    await turns();
    scene.tell({ type: 'close' });
    await turns();
    expect(scene.closed).toBe(true);
    expect(types(scene)).toEqual(['opened', 'closed']);
    expect(scene.ended).toBe(0);
  });

  it('told to close while still opening, waits for the opening and closes', async () => {
    const scene = new Scene();
    scene.open();
    scene.tell({ type: 'close' });
    await turns();
    expect(scene.ended).toBeNull();
    scene.finishOpening();
    await turns();
    expect(scene.closed).toBe(true);
    expect(scene.ended).toBe(0);
  });

  it('that cannot close the desk does not claim that it is closed', async () => {
    const scene = new Scene(async () => ({
      router,
      wake: () => {},
      tellUpdate: () => {},
      close: () => Promise.reject(new Error('disk')),
    }));
    scene.open();
    await turns();
    scene.tell({ type: 'close' });
    await turns();
    expect(types(scene)).not.toContain('closed');
    expect(scene.ended).toBe(1);
  });
});

describe('sealed data', () => {
  it('are asked for by the screen: the desk is not opened, and no call but those of signing in is there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'okienko-sealed-'));
    const scene = new Scene();
    scene.tell({ type: 'open', dataFolder: folder, key: null, logFile: '/logs/desk.log', trainingCentral: null });
    const client = scene.connect() as unknown as { session: { get(): Promise<unknown> }; who(): Promise<unknown> };
    expect(await client.session.get()).toMatchObject({ state: 'sealed' });
    await expect(client.who()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(types(scene)).toEqual(['log']);
    scene.tell({ type: 'close' });
    rmSync(folder, { recursive: true });
  });
});

it('asks main for the way to an address, once per question, and tells the desk of a waking computer', async () => {
  const ways: Promise<string>[] = [];
  const scene = new Scene(async (_folder, _key, { systemProxy, logFile }) => {
    ways.push(systemProxy('https://cer.example/'), systemProxy('https://other.example/'), Promise.resolve(logFile));
    return { router, close: async () => undefined, wake: () => (scene.woken += 1), tellUpdate: () => {} };
  });
  scene.open();
  await turns();
  expect(scene.said.filter(({ type }) => type === 'ask-proxy')).toHaveLength(2);
  scene.tell({ type: 'proxy', url: 'https://other.example/', rules: 'DIRECT' });
  scene.tell({ type: 'proxy', url: 'https://cer.example/', rules: 'PROXY p:1' });
  expect(await Promise.all(ways)).toEqual(['PROXY p:1', 'DIRECT', '/logs/desk.log']);
  scene.tell({ type: 'wake' });
  await turns();
  expect(scene.woken).toBe(1);
});

it('what the shell knows of a newer version reaches the desk once it is open', async () => {
  const scene = new Scene();
  scene.open();
  scene.tell({ type: 'update', state: { kind: 'ready', version: '0.3.0' } });
  expect(scene.updates).toEqual([]);
  scene.finishOpening();
  await expect.poll(() => scene.updates).toEqual([{ kind: 'ready', version: '0.3.0' }]);
});

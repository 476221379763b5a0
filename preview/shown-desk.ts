import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataKeyFromFile } from '../core/desk/data-key.ts';
import { type DemoConnection, demoConnection } from '../core/desk/demo/demo-connection.ts';
import type { DeskProgram } from '../core/desk/desk-program.ts';
import type { ReadPolicy } from '../core/desk/machine-policy/machine-policy.ts';
import { type Desk, openDesk } from '../core/desk/open-desk.ts';
import { realClock, realTimers } from '../core/desk/real-time.ts';
import type { DeskRouter } from '../core/desk/router.ts';

export interface ShownDeskOptions {
  dataDir: string;
  policy: ReadPolicy;
  /** How the clinic's own desk finds its central. */
  own: DemoConnection;
  log(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>): void;
  /** Another desk is shown from now on: who was connected to the former one comes anew. null = it is still being opened. */
  onOther(router: DeskRouter | null): void;
}

export interface ShownDesk {
  router(): DeskRouter;
  close(): Promise<void>;
}

/** The answer that the other desk is coming has to leave first. */
const answerMs = 100;

/** The desk that the preview serves: the folder's own, or the training's in a folder within it. */
export async function showDesks(options: ShownDeskOptions): Promise<ShownDesk> {
  const { dataDir, policy, own, log } = options;
  const trainingDir = join(dataDir, 'training');
  let training: DemoConnection | null = null;
  let desk = await openOwn();

  function openOwn(): Promise<Desk> {
    return open(dataDir, own, {
      reopen: () => soon(async () => replace(openOwn)),
      training: { centralUrl: null, show: startTraining, beginAnew: async () => false },
    });
  }

  function openTraining(centralUrl: string): Promise<Desk> {
    return open(trainingDir, training as DemoConnection, {
      reopen: () => soon(async () => replace(() => openTraining(centralUrl))),
      training: {
        centralUrl,
        async show() {
          soon(leaveTraining);
          return true;
        },
        async beginAnew() {
          soon(trainAnew);
          return true;
        },
      },
    });
  }

  function open(folder: string, central: DemoConnection, program: DeskProgram): Promise<Desk> {
    const { key, rotation } = dataKeyFromFile(folder);
    const own = { dataDir: folder, key, rotation, connection: central.connect, policy, program, restart: program.reopen };
    return openDesk({ ...own, clock: realClock, timers: realTimers, log });
  }

  async function startTraining(): Promise<boolean> {
    try {
      const url = await trainingUrl();
      soon(() => replace(() => openTraining(url)));
      return true;
    } catch (error) {
      log('error', 'training-failed', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
      return false;
    }
  }

  async function trainingUrl(): Promise<string> {
    training = demoConnection({ dataDir: trainingDir, central: null, clientFile: null, mayEmbed: true, newClinic: null });
    return await training.start();
  }

  async function leaveTraining(): Promise<void> {
    await replace(openOwn);
    await training?.stop();
  }

  function trainAnew(): Promise<void> {
    return replace(async () => {
      await training?.stop();
      rmSync(trainingDir, { recursive: true, force: true });
      try {
        return await openTraining(await trainingUrl());
      } catch (error) {
        // Without the training the folder's own desk comes back.
        log('error', 'training-failed', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
        return openOwn();
      }
    });
  }

  /** Nobody asks a desk that is closed already: pages wait until the next one is there. */
  async function replace(next: () => Promise<Desk>): Promise<void> {
    options.onOther(null);
    await desk.close();
    desk = await next();
    options.onOther(desk.router);
  }

  function soon(act: () => Promise<void>): void {
    setTimeout(() => {
      act().catch((error: unknown) => {
        log('error', 'desk-not-opened', { code: (error as NodeJS.ErrnoException).code ?? 'unknown' });
        process.exit(1);
      });
    }, answerMs);
  }

  return {
    router: () => desk.router,
    async close() {
      await desk.close();
      await training?.stop();
    },
  };
}

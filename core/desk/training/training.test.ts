/** The training desk against a real central: what its panel shows and does, and who may not have it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCentral, startCentral } from '../../../central/start.ts';
import { makeDemoClinic } from '../demo/demo-client.ts';
import type { DeskProgram } from '../desk-program.ts';
import type { DeskClient } from '../local-client.ts';
import { judgePolicy } from '../machine-policy/machine-policy.ts';
import { type Desk, openDesk } from '../open-desk.ts';
import { realClock, realTimers } from '../real-time.ts';

const key = randomBytes(32);
let central: RunningCentral;
let folder = '';
let desk: Desk | null = null;
let asked: string[] = [];

beforeAll(async () => {
  central = await startCentral({ admin: true });
});
afterAll(() => central.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okienko-training-'));
  asked = [];
});
afterEach(async () => {
  await desk?.close();
  desk = null;
  rmSync(folder, { recursive: true, force: true });
});

const program = (centralUrl: string | null): DeskProgram => ({
  reopen: () => undefined,
  training: {
    centralUrl,
    async show(wanted) {
      asked.push(wanted);
      return true;
    },
    async beginAnew() {
      asked.push('anew');
      return true;
    },
  },
});

async function open(centralUrl: string | null, policy: Record<string, unknown> = {}): Promise<DeskClient> {
  desk = await openDesk({
    dataDir: folder,
    key,
    connection: async () => (centralUrl === null ? null : makeDemoClinic(centralUrl, 'Przychodnia na próbę')),
    policy: judgePolicy('test', policy),
    program: program(centralUrl),
    clock: realClock,
    timers: realTimers,
    log: () => undefined,
  });
  return createRouterClient(desk.router, { context: { caller: 'owner' } });
}

describe('a machine on which IT has forbidden training', () => {
  it('neither offers nor opens it', async () => {
    const screen = await open(null, { training: false });
    expect(await screen.session.get()).toMatchObject({ training: 'forbidden' });
    expect(await screen.training.show({ desk: 'training' })).toEqual({ shown: false });
    expect(await screen.training.beginAnew()).toEqual({ shown: false });
    expect(await screen.training.view()).toMatchObject({ active: false });
    expect(asked).toEqual([]);
  });

  it('does not open the training desk that is there from before', async () => {
    await expect(open(central.url, { training: false })).rejects.toMatchObject({ code: 'training-forbidden' });
  });
});

describe("the clinic's own desk", () => {
  it('opens the training and has no clock, line or patients of it', async () => {
    const screen = await open(null);
    expect(await screen.session.get()).toMatchObject({ training: 'offered' });
    expect(await screen.training.show({ desk: 'training' })).toEqual({ shown: true });
    expect(asked).toEqual(['training']);
    expect(await screen.training.beginAnew()).toEqual({ shown: false });
    expect(await screen.training.cutLine({ off: true })).toMatchObject({ active: false, lineIsOff: false });
    expect(await screen.training.crowd({ on: true })).toMatchObject({ active: false, crowd: null });
    expect(asked).toEqual(['training']);
  });
});

describe('the training desk', () => {
  it("has central's clock and simulated patients in its hand, and leads back", async () => {
    const screen = await open(central.url);
    expect(await screen.session.get()).toMatchObject({ training: 'active' });
    expect(await screen.training.view()).toMatchObject({ active: true, lineIsOff: false, crowd: { on: false, acts: 0 } });

    expect(await screen.training.crowd({ on: true })).toMatchObject({ crowd: { on: true, patients: 25 } });
    expect(await screen.training.crowd({ on: false })).toMatchObject({ crowd: { on: false } });

    const before = (await screen.training.view()).now;
    const { now } = await screen.training.moveClock({ to: 'day' });
    expect(Date.parse(now) - Date.parse(before)).toBeGreaterThanOrEqual(86_400_000);

    expect(await screen.training.cutLine({ off: true })).toMatchObject({ lineIsOff: true });
    await expect.poll(async () => (await screen.desk.status()).connection).toBe('offline');
    expect(await screen.training.cutLine({ off: false })).toMatchObject({ lineIsOff: false });
    await expect.poll(async () => (await screen.desk.status()).connection).toBe('online');

    await screen.training.show({ desk: 'own' });
    await screen.training.beginAnew();
    expect(asked).toEqual(['own', 'anew']);
  });
});

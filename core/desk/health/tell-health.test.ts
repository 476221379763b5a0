import { readFileSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPatient, aVisit } from '../../domain/test-builders.ts';
import type { Timers } from '../../sync/ports.ts';
import { realClock, realTimers } from '../real-time.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { readHealth } from './read-health.ts';
import { readStatusFile } from './status-file.ts';
import { tellHealth } from './tell-health.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
  const patient = aPatient({ id: desk.newId(), familyName: 'Brzęczyszczykiewicz' });
  const visit = aVisit({ id: desk.newId(), slotId: desk.newId(), patientId: patient.id, note: 'dzwonić po 16' });
  desk.fed({ entity: 'patient', key: patient.id, row: patient }, { entity: 'visit', key: visit.id, row: visit });
});
afterEach(() => desk.remove());

const early: Timers = { after: (ms, callback) => realTimers.after(ms === 5_000 ? 0 : ms, callback) };
const until = async (done: () => boolean) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('what a running desk tells monitors', () => {
  it('is written down, for its owner and group, and marked as closed in the end', async () => {
    const told = tellHealth(desk, { clock: realClock, timers: early });
    await until(() => readStatusFile(desk.machine.dataDir) !== null);
    const file = join(desk.machine.dataDir, 'status.json');
    expect(readStatusFile(desk.machine.dataDir)).toMatchObject({ running: true, status: { connection: 'online' } });
    expect(statSync(file).mode & 0o007).toBe(0);
    await told.stop();
    expect(readStatusFile(desk.machine.dataDir)?.running).toBe(false);
    expect(readFileSync(file, 'utf8')).not.toMatch(/Brzęczyszczykiewicz|dzwonić/);
  });

  it('a folder that cannot be written is said in the log, and the desk works on', async () => {
    const events: string[] = [];
    desk.machine = { ...desk.machine, dataDir: '/proc/okienko', log: (_level, event) => void events.push(event) };
    const told = tellHealth(desk, { clock: realClock, timers: early });
    await until(() => events.length > 0);
    expect(events).toEqual(['status-not-written']);
    await told.stop();
  });

  it('opens no port unless the policy names one', async () => {
    const events: string[] = [];
    desk.machine = { ...desk.machine, log: (_level, event) => void events.push(event) };
    await tellHealth(desk, { clock: realClock, timers: realTimers }).stop();
    expect(events).toEqual([]);
  });
});

describe('the metrics of a desk', () => {
  async function served(run: (port: number) => Promise<void>): Promise<void> {
    const metricsPort = await freePort();
    desk.machine = { ...desk.machine, policy: { source: 'test', values: { metricsPort }, problems: [] } };
    const events: string[] = [];
    desk.machine.log = (_level, event) => void events.push(event);
    const told = tellHealth(desk, { clock: realClock, timers: realTimers });
    await until(() => events.includes('metrics-served'));
    try {
      await run(metricsPort);
    } finally {
      await told.stop();
    }
  }

  it('are numbers and codes in the format of Prometheus, on the loopback address', async () => {
    desk.machine.slow.note('calendar.day', 400);
    await served(async (port) => {
      const { status, text } = await ask(port, '/metrics');
      expect(status).toBe(200);
      expect(text).toContain('okienko_online 1\n');
      expect(text).toContain('okienko_health{line="backup"} ');
      expect(text).toContain('okienko_queue{state="waiting"} 0\n');
      expect(text).toContain('okienko_slow_calls_total{call="calendar.day"} 1\n');
      for (const line of text.trim().split('\n'))
        expect(line).toMatch(/^(# (HELP|TYPE) okienko_\w+ .+|okienko_\w+(\{(\w+="[^"\n]*",?)+\})? -?[\d.e+]+)$/);
      expect(text).not.toMatch(/Brzęczyszczykiewicz|dzwonić/);
    });
  });

  it.each<[string, string, Record<string, string>, number]>([
    ['another path', '/', {}, 404],
    ['a page that comes by another name', '/metrics', { host: 'evil.example' }, 403],
    ['a page of a browser', '/metrics', { origin: 'https://evil.example' }, 403],
  ])('are not given to %s', (_who, path, headers, status) =>
    served(async (port) => expect((await ask(port, path, headers)).status).toBe(status)),
  );

  it('a port that is taken is reported in Stan, never fatal', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    desk.machine = { ...desk.machine, policy: { source: 'test', values: { metricsPort: port }, problems: [] } };
    const told = tellHealth(desk, { clock: realClock, timers: realTimers });
    await until(() => desk.machine.unusedPolicy.size > 0);
    expect((await readHealth(desk)).policy.problems).toEqual([{ name: 'metricsPort', problem: 'no-effect' }]);
    await told.stop();
    other.close();
  });
});

function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asking.once('error', reject).end();
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aSchedule } from '../domain/test-builders.ts';
import { deskImport } from './desk-import.ts';
import { localAddress } from './local-address.ts';
import { connectToHost, type DeskClient, type LocalConnection } from './local-client.ts';
import { type LocalServer, startLocalServer } from './local-server.ts';
import { type DeskRouter, deskRouter } from './router.ts';
import { changeOf } from './store-changes.ts';
import { anActor, type TestDesk, testAccess, testDesk, testSafety } from './test-desk.ts';

let desk: TestDesk;
let router: DeskRouter;
beforeEach(() => {
  desk = testDesk();
  desk.store.onChange((change) => desk.changes.publish(changeOf(change, desk.reads)));
  router = deskRouter(desk, deskImport(desk), testAccess(desk), () => anActor(), testSafety(desk));
});
afterEach(() => desk.remove());

/** What must hold over any transport. */
async function exercise(client: DeskClient): Promise<void> {
  expect(await client.desk.overview()).toMatchObject({ today: '2026-11-23', clinicName: 'Przychodnia', schedules: [] });
  await expect(client.calendar.day({ date: 'tomorrow' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });

  const caller = new AbortController();
  const changes = await client.desk.watchChanges(undefined, { signal: caller.signal });
  expect((await changes.next()).value).toMatchObject({ dates: null });
  const next = changes.next();
  desk.fed({ entity: 'schedule', key: aSchedule().id, row: aSchedule({ weekly: [] }) });
  expect((await next).value).toMatchObject({ topics: expect.arrayContaining(['calendar', 'overview']) });

  const waiting = changes.next().catch(() => ({ done: true }));
  caller.abort();
  expect((await waiting).done).toBe(true);
  await expect.poll(() => desk.changes.watchers()).toBe(0);
}

describe('the contract over a MessagePort', () => {
  it('answers, refuses malformed input, streams, and forgets a watcher that goes away', async () => {
    const { port1, port2 } = new MessageChannel();
    new RPCHandler(router).upgrade(port1, { context: { caller: 'screen' } });
    const client = createORPCClient<DeskClient>(new RPCLink({ port: port2 as unknown as MessagePort }));
    await exercise(client);
    port2.close();
  });

  it('forgets the watchers of a port that closes', async () => {
    const { port1, port2 } = new MessageChannel();
    new RPCHandler(router).upgrade(port1, { context: { caller: 'screen' } });
    const client = createORPCClient<DeskClient>(new RPCLink({ port: port2 as unknown as MessagePort }));
    await (await client.desk.watchChanges()).next();
    expect(desk.changes.watchers()).toBe(1);
    port2.close();
    await expect.poll(() => desk.changes.watchers()).toBe(0);
  });
});

describe('the contract over the local socket', () => {
  let dataDir: string;
  let server: LocalServer | null;
  let connection: LocalConnection | null;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'okienko-local-'));
    server = null;
    connection = null;
  });
  afterEach(async () => {
    connection?.close();
    await server?.close();
    rmSync(dataDir, { recursive: true });
  });

  it('answers, refuses malformed input, streams, and forgets a watcher that goes away', async () => {
    server = await startLocalServer(dataDir, router);
    connection = await connectToHost(dataDir);
    expect(connection).not.toBeNull();
    if (connection) await exercise(connection.desk);
  });

  it('is for the owner alone', async () => {
    server = await startLocalServer(dataDir, router);
    const { socket, tokenFile } = localAddress(dataDir);
    expect(statSync(tokenFile).mode & 0o777).toBe(0o600);
    if (process.platform !== 'win32') expect(statSync(socket).mode & 0o777).toBe(0o600);
  });

  it('lets nobody in with another token', async () => {
    server = await startLocalServer(dataDir, router);
    writeFileSync(localAddress(dataDir).tokenFile, 'x'.repeat(43));
    expect(await connectToHost(dataDir)).toBeNull();
  });

  it('takes the place of a host that died, and leaves no way in when it ends', async () => {
    const { socket, tokenFile } = localAddress(dataDir);
    writeFileSync(socket, '');
    writeFileSync(tokenFile, 'old');
    expect(await connectToHost(dataDir)).toBeNull();
    server = await startLocalServer(dataDir, router);
    connection = await connectToHost(dataDir);
    expect(await connection?.desk.desk.status()).toMatchObject({ connection: 'online' });
    await server.close();
    server = null;
    expect(await connectToHost(dataDir)).toBeNull();
  });

  it('finds a place for the socket when the path of the folder is too long for one', () => {
    const long = join(dataDir, 'x'.repeat(120));
    expect(Buffer.byteLength(localAddress(long).socket)).toBeLessThanOrEqual(103);
    expect(localAddress(long).socket).not.toBe(localAddress(`${long}y`).socket);
    expect(localAddress(long).tokenFile.startsWith(long)).toBe(true);
  });
});

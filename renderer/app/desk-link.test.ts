import { expect, it } from 'vitest';
import { type Connection, ConnectionLost, DeskLink, type Transport } from './desk-link.ts';

/** A way to core that a test can cut, and that tells what was asked on it. */
function aConnection(answer: () => Promise<unknown>) {
  const { promise: closed, resolve: cut } = Promise.withResolvers<void>();
  const calls: string[] = [];
  const connection: Connection = {
    closed,
    link: {
      call: (path) => {
        calls.push(path.join('.'));
        return answer();
      },
    },
  };
  return { connection, calls, cut: () => cut() };
}

function transportOver(...connections: Connection[]): Transport {
  return {
    next: () => (connections.length > 0 ? Promise.resolve(connections.shift() as Connection) : new Promise(() => undefined)),
  };
}

const never = () => new Promise<never>(() => undefined);
const options = { context: {} };

it('I3: a call under way when core dies is made again on the next connection', async () => {
  const first = aConnection(never);
  const second = aConnection(() => Promise.resolve('done'));
  const link = new DeskLink(transportOver(first.connection, second.connection));
  const answer = link.call(['visits', 'book'], { intentId: 'i' }, options);
  await new Promise((resolve) => setTimeout(resolve, 5));
  first.cut();
  expect(await answer).toBe('done');
  expect(second.calls).toEqual(['visits.book']);
});

it('a call that fails because the socket broke is repeated too', async () => {
  const first = aConnection(() => Promise.reject(new Error('AbortError')));
  const second = aConnection(() => Promise.resolve('done'));
  const link = new DeskLink(transportOver(first.connection, second.connection));
  const answer = link.call(['calendar', 'day'], {}, options);
  setTimeout(first.cut, 10);
  expect(await answer).toBe('done');
});

it('an error of core itself is told, not repeated', async () => {
  const only = aConnection(() => Promise.reject(new Error('broken')));
  const link = new DeskLink(transportOver(only.connection));
  await expect(link.call(['calendar', 'day'], {}, options)).rejects.toThrow('broken');
  expect(only.calls).toHaveLength(1);
});

it('running an import is never repeated by itself: it has no intent id', async () => {
  const first = aConnection(never);
  const second = aConnection(() => Promise.resolve('done'));
  const link = new DeskLink(transportOver(first.connection, second.connection));
  const answer = link.call(['import', 'run'], {}, options);
  await new Promise((resolve) => setTimeout(resolve, 5));
  first.cut();
  await expect(answer).rejects.toBeInstanceOf(ConnectionLost);
  expect(second.calls).toEqual([]);
});

it('a call given up by its caller is not repeated', async () => {
  const first = aConnection(never);
  const second = aConnection(() => Promise.resolve('done'));
  const link = new DeskLink(transportOver(first.connection, second.connection));
  const abort = new AbortController();
  const answer = link.call(['calendar', 'day'], {}, { ...options, signal: abort.signal });
  await new Promise((resolve) => setTimeout(resolve, 5));
  abort.abort();
  first.cut();
  await expect(answer).rejects.toThrow();
  expect(second.calls).toEqual([]);
});

it('says when the way is closed and when it is open again', async () => {
  const first = aConnection(never);
  const { promise: second, resolve: open } = Promise.withResolvers<Connection>();
  const waiting = [Promise.resolve(first.connection), second];
  const link = new DeskLink({ next: () => waiting.shift() ?? never() });
  const seen: boolean[] = [];
  link.subscribe(() => seen.push(link.isConnected()));
  await new Promise((resolve) => setTimeout(resolve, 5));
  first.cut();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(link.isConnected()).toBe(false);
  open(aConnection(never).connection);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(seen).toEqual([true, false, true]);
});

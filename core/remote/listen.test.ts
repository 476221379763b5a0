import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { bindingOf, listen } from './listen.ts';

let server: WebSocketServer;
let url: string;
let sockets: WebSocket[];

beforeEach(async () => {
  sockets = [];
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      if (String(data) === 'bind-with-token t-1') socket.send('bound clinic-1');
      else socket.close();
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
});
afterEach(async () => {
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

/** Everything told, in order; `next` waits until that many things were told. */
function recorder() {
  const told: (boolean | number)[] = [];
  let check: () => void = () => undefined;
  const note = (what: boolean | number) => {
    told.push(what);
    check();
  };
  return {
    told,
    handlers: { onNotice: note, onState: note },
    next: (count: number) =>
      new Promise<void>((resolve) => {
        check = () => {
          if (told.length >= count) resolve();
        };
        check();
      }),
  };
}

test('binds with the token, then tells each notice; a lost line is told once', async () => {
  const { told, handlers, next } = recorder();
  listen(async () => ({ token: 't-1', url }), handlers, 'okienko-test');
  await next(1);
  sockets[0]?.send('{"last": 41}');
  sockets[0]?.send('nonsense');
  sockets[0]?.send('{"last": "42"}');
  sockets[0]?.send('{"last": 43}');
  await next(3);
  sockets[0]?.terminate();
  await next(4);
  expect(told).toEqual([true, 41, 43, false]);
});

test.each([
  ['central gives no token', async () => null],
  ['asking for the token fails', async () => Promise.reject(new Error('x'))],
  ['the token is not accepted', async () => ({ token: 'old', url })],
  ['nobody listens', async () => ({ token: 't-1', url: 'ws://127.0.0.1:1/ws' })],
])('%s: told as closed, once', async (_name, binding) => {
  const { told, handlers, next } = recorder();
  listen(binding, handlers, 'okienko-test');
  await next(1);
  expect(told).toEqual([false]);
});

test('after stopping nothing more is told', async () => {
  const { told, handlers, next } = recorder();
  const stop = listen(async () => ({ token: 't-1', url }), handlers, 'okienko-test');
  await next(1);
  const closed = new Promise((resolve) => sockets[0]?.once('close', resolve));
  stop();
  await closed;
  expect(told).toEqual([true]);
});

test.each([
  [
    'Parameters',
    {
      resourceType: 'Parameters',
      parameter: [
        { name: 'token', valueString: 't' },
        { name: 'websocket-url', valueUrl: 'wss://c/ws' },
      ],
    },
  ],
  ['plain JSON', { token: 't', 'websocket-url': 'wss://c/ws' }],
])('a binding is read from %s', (_name, body) => expect(bindingOf(body)).toEqual({ token: 't', url: 'wss://c/ws' }));

test.each([null, 'x', {}, { token: 't' }, { token: 't', 'websocket-url': 'https://c/ws' }])('%o is no binding', (body) => {
  expect(bindingOf(body)).toBeNull();
});

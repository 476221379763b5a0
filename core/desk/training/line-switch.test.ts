import { expect, it } from 'vitest';
import { giveToken, json, scriptedServer } from '../../../test/conformance/scripted-server.ts';
import type { CentralGateway } from '../../sync/ports.ts';
import { lineSwitch } from './line-switch.ts';

it('nothing is sent while the line is cut, and all is as before when it is mended', async () => {
  const server = await scriptedServer((_call, response) => json(response, 200, { ok: true }));
  server.tokenScript = giveToken();
  const line = lineSwitch();
  const http = line.openHttp({ requestTimeoutMs: 2000, userAgent: 'test', now: Date.now, onReply: () => undefined });
  const ask = () => http.exchange({ method: 'GET', url: `${server.fhirUrl}/metadata`, headers: {}, body: null });
  line.turn(true);
  expect(await ask()).toEqual({ kind: 'not-sent' });
  expect(server.connections).toBe(0);
  line.turn(false);
  expect(await ask()).toMatchObject({ kind: 'reply', status: 200 });
  http.close();
  await server.close();
});

it('who listened is told once that the line is lost, and hears nothing more', () => {
  let hear: Parameters<CentralGateway['listen']>[0] | null = null;
  let stopped = 0;
  const gateway = {
    listen(handlers: Parameters<CentralGateway['listen']>[0]) {
      hear = handlers;
      return () => {
        stopped += 1;
      };
    },
  } as CentralGateway;
  const line = lineSwitch();
  const told: (boolean | number)[] = [];
  line.over(gateway).listen({ onNotice: (last) => told.push(last), onState: (open) => told.push(open) });
  const listener = hear as unknown as Parameters<CentralGateway['listen']>[0];
  listener.onState(true);
  listener.onNotice(4);
  line.turn(true);
  line.turn(true);
  listener.onNotice(5);
  expect(told).toEqual([true, 4, false]);
  expect(stopped).toBe(1);
});

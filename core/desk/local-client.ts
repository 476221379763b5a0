import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { DeskContract } from '../contract/contract.ts';
import { localAddress } from './local-address.ts';

export type DeskClient = ContractRouterClient<DeskContract>;

export interface LocalConnection {
  desk: DeskClient;
  close(): void;
}

/** Connects to the host that owns a data folder; null when none runs there. */
export async function connectToHost(dataDir: string): Promise<LocalConnection | null> {
  const { socket, tokenFile } = localAddress(dataDir);
  const token = readToken(tokenFile);
  if (token === null) return null;
  const websocket = new WebSocket('ws://localhost/rpc', {
    headers: { authorization: `Bearer ${token}` },
    createConnection: () => connect(socket),
    maxPayload: 0,
  });
  const open = await new Promise<boolean>((resolve) => {
    websocket.once('open', () => resolve(true));
    websocket.once('error', () => resolve(false));
  });
  if (!open) return null;
  websocket.on('error', () => websocket.terminate());
  // The link is typed for a browser's WebSocket; of it, ws has all that the link uses.
  const link = new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket });
  return { desk: createORPCClient<DeskClient>(link), close: () => websocket.close() };
}

function readToken(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

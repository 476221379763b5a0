import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { createContext, useContext } from 'react';
import type { DeskContract } from '../../core/contract/contract.ts';
import { DeskLink } from './desk-link.ts';
import { PortTransport, SocketTransport } from './transports.ts';

export type DeskClient = ContractRouterClient<DeskContract>;
export type DeskQueries = RouterUtils<DeskClient>;

/** Core, as the screens know it. */
export interface Desk {
  client: DeskClient;
  /** Query keys, query options and mutation options of every call, for TanStack Query. */
  orpc: DeskQueries;
  /** The way to core itself (not central's connection, which is `DeskStatus`). */
  link: { isConnected(): boolean; subscribe(listener: () => void): () => void };
}

/** Electron when preload left its bridge, the preview otherwise. */
export function connectDesk(page: Window): Desk {
  const transport = page.okienko ? new PortTransport(page, page.okienko) : new SocketTransport(page.location);
  const link = new DeskLink(transport);
  return deskOver(clientOver(link), link);
}

export function deskOver(client: DeskClient, link: Desk['link']): Desk {
  return { client, orpc: createTanstackQueryUtils(client), link };
}

function clientOver(link: ClientLink<ClientContext>): DeskClient {
  return createORPCClient(link);
}

const DeskContext = createContext<Desk | null>(null);
export const DeskContextProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside of the desk provider');
  return desk;
}

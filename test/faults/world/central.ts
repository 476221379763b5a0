import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { type CentralOptions, type RunningCentral, startCentral } from '../../../central/start.ts';

export interface CentralReply {
  status: number;
  headers: CentralHeaders;
  text: string;
}

export type CentralHeaders = Record<string, string | string[] | undefined>;

export interface CentralRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/** A real central that lives longer than a schedule; its clock is the schedule's. */
export interface LongLivedCentral extends RunningCentral {
  ask(request: CentralRequest): Promise<CentralReply>;
  /** Resolves when central asks its database the next time. */
  nextQuery(): Promise<void>;
  /** Central's clock shows what this function says, until the next call. */
  followClock(nowMs: () => number): void;
  /** Faults of its own (5xx) since the last call. */
  takeFaults(): unknown[];
}

/** `db`: `pglite:memory` or `postgres://…`. */
export async function longLivedCentral(db: string): Promise<LongLivedCentral> {
  let ownFaults: unknown[] = [];
  const { central, server } = await startWithServer({ db, admin: true, onFault: (error) => ownFaults.push(error) });
  const { database } = central;
  const query = database.query.bind(database);
  const waiting: (() => void)[] = [];
  database.query = (sql, params) => {
    for (const resolve of waiting.splice(0)) resolve();
    return query(sql, params);
  };
  return {
    ...central,
    ask: (asked) => ask(server, asked),
    nextQuery: () => new Promise((resolve) => waiting.push(resolve)),
    followClock(nowMs) {
      central.clock.nowMs = nowMs;
      central.clock.now = () => new Date(nowMs()).toISOString();
    },
    takeFaults() {
      const taken = ownFaults;
      ownFaults = [];
      return taken;
    },
  };
}

/** Central with the server inside it, which Fastify announces: a request need not go through a socket to be a request. */
async function startWithServer(options: CentralOptions): Promise<{ central: RunningCentral; server: FastifyInstance }> {
  let server: FastifyInstance | null = null;
  const hear = (message: unknown) => {
    server = (message as { fastify: FastifyInstance }).fastify;
  };
  subscribe(channel, hear);
  const central = await startCentral(options).finally(() => unsubscribe(channel, hear));
  if (!server) throw new Error('Fastify has announced no server');
  return { central, server };
}

const channel = 'fastify.initialization';

async function ask(server: FastifyInstance, { method, url, headers, body }: CentralRequest): Promise<CentralReply> {
  const { pathname, search, host } = new URL(url);
  const answer = await server.inject({
    method: method as 'GET',
    url: `${pathname}${search}`,
    headers: { host, ...headers },
    ...(body === null ? {} : { payload: body }),
  });
  return { status: answer.statusCode, headers: answer.headers as CentralHeaders, text: answer.payload };
}

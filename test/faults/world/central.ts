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
  /** The next transaction of the waiting room dies at its n-th statement, or right after its commit when it has fewer; null: it does not. */
  crashWaitingRoom(statement: number | null, struck: () => void): void;
  /** How often it has died that way. */
  deaths(): number;
  /** One for all that run on the same database: what was made once for it need not be made again. */
  world: object;
}

/** What a central of a schedule's own differs in. */
export interface OwnCentral extends Pick<CentralOptions, 'clock' | 'policy'> {
  world?: object;
}

/** The power of central's machine failed in the middle of a transaction: not a fault of the program. */
class CentralDied extends Error {}

interface Crash {
  statement: number;
  struck: () => void;
}

/** `db`: `pglite:memory` or `postgres://…`. `sql`: what a mutation makes of each statement. */
export async function longLivedCentral(
  db: string,
  own: OwnCentral = {},
  sql: (statement: string) => string = (statement) => statement,
): Promise<LongLivedCentral> {
  let ownFaults: unknown[] = [];
  const onFault = (error: unknown) => (error instanceof CentralDied ? undefined : ownFaults.push(error));
  const { world = {}, ...options } = own;
  const { central, server } = await startWithServer({ clock: farAhead, limits, ...options, db, admin: true, onFault });
  const { database } = central;
  const query = database.query.bind(database);
  const transaction = database.transaction.bind(database);
  const waiting: (() => void)[] = [];
  let deaths = 0;
  const crash: { next: Crash | null } = { next: null };
  database.query = (statement, params) => {
    for (const resolve of waiting.splice(0)) resolve();
    return query(sql(statement), params);
  };
  database.transaction = async (work) => {
    const own: { crash: Crash | null } = { crash: null };
    const die = ({ struck }: Crash) => {
      deaths += 1;
      struck();
      throw new CentralDied('central died');
    };
    const result = await transaction((tx) =>
      work({
        exec: (statements) => tx.exec(statements),
        query(statement, params) {
          if (statement.includes(passLock)) [own.crash, crash.next] = [crash.next, null];
          else if (own.crash !== null && own.crash.statement-- === 0) die(own.crash);
          return tx.query(sql(statement), params);
        },
      }),
    );
    if (own.crash !== null) die(own.crash);
    return result;
  };
  return {
    ...central,
    ask: (asked) => ask(server, asked),
    nextQuery: () => new Promise((resolve) => waiting.push(resolve)),
    followClock(nowMs) {
      central.clock.nowMs = nowMs;
      central.clock.now = () => new Date(nowMs()).toISOString();
    },
    world,
    deaths: () => deaths,
    crashWaitingRoom(statement, struck) {
      crash.next = statement === null ? null : { statement, struck };
    },
    takeFaults() {
      const taken = ownFaults;
      ownFaults = [];
      return taken;
    },
  };
}

/** All the machine's patients sign in from one address, and a minute of theirs takes no time. */
const limits = { loginsAMinute: 1_000_000 };

/** What every transaction of the waiting room begins with. */
const passLock = 'pg_advisory_xact_lock(2033)';

/**
 * Where the clock of a central stands before a schedule sets it: the window is open to a day that no schedule reaches, so that
 * only a central of a schedule's own opens days.
 */
const farAhead = '2099-01-01T08:00:00Z';

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

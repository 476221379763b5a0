import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { type RunningCentral, startCentral } from '../../../central/start.ts';

export interface CentralReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

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
  const central = await startCentral({ db, admin: true, onFault: (error) => ownFaults.push(error) });
  const agent = new Agent({ keepAlive: true });
  const { database } = central;
  const query = database.query.bind(database);
  const waiting: (() => void)[] = [];
  database.query = (sql, params) => {
    for (const resolve of waiting.splice(0)) resolve();
    return query(sql, params);
  };
  return {
    ...central,
    ask: (asked) => ask(agent, asked),
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
    async close() {
      agent.destroy();
      await central.close();
    },
  };
}

function ask(agent: Agent, { method, url, headers, body }: CentralRequest): Promise<CentralReply> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    asked.on('error', reject);
    asked.end(body ?? undefined);
  });
}

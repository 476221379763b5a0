import type { HttpRequest } from '../../../core/remote/http.ts';
import type { CentralReply, LongLivedCentral } from './central.ts';
import { type Line, line } from './line.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a mutation may do around each request that reaches central. */
export interface Interference {
  before?(request: HttpRequest): Promise<void>;
}

/** Everything between the desks of one clinic and central. */
export interface Network {
  time: VirtualTime;
  line(name: string): Line;
  forward(from: string, request: HttpRequest): Promise<CentralReply>;
  isDown(): boolean;
  /** Central's machine cannot be reached for so long; connections are cut. */
  takeDown(ms: number): void;
  bringUp(): void;
  /** What was on its way is gone. */
  cutAll(): void;
  lastEvent(): number;
  /** Central has changed something by itself (a patient): tell who listens. */
  announce(): Promise<void>;
  /** Clock of central's machine, which sign-in goes by. */
  machineNow(): number;
  note(what: string): void;
}

export interface NetworkNeeds {
  time: VirtualTime;
  central: LongLivedCentral;
  clinicId: string;
  interference: Interference;
  note(what: string): void;
}

export function network({ time, central, clinicId, interference, note }: NetworkNeeds): Network {
  const lines: Line[] = [];
  let last = 0;
  let downUntil = 0;

  async function announce(): Promise<void> {
    const [row] = await central.database.query<{ last_event: number }>('select last_event from clinic where id = $1::uuid', [
      clinicId,
    ]);
    const now = row?.last_event ?? 0;
    if (now === last) return;
    last = now;
    for (const each of lines) each.tell(now);
  }

  const made: Network = {
    time,
    line(name) {
      const created = line(made, name);
      lines.push(created);
      return created;
    },
    async forward(from, request) {
      await interference.before?.(request);
      const reply = await central.ask(request);
      note(
        `  central to ${from}: ${reply.status} ${String(reply.headers['x-okienko-position'] ?? '')
          .split(';')
          .at(-1)}`,
      );
      if (request.method !== 'GET') await announce();
      return reply;
    },
    isDown: () => time.now() < downUntil,
    takeDown(ms) {
      downUntil = time.now() + ms;
      made.cutAll();
    },
    bringUp() {
      downUntil = 0;
    },
    cutAll() {
      for (const each of lines) each.cut();
    },
    lastEvent: () => last,
    announce,
    machineNow: () => Date.now(),
    note,
  };
  return made;
}

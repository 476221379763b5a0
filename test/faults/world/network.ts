import type { HttpRequest } from '../../../core/remote/http.ts';
import type { FeedPosition } from '../../../core/sync/ports.ts';
import type { CentralReply, LongLivedCentral } from './central.ts';
import { type Line, line } from './line.ts';
import type { Happened } from './tally.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a mutation may do around each request that reaches central. */
export interface Interference {
  before?(request: HttpRequest): Promise<void>;
}

/** Everything between the desks of one clinic and central. */
export interface Network {
  time: VirtualTime;
  line(name: string): Line;
  forward(request: HttpRequest): Promise<CentralReply>;
  isDown(): boolean;
  /** Central's machine cannot be reached for so long; connections are cut. */
  takeDown(ms: number): void;
  bringUp(): void;
  /** What was on its way is gone. */
  cutAll(): void;
  /** Where central's stream of this clinic stands. */
  position(): FeedPosition;
  /** Central has changed something by itself (a patient): tell who listens. */
  announce(): Promise<void>;
  /** Clock of central's machine, which sign-in goes by. */
  machineNow(): number;
  note(what: string): void;
  /** A fault has struck. */
  happened(what: Happened): void;
}

export interface NetworkNeeds {
  time: VirtualTime;
  central: LongLivedCentral;
  clinicId: string;
  interference: Interference;
  note(what: string): void;
  happened(what: Happened): void;
}

const isWrite = ({ method, url }: HttpRequest) => method !== 'GET' && !url.endsWith('/token');

export function network({ time, central, clinicId, interference, note, happened }: NetworkNeeds): Network {
  const lines: Line[] = [];
  let position: FeedPosition = { epoch: '', event: 0 };
  let downUntil = 0;
  let door: Promise<void> = Promise.resolve();
  const inside = new Set<Promise<CentralReply>>();

  /** Something may have been written. */
  let changed = false;
  time.afterEach(async () => {
    if (changed) await announce();
  });

  async function announce(): Promise<void> {
    const [now] = await central.database.query<FeedPosition>(
      'select epoch, last_event as event from clinic cross join central where clinic.id = $1::uuid',
      [clinicId],
    );
    if (!now) throw new Error('central has no such clinic');
    changed = false;
    const grew = now.event !== position.event;
    position = now;
    if (grew) for (const each of lines) each.tell(now.event);
  }

  /**
   * Of requests that arrive at once, two that write meet inside central: the second goes in as soon as the first stands in
   * line for the database, so that their order is nearly always the same. Everything else goes in alone.
   */
  async function enter(request: HttpRequest): Promise<CentralReply> {
    const before = door;
    let open = () => {};
    door = new Promise((resolve) => {
      open = resolve;
    });
    await before;
    const writes = isWrite(request);
    if (!writes || inside.size > 1) await Promise.allSettled(inside);
    await interference.before?.(request);
    const inLine = central.nextQuery();
    const reply = central.ask(request);
    inside.add(reply);
    const left = () => inside.delete(reply);
    reply.then(left, left);
    await (writes ? Promise.race([inLine, reply]) : reply);
    open();
    return reply;
  }

  const made: Network = {
    time,
    line(name) {
      const created = line(made, name);
      lines.push(created);
      return created;
    },
    async forward(request) {
      const reply = await enter(request);
      if (isWrite(request) && reply.status < 400) changed = true;
      return reply;
    },
    isDown: () => time.now() < downUntil,
    takeDown(ms) {
      downUntil = time.now() + ms;
      happened('central-away');
      made.cutAll();
    },
    bringUp() {
      downUntil = 0;
    },
    cutAll() {
      for (const each of lines) each.cut();
    },
    position: () => position,
    announce,
    machineNow: () => Date.now(),
    note,
    happened,
  };
  return made;
}

import type { Intent } from '../../core/domain/intent.ts';
import type { Answer, CentralGateway, Clock, FeedEvent, IntentFate, Outcome, Timers } from '../../core/sync/ports.ts';
import type { FakeCentral } from './fake-central.ts';

/** What may go wrong with one request. */
export type Fault =
  | 'none'
  /** No connection: nothing was sent. */
  | 'offline'
  /** Sent, never arrived, no answer. */
  | 'lose-request'
  /** Done, but the answer is lost. */
  | 'lose-reply'
  /** No answer, and it arrives long after the desk has stopped waiting. */
  | 'arrive-late'
  /** Arrives twice. */
  | 'duplicate'
  /** 429: not done. */
  | 'throttle'
  /** 401: not done. */
  | 'unauthorised'
  /** Done, and the answer is not central's (a captive portal, a broken proxy). */
  | 'garbage';

export interface FakeGateway extends CentralGateway {
  /** Asked for each request. */
  fault: () => Fault;
  /** Whether a WebSocket can be had, and whether a notice arrives. */
  notices: boolean;
  /** Central's clock minus ours in ms, known from the first answer on. */
  offsetMs: number;
  /** The desk's process is gone: nothing reaches it, nothing more leaves it. */
  kill(): void;
}

const latencyMs = 30;
const lateMs = 20_000;

export interface FakeGatewayNeeds {
  central: FakeCentral;
  /** Of the network: they outlive the desk. */
  timers: Timers;
  clock: Clock;
  subscribe: (onEvent: (last: number) => void) => () => void;
}

/** A desk's line to `FakeCentral`, with faults. */
export function fakeGateway({ central, timers, subscribe }: FakeGatewayNeeds): FakeGateway {
  let alive = true;
  let answered = false;
  const afterMs = (ms: number) => new Promise<void>((resolve) => timers.after(ms, resolve));

  /** `null` = no trustworthy answer; the outcome of faults that never reach central comes from `refusal`. */
  async function request<T>(act: () => T): Promise<{ fault: Fault; value: T | null }> {
    if (!alive) return new Promise(() => undefined);
    const fault = gateway.fault();
    await afterMs(latencyMs);
    let value: T | null = null;
    if (fault === 'none' || fault === 'lose-reply' || fault === 'garbage') value = act();
    const { epoch } = central;
    // What was on its way to a central that was restored meanwhile died with its connections.
    const actLate = () => (central.epoch === epoch ? act() : undefined);
    if (fault === 'duplicate') {
      value = act();
      timers.after(lateMs, actLate);
    }
    if (fault === 'arrive-late') timers.after(lateMs, actLate);
    await afterMs(latencyMs);
    if (!alive) return new Promise(() => undefined);
    answered ||= fault === 'none' || fault === 'duplicate';
    return { fault, value: fault === 'none' || fault === 'duplicate' ? value : null };
  }

  async function outcomes<T>(act: () => T[], count: number): Promise<(T | Outcome)[]> {
    const { fault, value } = await request(act);
    return value ?? Array.from({ length: count }, () => outcomeOf(fault));
  }

  async function answer<T>(read: () => T): Promise<Answer<T>> {
    const { fault, value } = await request(read);
    if (value !== null) return { kind: 'ok', value: structuredClone(value) };
    if (fault === 'unauthorised') return { kind: 'unauthorised', status: 401 };
    return fault === 'throttle' ? { kind: 'failed', status: 429 } : { kind: 'offline' };
  }

  async function fate(act: () => IntentFate): Promise<IntentFate | { kind: 'offline' }> {
    const { fault, value } = await request(act);
    if (value) return structuredClone(value);
    const outcome = outcomeOf(fault);
    return outcome.kind === 'unknown' ? { kind: 'offline' } : outcome;
  }

  const gateway: FakeGateway = {
    fault: () => 'none',
    notices: true,
    offsetMs: 0,
    kill() {
      alive = false;
    },
    async send(intent: Intent, ifMatch: number | null) {
      const [outcome] = await outcomes(() => [central.receive(structuredClone(intent), ifMatch)], 1);
      return structuredClone(outcome ?? { kind: 'unknown' });
    },
    async sendBatch(items) {
      const sent = structuredClone(items);
      return structuredClone(
        await outcomes(() => sent.map(({ intent, ifMatch }) => central.receive(intent, ifMatch)), items.length),
      );
    },
    fateOf: (id) => fate(() => central.fate(id)),
    voidIntent: (id) => fate(() => central.voidIntent(id)),
    events: (since, limit) =>
      answer(() => {
        if (since.epoch !== central.epoch || since.event > central.events.length) {
          return { kind: 'reseed', position: central.position() } as const;
        }
        const events: FeedEvent[] = central.events.slice(since.event, since.event + limit);
        return { kind: 'events', epoch: central.epoch, events, last: central.events.length } as const;
      }),
    position: () => answer(() => central.position()),
    page: (entity, after, limit) =>
      answer(() => {
        const rows = central.rows(entity).filter(({ key }) => after === null || key > after);
        const page = rows.slice(0, limit);
        return { rows: page, next: rows.length > limit ? (page.at(-1)?.key ?? null) : null };
      }),
    count: (entity) => answer(() => central.rows(entity).length),
    policy: () => answer(() => central.policy()),
    find: () => answer(() => [...central.slots.values()]),
    listen({ onNotice, onState }) {
      let open = gateway.notices;
      timers.after(latencyMs, () => {
        if (alive) onState(open);
      });
      const unsubscribe = subscribe((last) => {
        if (!open || !alive) return;
        if (!gateway.notices || gateway.fault() !== 'none') {
          open = false;
          timers.after(latencyMs, () => (alive ? onState(false) : undefined));
          return;
        }
        timers.after(latencyMs, () => (alive ? onNotice(last) : undefined));
      });
      return unsubscribe;
    },
    clockOffsetMs: () => (answered ? gateway.offsetMs : null),
    close: () => Promise.resolve(),
  };
  return gateway;
}

function outcomeOf(fault: Fault): Outcome {
  if (fault === 'offline') return { kind: 'retry', status: null, retryAfterMs: null };
  if (fault === 'throttle') return { kind: 'retry', status: 429, retryAfterMs: 3_000 };
  return fault === 'unauthorised' ? { kind: 'unauthorised', status: 401 } : { kind: 'unknown' };
}

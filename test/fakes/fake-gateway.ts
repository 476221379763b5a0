import type { Intent } from '../../core/domain/intent.ts';
import type {
  Answer,
  CentralGateway,
  Clock,
  FeedPage,
  FeedPosition,
  IntentFate,
  Outcome,
  Timers,
} from '../../core/sync/ports.ts';
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
  /** Arrives twice; a page of events comes twice and in the wrong order. */
  | 'duplicate'
  /** 429: not done. */
  | 'throttle'
  /** 401: not done. */
  | 'unauthorised'
  /** Done, and the answer is not central's (a captive portal, a broken proxy); a page of events has a hole. */
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
  async function request<T>(act: () => T, stillAnswered: Fault[] = ['duplicate']): Promise<{ fault: Fault; value: T | null }> {
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
    const isAnswered = fault === 'none' || stillAnswered.includes(fault);
    answered ||= isAnswered;
    return { fault, value: isAnswered ? value : null };
  }

  async function outcomes<T>(act: () => T[], count: number): Promise<(T | Outcome)[]> {
    const { fault, value } = await request(act);
    return value ?? Array.from({ length: count }, () => outcomeOf(fault));
  }

  async function answer<T>(read: () => T): Promise<Answer<T>> {
    const { fault, value } = await request(read);
    return value === null ? failure(fault) : { kind: 'ok', value: structuredClone(value) };
  }

  function pageOf(since: FeedPosition, limit: number): FeedPage {
    if (since.epoch !== central.epoch || since.event > central.events.length)
      return { kind: 'reseed', position: central.position() };
    const events = central.events.slice(since.event, since.event + limit);
    return { kind: 'events', epoch: central.epoch, events, last: central.events.length };
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
    async events(since, limit) {
      const { fault, value } = await request(() => pageOf(since, limit), ['duplicate', 'garbage']);
      if (!value) return failure(fault);
      const page = structuredClone(value);
      if (page.kind !== 'events') return { kind: 'ok', value: page };
      if (fault === 'duplicate') page.events = [...page.events, ...page.events].reverse();
      if (fault === 'garbage') page.events.splice(0, 1);
      return { kind: 'ok', value: page };
    },
    position: () => answer(() => central.position()),
    page: (entity, after, limit) =>
      answer(() => {
        const rows = central.rows(entity).filter(({ key }) => after === null || key > after);
        const page = rows.slice(0, limit);
        return { rows: page, next: rows.length > limit ? (page.at(-1)?.key ?? null) : null };
      }),
    count: (entity) => answer(() => central.rows(entity).length),
    policy: () => answer(() => central.policy()),
    history: () => answer(() => []),
    heldSlots: () => answer(() => central.held),
    find: () => answer(() => [...central.slots.values()]),
    search: () => answer(() => ({ slots: [], waitingRoom: { forecast: null } })),
    hold: async () => ({ kind: 'offline' }),
    release: async () => undefined,
    clinics: () => answer(() => []),
    sendConfirmation: async () => ({ kind: 'offline' }),
    eligibility: () => answer(() => ({ refusals: [], insured: true })),
    submission: (question) => answer(() => central.submission(question)),
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

function failure(fault: Fault): Exclude<Answer<never>, { kind: 'ok' }> {
  if (fault === 'unauthorised') return { kind: 'unauthorised', status: 401 };
  return fault === 'throttle' ? { kind: 'failed', status: 429 } : { kind: 'offline' };
}

import type { Exchange, Http, HttpOptions, HttpRequest } from '../../../core/remote/http.ts';
import type { CentralGateway } from '../../../core/sync/ports.ts';
import { type Fault, patienceMs } from './fault.ts';
import type { Network } from './network.ts';
import { type Random, randomFrom } from './random.ts';
import { spoilt, strangeReply } from './strange-replies.ts';

/** From now on each request of a desk meets one of these faults, or none. */
export interface Weather {
  faults: readonly Fault[];
  /** Share of requests that meet a fault. */
  rate: number;
  /** So many requests meet one, then it clears up. */
  requests: number;
  seed: number;
}

/** How a WebSocket of the desk fares: works, loses notices, brings each twice or late and in another order, or cannot be had. */
export const noticeKinds = ['fine', 'lossy', 'doubled', 'late', 'none'] as const;
export type Notices = (typeof noticeKinds)[number];

/** The process at the desk's end of the line; what is under way when it ends reaches nobody. */
export interface Process {
  alive: boolean;
}

/** One desk's line to central. It outlives the desk's processes. */
export interface Line {
  weather: Weather | null;
  notices: Notices;
  http(process: Process): (options: HttpOptions) => Http;
  listen(process: Process): CentralGateway['listen'];
  /** Central has events up to `last`. */
  tell(last: number): void;
  /** Connections are cut now. */
  cut(): void;
}

/** These strike when the answer has something to spoil. */
const spoiling: readonly Fault[] = ['cut-body', 'garbage', 'other-json', 'feed-gap', 'feed-repeated'];

const legMs = 20;
const bindMs = 40;

export function line(network: Network, name: string): Line {
  let weather: Weather | null = null;
  let random: Random = randomFrom(0);
  let left = 0;
  /** Raised when all connections are cut: what was on its way before is gone. */
  let generation = 0;
  const listeners = new Set<{ process: Process; hear(last: number): void; lose(): void }>();

  function nextFault(): Fault | null {
    if (!weather || weather.faults.length === 0 || left === 0 || !random.chance(weather.rate)) return null;
    left -= 1;
    return random.pick(weather.faults);
  }

  function exchange(process: Process, options: HttpOptions, request: HttpRequest): Promise<Exchange> {
    const sentAt = options.now();
    return new Promise((resolve) => {
      if (!process.alive) return;
      carry(request, (answer) => {
        if (!process.alive) return;
        if (answer.kind === 'reply') options.onReply(answer, sentAt, options.now());
        resolve(answer);
      });
    });
  }

  function carry(request: HttpRequest, answer: (exchange: Exchange) => void): void {
    const { time } = network;
    const mine = generation;
    let answered = false;
    const fault = network.isDown() ? 'no-connection' : nextFault();
    network.note(`${name} ${request.method} ${placeOf(request.url)} ${fault ?? ''}`);
    if (fault !== null && !spoiling.includes(fault)) network.happened(fault);

    const answerOnce = (exchange: Exchange) => {
      if (answered) return;
      answered = true;
      answer(exchange);
    };
    const none = (kind: 'no-answer' | 'not-sent', ms: number) => time.after(ms, () => answerOnce({ kind }));
    /** Central, if the way there still stands when the request arrives. */
    const arrive = (ms: number, then: (reply: Parameters<typeof spoilt>[0]) => void) =>
      time.after(ms, async () => {
        if (mine !== generation || network.isDown()) return () => answerOnce({ kind: 'no-answer' });
        const reply = await network.forward(request);
        return () => {
          network.note(`  central to ${name}: ${reply.status} ${eventOf(reply)}`);
          then(reply);
        };
      });
    const back = (reply: Parameters<typeof spoilt>[0], ms: number) =>
      time.after(ms, () => answerOnce(mine === generation ? received(reply) : { kind: 'no-answer' }));
    const slowMs = () => 500 + random.int(8_000);

    switch (fault) {
      case null:
        arrive(legMs, (reply) => back(reply, legMs));
        return;
      case 'no-connection':
        none('not-sent', legMs);
        return;
      case 'cut-before':
        none('no-answer', legMs);
        return;
      case 'cut-after':
        arrive(legMs, () => none('no-answer', legMs));
        return;
      case 'silence-before':
        none('no-answer', patienceMs);
        return;
      case 'silence-after':
        arrive(slowMs(), () => undefined);
        none('no-answer', patienceMs);
        return;
      case 'arrives-late':
        none('no-answer', patienceMs);
        arrive(patienceMs + random.int(40_000), () => undefined);
        return;
      case 'arrives-twice':
        arrive(legMs, (reply) => back(reply, legMs));
        arrive(random.chance(0.5) ? legMs : slowMs(), () => undefined);
        return;
      case 'slow':
        arrive(slowMs(), (reply) => back(reply, slowMs()));
        return;
      case 'status-500-after':
        arrive(legMs, () => answerStrangely(fault, legMs));
        return;
      case 'cut-body':
      case 'garbage':
      case 'other-json':
      case 'feed-gap':
      case 'feed-repeated':
        arrive(legMs, (reply) => {
          const arrived = spoilt(reply, fault, random);
          if (arrived.text !== reply.text) network.happened(fault);
          back(arrived, legMs);
        });
        return;
      default:
        answerStrangely(fault, 2 * legMs);
    }

    function answerStrangely(kind: Fault, ms: number): void {
      const reply = strangeReply(kind, random, network.machineNow());
      if (!reply) throw new Error(`no answer of its own: ${kind}`);
      back(reply, ms);
    }
  }

  function listen(process: Process, handlers: Parameters<CentralGateway['listen']>[0]): () => void {
    let open = false;
    let ended = false;
    const me = {
      process,
      hear(last: number) {
        if (!open || ended || !process.alive) return;
        if (made.notices === 'late') network.happened('notice-late');
        network.time.after(made.notices === 'late' ? random.int(8_000) : legMs, () => deliver(last));
      },
      lose() {
        if (ended) return;
        end();
        network.time.after(legMs, () => {
          if (process.alive) handlers.onState(false);
        });
      },
    };
    const deliver = (last: number) => {
      if (ended || !process.alive) return;
      if (made.notices === 'lossy') return network.happened('notice-lost');
      handlers.onNotice(last);
      if (made.notices !== 'doubled') return;
      network.happened('notice-doubled');
      handlers.onNotice(last);
    };
    const end = () => {
      ended = true;
      listeners.delete(me);
    };
    listeners.add(me);
    network.time.after(bindMs, () => {
      if (ended || !process.alive) return;
      if (made.notices === 'none' || network.isDown()) {
        if (made.notices === 'none') network.happened('no-notices');
        end();
        handlers.onState(false);
        return;
      }
      open = true;
      handlers.onState(true);
      deliver(network.position().event);
    });
    return end;
  }

  const made: Line = {
    get weather() {
      return weather;
    },
    set weather(next) {
      weather = next;
      random = randomFrom(next?.seed ?? 0);
      left = next?.requests ?? 0;
    },
    notices: 'fine',
    http: (process) => (options) => ({ exchange: (request) => exchange(process, options, request), close: () => undefined }),
    listen: (process) => (handlers) => listen(process, handlers),
    tell(last) {
      for (const listener of [...listeners]) listener.hear(last);
    },
    cut() {
      generation += 1;
      if (listeners.size > 0) network.happened('connections-cut');
      for (const listener of [...listeners]) listener.lose();
    },
  };
  return made;
}

/** Without the keys that central mints, which differ from run to run. */
const placeOf = (url: string) =>
  url
    .split('/fhir/')
    .at(-1)
    ?.split(/%7C|-[0-9a-f]{4}-.{21}/)[0] ?? url;

const eventOf = ({ headers }: Parameters<typeof spoilt>[0]) =>
  String(headers['x-okienko-position'] ?? '')
    .split(';')
    .at(-1);

function received({ status, headers, text }: Parameters<typeof spoilt>[0]): Exchange {
  return { kind: 'reply', status, headers, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

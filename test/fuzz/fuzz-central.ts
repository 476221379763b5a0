import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { contentTypes, type FuzzWorld, makeFuzzWorld, type SeedRequest } from './fuzz-world.ts';
import { type Mutation, mutated, mutation, oddText } from './mutate.ts';

interface FuzzRequest {
  seed: number;
  credential: number;
  method: string | null;
  /** Replaces a part of the address. */
  place: { at: number; text: string } | null;
  mutations: Mutation[];
  raw: { cut: number; deep: number; contentType: string } | null;
  headers: Record<string, string>;
}

export interface FuzzReport {
  requests: number;
  statuses: Record<string, number>;
  /** Bytes in use once warm, and at the end. */
  heap: { warm: number; end: number };
  /** null = nothing found; otherwise the smallest request that shows it, and what was seen. */
  found: string | null;
}

const printable = (text: string) => encodeURIComponent(text.toWellFormed()).slice(0, 2000);
const oddHeader = fc.oneof(oddText.map(printable), fc.constantFrom('%00', '%E0%A4%A', 'W/"1"', '*', '1', 'x'.repeat(5000)));

/** null, and once in so many times something. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: times - 1 }, { arbitrary, weight: 1 });

const request: fc.Arbitrary<FuzzRequest> = fc.record({
  seed: fc.nat(),
  credential: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(4), weight: 2 }),
  method: rarely(fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'), 10),
  place: rarely(
    fc.record({
      at: fc.nat(),
      text: fc.oneof(oddText.map(printable), fc.constantFrom('%00', '%', '%E0%A4%A', '//', '?', '#', '$book')),
    }),
    3,
  ),
  mutations: fc.array(mutation, { maxLength: 4 }),
  raw: rarely(
    fc.record({
      cut: fc.nat(400),
      deep: fc.constantFrom(0, 0, 0, 60, 70, 50_000),
      contentType: fc.constantFrom(...contentTypes),
    }),
    8,
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      'x-request-id',
      'if-match',
      'x-okienko-author',
      'x-okienko-reason',
      'authorization',
      'cookie',
      'x-forwarded-for',
      'host',
    ),
    oddHeader,
    { maxKeys: 2 },
  ),
});

/** Sends changed requests until one gets a 5xx, shows a stack trace or gets no answer; that one is made smaller. Same seed, same requests. */
export async function fuzzCentral({ runs, seed }: { runs: number; seed: number }): Promise<FuzzReport> {
  const world = await makeFuzzWorld();
  const statuses: Record<string, number> = {};
  const report: FuzzReport = { requests: 0, statuses, heap: { warm: 0, end: 0 }, found: null };
  const property = fc.asyncProperty(request, async (one) => {
    const number = report.requests++;
    if (number === Math.floor(runs / 4)) report.heap.warm = heapUsed();
    // The calls of /admin may move it anywhere.
    if (number % 50 === 0) await world.central.clock.set('2026-11-23T08:00:00Z');
    const { status, text } = await send(world, one);
    statuses[status] = (statuses[status] ?? 0) + 1;
    const faults = world.faults.splice(0);
    if (status >= 500 || faults.length > 0) throw new Error(`answered ${status}: ${faults.map(stackOf).join('\n')}`);
    if (/node_modules|\.ts:\d|\n\s+at /.test(text)) throw new Error(`a stack trace in the body: ${text.slice(0, 500)}`);
  });
  try {
    const details = await fc.check(property, { numRuns: runs, seed, endOnFailure: false });
    report.heap.end = heapUsed();
    if (details.failed) {
      const [smallest] = details.counterexample ?? [];
      report.found = `${fc.stringify(smallest && sentAs(world, smallest))}\n${String(details.errorInstance)}`;
    }
    return report;
  } finally {
    await world.central.close();
  }
}

async function send(world: FuzzWorld, one: FuzzRequest): Promise<{ status: number; text: string }> {
  const { method, url, headers, payload } = sentAs(world, one);
  const answer = await world.server.inject({ method: method as 'GET', url, headers, ...(payload === null ? {} : { payload }) });
  return { status: answer.statusCode, text: answer.body };
}

interface Sent {
  method: string;
  url: string;
  headers: Record<string, string>;
  payload: string | null;
}

function sentAs(world: FuzzWorld, { seed, credential, method, place, mutations, raw, headers }: FuzzRequest): Sent {
  const origin = world.seeds[seed % world.seeds.length] as SeedRequest;
  const body = bodyOf(origin, mutations, raw);
  return {
    method: method ?? origin.method,
    url: placed(origin.url, place),
    headers: {
      ...credentialsFor(world, origin, credential),
      ...(body === null
        ? {}
        : { 'content-type': raw?.contentType ?? (origin.form ? 'application/x-www-form-urlencoded' : 'application/json') }),
      ...(origin.url === '/sms/inbound' ? world.signed(body ?? '') : {}),
      ...headers,
    },
    payload: body,
  };
}

/** Mostly what the call wants: past the sign-in there is more to be found. */
function credentialsFor({ credentials }: FuzzWorld, { url }: SeedRequest, credential: number): Record<string, string> {
  const wanted = credential === 0 && url.startsWith('/ikp') ? 2 : credential;
  return credentials[wanted] ?? {};
}

function bodyOf({ body, form }: SeedRequest, mutations: readonly Mutation[], raw: FuzzRequest['raw']): string | null {
  if (raw !== null && raw.deep > 0) return `{"resourceType":${'['.repeat(raw.deep)}${']'.repeat(raw.deep)}}`;
  if (body === undefined && form === undefined) return null;
  const changed = mutated(body ?? form, mutations);
  const text = form ? formText(changed) : changed === undefined ? '' : JSON.stringify(changed);
  return raw === null ? text : text.slice(0, raw.cut);
}

function formText(changed: unknown): string {
  if (typeof changed !== 'object' || changed === null) return String(changed);
  return new URLSearchParams(
    Object.entries(changed).map(([name, value]) => [name, String(typeof value === 'object' ? JSON.stringify(value) : value)]),
  ).toString();
}

function placed(url: string, place: FuzzRequest['place']): string {
  if (place === null) return url;
  const parts = url.split(/(?<=[/?&=|])/);
  // The first one is the slash at which every address begins.
  const at = 1 + (place.at % Math.max(1, parts.length - 1));
  const ending = /[/?&=|]$/.exec(parts[at] ?? '')?.[0] ?? '';
  return parts
    .with(Math.min(at, parts.length - 1), `${place.text}${ending}`)
    .join('')
    .replace(/^(?!\/)/, '/');
}

const stackOf = (fault: unknown) => (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

import { isContractProcedure } from '@orpc/contract';
import fc from 'fast-check';
import type { z } from 'zod';
import { contract } from '../../core/contract/contract.ts';
import { type CallPath, permissions } from '../../core/contract/permissions.ts';
import { anActor } from '../../core/desk/test-desk.ts';
import { type DeskLine, type DeskLines, openDeskLines } from './desk-lines.ts';
import { inputOf } from './input-of.ts';
import { type Mutation, mutated, mutation, oddText } from './mutate.ts';

type Shake =
  /** A call of the contract with an input that it does not take, by somebody who may make it. */
  | { kind: 'input'; line: DeskLine['name']; call: string; input: unknown }
  /** Any input, by nobody. */
  | { kind: 'nobody'; line: DeskLine['name']; call: string; input: unknown }
  /** A call that there is not. */
  | { kind: 'path'; line: DeskLine['name']; path: string[]; input: unknown }
  /** Bytes that no client sends, by nobody. */
  | { kind: 'raw'; line: DeskLine['name']; frame: unknown; cut: number; spoil: number };

export interface DeskFuzzReport {
  calls: number;
  /** How often each answer came: an error code, `refused`, `answered`, or `raw`. */
  answers: Record<string, number>;
  /** null = nothing found; otherwise the smallest call that shows it, and what was seen. */
  found: string | null;
}

interface Call {
  path: string;
  schema: z.ZodType | null;
  byAnyone: boolean;
}

function callsOf(node: object, path: string[] = []): Call[] {
  if (isContractProcedure(node)) {
    const { inputSchema } = node['~orpc'];
    const name = path.join('.');
    return [
      {
        path: name,
        schema: (inputSchema as z.ZodType | undefined) ?? null,
        byAnyone: permissions[name as CallPath].allowed === 'anyone',
      },
    ];
  }
  return Object.entries(node).flatMap(([name, child]) => callsOf(child as object, [...path, name]));
}
const calls = callsOf(contract);
const byPath = new Map(calls.map((call) => [call.path, call]));

/** What JSON cannot say but the transport can. */
const oddThing = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  10n ** 40n,
  new Date(Number.NaN),
  new Map([[{}, []]]),
  new Set([new Set()]),
  /(a+)+$/,
  new URL('file:///etc/passwd'),
);
const inputsOf = new Map<Call, fc.Arbitrary<unknown>>();
const line = fc.constantFrom<DeskLine['name'][]>('port', 'socket');

const changedInput = ({ schema }: Call): fc.Arbitrary<unknown> => {
  const odd = fc.oneof(oddText, oddThing, fc.jsonValue({ maxDepth: 3 }));
  if (!schema) return odd;
  const changed = fc
    .tuple(inputOf(schema), fc.array(mutation, { minLength: 1, maxLength: 3 }))
    .map(([input, mutations]: [unknown, Mutation[]]) => mutated(input, mutations));
  return fc.oneof({ arbitrary: changed, weight: 5 }, { arbitrary: odd, weight: 1 });
};

function inputs(call: Call): fc.Arbitrary<unknown> {
  const made = inputsOf.get(call) ?? changedInput(call);
  inputsOf.set(call, made);
  return made;
}

/** Made once: what is built from a schema costs more than the call. */
const onCall = (kind: 'input' | 'nobody', of: readonly Call[]): fc.Arbitrary<Shake> =>
  fc.oneof(...of.map((call) => fc.record({ kind: fc.constant(kind), line, call: fc.constant(call.path), input: inputs(call) })));

const shake: fc.Arbitrary<Shake> = fc.oneof(
  {
    arbitrary: onCall(
      'input',
      calls.filter(({ schema }) => schema !== null),
    ),
    weight: 6,
  },
  {
    arbitrary: onCall(
      'nobody',
      calls.filter(({ byAnyone }) => !byAnyone),
    ),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('path' as const),
      line,
      path: fc
        .array(
          fc.oneof(
            // A client cannot say half a letter in an address.
            oddText.map((text) => text.toWellFormed()),
            fc.constantFrom('desk', 'session', 'get', 'then', 'toString'),
          ),
          { maxLength: 4 },
        )
        // By chance the pieces may make `session.get`, which there is.
        .filter((path) => !byPath.has(path.join('.'))),
      input: fc.oneof(oddText, oddThing),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('raw' as const),
      line,
      frame: fc.option(fc.oneof(oddText, fc.uint8Array({ maxLength: 60 }), fc.jsonValue({ maxDepth: 2 }))),
      cut: fc.nat(400),
      spoil: fc.nat(400),
    }),
    weight: 1,
  },
);

const everybody = anActor();

/**
 * Malformed calls to core's contract until one ends in anything but a refusal: an answer without one, an exception, a stack trace,
 * no answer at all, or a changed database. That one is made smaller. Same seed, same calls.
 */
export async function fuzzDesk({ runs, seed }: { runs: number; seed: number }): Promise<DeskFuzzReport> {
  const lines = await openDeskLines();
  const report: DeskFuzzReport = { calls: 0, answers: {}, found: null };
  const thrown: unknown[] = [];
  const onThrown = (error: unknown) => void thrown.push(error);
  process.on('uncaughtException', onThrown).on('unhandledRejection', onThrown);
  const state = stateOf(lines);
  const before = state();
  try {
    const property = fc.asyncProperty(shake, async (one) => {
      report.calls += 1;
      const answer = await made(lines, one);
      report.answers[answer] = (report.answers[answer] ?? 0) + 1;
      if (thrown.length > 0) throw new Error(`core threw ${thrown.map(stackOf).join('\n')}`);
      for (const text of lines.line(one.line).heard()) {
        if (/node_modules|\.ts:\d|\\n\s+at |SQLITE_/.test(text)) throw new Error(`a stack trace: ${text.slice(0, 500)}`);
      }
      if (!allowed[one.kind].includes(answer)) throw new Error(`ended as ${answer}`);
      const now = state();
      if (now !== before) throw new Error(`the databases changed: ${before} → ${now}`);
    });
    const details = await fc.check(property, { numRuns: runs, seed, endOnFailure: false });
    if (details.failed) {
      report.found = `seed ${seed}, path ${details.counterexamplePath}: ${fc.stringify(details.counterexample)}\n${String(details.errorInstance)}`;
    }
    const { journalIsWhole, copyIsWhole, auditBreak } = lines.desk.store.check();
    if (!journalIsWhole || !copyIsWhole || auditBreak !== null) report.found ??= 'the files are damaged';
    return report;
  } finally {
    process.off('uncaughtException', onThrown).off('unhandledRejection', onThrown);
    await lines.close();
  }
}

const allowed: Record<Shake['kind'], string[]> = {
  // `well-formed`: the mutation has left an input that the call takes; it is not made.
  input: ['BAD_REQUEST', 'well-formed'],
  nobody: ['UNAUTHORIZED', 'refused'],
  path: ['NOT_FOUND', 'UNAUTHORIZED', 'FORBIDDEN'],
  raw: ['raw'],
};

async function made(lines: DeskLines, one: Shake): Promise<string> {
  if (one.kind === 'raw') return raw(lines, one);
  if (one.kind === 'input' && byPath.get(one.call)?.schema?.safeParse(one.input).success) return 'well-formed';
  lines.actAs(one.kind === 'input' ? everybody : null);
  return ending(lines.line(one.line), one.kind === 'path' ? one.path : one.call.split('.'), one.input);
}

const patienceMs = 5000;

async function ending(over: DeskLine, path: string[], input: unknown): Promise<string> {
  const abort = new AbortController();
  const silence = Promise.withResolvers<string>();
  const timer = setTimeout(() => silence.resolve('no answer'), patienceMs);
  try {
    return await Promise.race([
      silence.promise,
      over.closed.then(() => 'closed'),
      over.call(path, input, abort.signal).then(
        (value) => ((value as { ok?: unknown } | null)?.ok === false ? 'refused' : 'answered'),
        (error: { code?: string; message?: string }) => error.code ?? `thrown here: ${error.message}`,
      ),
    ]);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

/** A frame of our own, or one that a client has sent, cut and spoilt. The line must answer afterwards, or a new one. */
async function raw(lines: DeskLines, { line: name, frame, cut, spoil }: Extract<Shake, { kind: 'raw' }>): Promise<string> {
  lines.actAs(null);
  const over = lines.line(name);
  over.sendRaw(frame ?? spoilt(over.sent().at(-1), cut, spoil));
  if ((await ending(over, ['desk', 'status'], undefined)) === 'answered') return 'raw';
  await lines.reopen(name);
  return (await ending(lines.line(name), ['desk', 'status'], undefined)) === 'answered' ? 'raw' : 'no answer any more';
}

function spoilt(frame: unknown, cut: number, spoil: number): unknown {
  const bytes =
    typeof frame === 'string' ? Buffer.from(frame) : frame instanceof ArrayBuffer ? Buffer.from(frame) : Buffer.from('{}');
  const kept = Buffer.from(bytes.subarray(0, Math.max(1, bytes.length - cut)));
  const at = spoil % kept.length;
  kept[at] = (kept[at] ?? 0) ^ 0x55;
  return typeof frame === 'string' ? kept.toString('latin1') : new Uint8Array(kept);
}

/** Everything that SQLite has written on this connection, and what people could see of it. */
function stateOf({ desk: { store } }: DeskLines): () => string {
  const changes = store.read.prepare('SELECT total_changes() AS n');
  return () => JSON.stringify([changes.get(), store.log.auditHead(), store.journal.counts(), store.copy.position()]);
}

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

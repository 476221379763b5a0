import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aVisit } from '../domain/test-builders.ts';
import { type IntentEvent, nextStep } from './intent-state.ts';
import type { IntentState, JournalEntry, Outcome } from './ports.ts';

const states: IntentState[] = ['pending', 'sending', 'unknown', 'confirmed', 'parked', 'superseded', 'withdrawn'];
const now = 1_000_000;
const applied: Outcome = { kind: 'applied', position: { epoch: 'e1', event: 7 }, versions: { 'visit:v': 2 }, aliases: {} };
const refused: Outcome = { kind: 'refused', status: 409, refusals: [{ code: 'slot-taken' }], current: null };
const retry: Outcome = { kind: 'retry', status: 429, retryAfterMs: 5_000 };
const unauthorised: Outcome = { kind: 'unauthorised', status: 401 };
const unknown: Outcome = { kind: 'unknown' };

/** Every event that there is, by the words of the picture in docs/spec/sync.md. */
const events: Record<string, IntentEvent> = {
  send: { kind: 'send' },
  'answer applied': { kind: 'answer', outcome: applied },
  'answer refused': { kind: 'answer', outcome: refused },
  'answer retry': { kind: 'answer', outcome: retry },
  'answer unauthorised': { kind: 'answer', outcome: unauthorised },
  'no answer': { kind: 'answer', outcome: unknown },
  'fate applied': { kind: 'fate', fate: applied },
  'fate refused': { kind: 'fate', fate: refused },
  'fate never seen': { kind: 'fate', fate: { kind: 'never-seen' } },
  'fate voided': { kind: 'fate', fate: { kind: 'voided' } },
  'fate retry': { kind: 'fate', fate: retry },
  'fate unauthorised': { kind: 'fate', fate: unauthorised },
  'fate unknown': { kind: 'fate', fate: unknown },
  'fate offline': { kind: 'fate', fate: { kind: 'offline' } },
  'found sending': { kind: 'found-sending' },
  'seen in the feed': { kind: 'seen', position: { epoch: 'e1', event: 9 }, versions: {} },
  'given up': { kind: 'give-up', author: 'Ewa', at: '2026-11-23T07:00:00Z', reason: 'twice' },
  'base gone': { kind: 'base-gone' },
  'epoch lost': { kind: 'epoch-lost' },
};

const entry = (state: IntentState, some: Partial<JournalEntry> = {}): JournalEntry => ({
  intent: {
    id: 'i1',
    act: { kind: 'book', visit: aVisit(), patient: null },
    keys: [],
    seenVersion: null,
    baseIntentId: null,
    supersedes: null,
    author: 'Anna',
    reason: null,
    at: '2026-11-23T07:00:00Z',
  },
  state,
  sequence: 1,
  place: 1,
  attempts: 1,
  nextAttemptAt: null,
  lastOutcome: null,
  confirmedAt: null,
  exposed: false,
  baseId: null,
  stalled: false,
  ...some,
});
const stepOf = (state: IntentState, event: string, some: Partial<JournalEntry> = {}) =>
  nextStep(entry(state, some), events[event] as IntentEvent, now, 0.5);

describe('the state machine', () => {
  /** Row: state; columns: the events that do something, with the state that follows. All others do nothing. */
  const table: Record<IntentState, Record<string, IntentState>> = {
    pending: { send: 'sending', 'seen in the feed': 'confirmed', 'given up': 'withdrawn', 'base gone': 'parked' },
    sending: {
      'answer applied': 'confirmed',
      'answer refused': 'parked',
      'answer retry': 'pending',
      'answer unauthorised': 'pending',
      'no answer': 'unknown',
      'found sending': 'unknown',
      'seen in the feed': 'confirmed',
    },
    unknown: {
      'fate applied': 'confirmed',
      'fate refused': 'parked',
      'fate never seen': 'pending',
      'fate voided': 'withdrawn',
      'fate retry': 'unknown',
      'fate unauthorised': 'unknown',
      'fate unknown': 'unknown',
      'fate offline': 'unknown',
      'seen in the feed': 'confirmed',
      'given up': 'withdrawn',
    },
    confirmed: { 'epoch lost': 'unknown' },
    parked: { 'seen in the feed': 'confirmed', 'given up': 'withdrawn' },
    superseded: {},
    withdrawn: {},
  };

  test.each(states.flatMap((state) => Object.keys(events).map((event) => [state, event] as const)))('%s, %s', (state, event) => {
    expect(stepOf(state, event)?.change.state ?? null).toBe(table[state][event] ?? null);
  });

  test('is the picture in docs/spec/sync.md, edge by edge', () => {
    const drawn = edgesOfPicture(readFileSync(new URL('../../docs/spec/sync.md', import.meta.url), 'utf8'));
    const inCode = new Set(['[*] pending entered', 'parked superseded replaced']);
    for (const state of states) {
      for (const event of Object.keys(events)) {
        for (const exposed of [false, true]) {
          const to = stepOf(state, event, { exposed })?.change.state;
          if (to && to !== state) inCode.add(`${state} ${to} ${event}`);
        }
      }
    }
    expect(drawn).toEqual(inCode);
  });
});

/** Lines such as `sending --> pending: answer retry / answer unauthorised`. */
function edgesOfPicture(markdown: string): Set<string> {
  const picture = /```mermaid\n([\s\S]*?)```/.exec(markdown)?.[1] ?? '';
  const edges = new Set<string>();
  for (const [, from, to, labels] of picture.matchAll(/^ *(\S+) --> (\S+): (.+)$/gm)) {
    for (const label of (labels ?? '').split(' / ')) edges.add(`${from} ${to} ${label}`);
  }
  return edges;
}

describe('sending', () => {
  test('counts the attempt', () => {
    expect(stepOf('pending', 'send', { attempts: 2 })?.change).toMatchObject({ attempts: 3, nextAttemptAt: null });
  });

  test("waits at least as long as central asks, and holds everything else back: it is central's pause, not this intent's", () => {
    const step = stepOf('sending', 'answer retry');
    expect(step?.change.nextAttemptAt).toBe(now + 5_000);
    expect(step?.consequences).toEqual([{ kind: 'hold', why: 'throttled', ms: 5_000 }]);
  });

  test('without a connection is tried again later', () => {
    const offline: IntentEvent = { kind: 'answer', outcome: { kind: 'retry', status: null, retryAfterMs: null } };
    const step = nextStep(entry('sending', { attempts: 3 }), offline, now, 0);
    expect(step?.change.nextAttemptAt).toBe(now + 4_000);
    expect(step?.consequences).toEqual([{ kind: 'hold', why: 'unreachable', ms: 4_000 }]);
    expect(step?.change.exposed).toBe(false);
  });

  test.each(['answer unauthorised', 'fate unauthorised'])('%s pauses the queue', (event) => {
    const state = event.startsWith('answer') ? 'sending' : 'unknown';
    expect(stepOf(state, event)?.consequences).toEqual([{ kind: 'pause' }]);
  });
});

describe('what may still be on its way', () => {
  test.each([
    ['sending', 'no answer'],
    ['sending', 'found sending'],
    ['confirmed', 'epoch lost'],
  ] as const)('%s, %s: the intent counts as exposed', (state, event) => {
    expect(stepOf(state, event)?.change.exposed).toBe(true);
  });

  test('stays exposed when it is sent again', () => {
    expect(stepOf('unknown', 'fate never seen', { exposed: true })?.change).toMatchObject({ state: 'pending', exposed: true });
    expect(stepOf('sending', 'answer retry', { exposed: true })?.change.exposed).toBe(true);
  });

  test.each(['fate applied', 'fate refused', 'fate voided'])('voiding one that waits to be sent again: %s', (event) => {
    const expected = { 'fate applied': 'confirmed', 'fate refused': 'parked', 'fate voided': 'withdrawn' }[event];
    expect(stepOf('pending', event, { exposed: true })?.change.state).toBe(expected);
  });

  test('asking without an answer waits longer each time', () => {
    const waits = [1, 2, 3].map((attempts) => (stepOf('unknown', 'fate offline', { attempts })?.change.nextAttemptAt ?? 0) - now);
    expect(waits).toEqual([1_500, 3_000, 6_000]);
  });
});

describe('tasks', () => {
  test.each([
    ['sending', 'answer refused', [{ code: 'slot-taken' }]],
    ['unknown', 'fate refused', [{ code: 'slot-taken' }]],
    ['pending', 'base gone', [{ code: 'not-found', path: 'base' }]],
  ] as const)('%s, %s opens one', (state, event, refusals) => {
    expect(stepOf(state, event)?.consequences).toEqual([{ kind: 'open-task', current: null, refusals }]);
  });

  test.each([
    ['given up', 'withdrawn'],
    ['seen in the feed', 'fixed'],
  ] as const)('parked, %s closes it', (event, resolution) => {
    expect(stepOf('parked', event)?.consequences).toEqual([{ kind: 'close-task', resolution }]);
  });

  test('I7: giving up is written to the audit log with author and reason', () => {
    expect(stepOf('parked', 'given up')?.change.audit).toEqual({
      author: 'Ewa',
      at: '2026-11-23T07:00:00Z',
      what: 'give-up',
      reason: 'twice',
    });
  });
});

test('confirming keeps where the copy must get to, and the versions for what builds on it', () => {
  expect(stepOf('sending', 'answer applied')?.change).toMatchObject({
    outcome: applied,
    confirmedAt: { epoch: 'e1', event: 7 },
    nextAttemptAt: null,
  });
  expect(stepOf('unknown', 'seen in the feed')?.change.confirmedAt).toEqual({ epoch: 'e1', event: 9 });
});

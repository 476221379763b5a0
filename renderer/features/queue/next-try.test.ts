import { expect, test } from 'vitest';
import type { DeskStatus, QueueItem } from '../../../core/contract/views.ts';
import { type NextTry, nextTry } from './next-try.ts';

const now = '2026-11-23T10:00:00Z';
const item = (state: QueueItem['state'], nextAttemptAt: string | null = null): QueueItem => ({
  intentId: 'i',
  act: 'book',
  state,
  at: now,
  attempts: 1,
  nextAttemptAt,
  patientName: null,
  wantedLocalStart: null,
  stalled: false,
  lastAnswer: 'none',
  refusals: [],
});

test.each<[string, QueueItem, DeskStatus['connection'], NextTry]>([
  ['a refused change waits for a person', item('parked', '2026-11-23T11:00:00Z'), 'online', { when: 'none' }],
  ['offline: after the connection', item('pending'), 'offline', { when: 'connection' }],
  ['the queue stands: after the connection', item('pending'), 'unauthorised', { when: 'connection' }],
  ['nothing holds it', item('pending'), 'online', { when: 'now' }],
  ['its time has come', item('unknown', now), 'online', { when: 'now' }],
  ['later today', item('unknown', '2026-11-23T10:05:00Z'), 'online', { when: 'at', instant: '2026-11-23T10:05:00Z' }],
  [
    'after midnight in Warsaw',
    item('unknown', '2026-11-23T23:30:00Z'),
    'online',
    { when: 'day', instant: '2026-11-23T23:30:00Z' },
  ],
])('%s', (_, one, connection, expected) => expect(nextTry(one, connection, now)).toEqual(expected));

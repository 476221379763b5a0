import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../domain/intent.ts';
import { aPatient, aVisit } from '../../domain/test-builders.ts';
import type { Outcome } from '../../sync/ports.ts';
import { newIntent } from '../record.ts';
import { type TestDesk, testDesk } from '../test-desk.ts';
import { doneExercises, noteOffline } from './exercises.ts';
import { waitingBooking } from './take-slot.ts';

let desk: TestDesk;
beforeEach(() => {
  desk = testDesk();
});
afterEach(() => desk.remove());

const booking = (): Act => ({ kind: 'book', visit: aVisit({ id: randomUUID() }), patient: aPatient() });
const applied = { kind: 'applied', position: { epoch: 'epoch-1', event: 1 }, versions: {}, aliases: {} } as const;
const taken: Outcome = { kind: 'refused', status: 409, refusals: [{ code: 'slot-taken' }], current: null };

function enter(act: Act, supersedes: string | null = null): string {
  const id = randomUUID();
  desk.store.journal.append([newIntent(desk, { id, act, supersedes })]);
  return id;
}

const done = () => doneExercises(desk.store.journal);

describe('an exercise ticks itself off by what really happened', () => {
  it('a booking counts when central has confirmed it, not before', () => {
    const id = enter(booking());
    expect(done()).toEqual([]);
    desk.answer(id, applied);
    expect(done()).toEqual(['book']);
  });

  it('what was entered while the line was cut counts once it has arrived', () => {
    const id = enter(booking());
    noteOffline(desk.store.journal);
    noteOffline(desk.store.journal);
    expect(done()).toEqual([]);
    desk.answer(id, applied);
    expect(done()).toEqual(['book', 'offline']);
  });

  it('a conflict counts when somebody has decided about it', () => {
    const id = enter(booking());
    desk.answer(id, taken);
    expect(done()).toEqual([]);
    enter(booking(), id);
    expect(done()).toEqual(['conflict']);
  });

  it('what was given up before central had seen it is no conflict', async () => {
    const id = enter(booking());
    await desk.central?.sync.withdraw(id, { author: 'Test', reason: 'x' });
    expect(done()).toEqual([]);
  });
});

it('the slot that somebody else may take is that of the oldest booking which has not left', () => {
  expect(waitingBooking(desk)).toBeNull();
  const first = enter(booking());
  enter(booking());
  expect(waitingBooking(desk)?.intent.id).toBe(first);
  desk.answer(first, applied);
  expect(waitingBooking(desk)?.intent.id).not.toBe(first);
});

import { beforeEach, expect, it } from 'vitest';
import { forgetUndo, offerUndo, takeOffer, undoLast, withdrawOffer } from './undo.ts';

let done: string[] = [];
const offer = (id: string, some: { act?: () => void } = {}) =>
  offerUndo({ id, said: id, visitIds: [], act: () => void done.push(id), ...some });
beforeEach(() => {
  forgetUndo();
  done = [];
});

it('takes back the newest first, each once, and says when there is nothing left', () => {
  offer('move');
  offer('series');
  expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
  expect(done).toEqual(['series', 'move']);
});

it('one taken back at its own place, or by another way, is not taken back again', () => {
  offer('move');
  offer('cancel');
  withdrawOffer('cancel');
  takeOffer('move');
  takeOffer('move');
  expect(undoLast()).toBe(false);
  expect(done).toEqual(['move']);
});

it('what could not be taken back may offer itself anew, and is the newest then', () => {
  offer('series', { act: () => offer('series') });
  expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
  expect(done).toEqual(['series']);
});

it('nothing of one person is taken back by the next', () => {
  offer('move');
  forgetUndo();
  expect(undoLast()).toBe(false);
});

it('the oldest are forgotten', () => {
  for (let n = 0; n < 30; n++) offer(String(n));
  while (undoLast());
  expect(done.at(-1)).toBe('10');
});

import { expect, it } from 'vitest';
import { Together } from './together.ts';

function slow(act: (request: string) => string = (request) => `${request}!`) {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const together = new Together<string, string>(async (requests) => {
    batches.push([...requests]);
    await new Promise<void>((resolve) => gates.push(resolve));
    return requests.map(act);
  });
  /** Lets what is under way end, and whatever follows it. */
  const open = async () => {
    for (let times = 0; times < 20; times++) {
      gates.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { together, batches, open };
}

it('does the first at once, and what comes meanwhile together, in order', async () => {
  const { together, batches, open } = slow();
  const answers = Promise.all(['a', 'b', 'c'].map((request) => together.add(request)));
  expect(batches).toEqual([['a']]);
  await open();
  expect([await answers, batches]).toEqual([
    ['a!', 'b!', 'c!'],
    [['a'], ['b', 'c']],
  ]);
  const later = together.add('d');
  await open();
  expect([await later, batches.at(-1)]).toEqual(['d!', ['d']]);
});

it('does no more than fifty at a time', async () => {
  const { together, batches, open } = slow();
  const answers = Promise.all(Array.from({ length: 121 }, (_, n) => together.add(String(n))));
  await open();
  expect((await answers).at(-1)).toBe('120!');
  expect(batches.map(({ length }) => length)).toEqual([1, 50, 50, 20]);
});

it('lets the fault of one be its own: the others are done by themselves', async () => {
  const { together, open } = slow((request) => {
    if (request === 'bad') throw new Error('bad');
    return request;
  });
  const answers = Promise.allSettled(['a', 'b', 'bad', 'c'].map((request) => together.add(request)));
  await open();
  expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

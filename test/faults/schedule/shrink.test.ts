import { expect, test } from 'vitest';
import { generate } from './generate.ts';
import { shrink } from './shrink.ts';
import type { Step } from './steps.ts';

const wait = (ms: number): Step => ({ do: 'wait', ms });
const msOf = (steps: Step[]) => steps.flatMap((step) => (step.do === 'wait' ? [step.ms] : []));
const schedule = (count: number) => ({ ...generate(1, 'plain'), steps: Array.from({ length: count }, (_, n) => wait(n)) });

test('what the failure needs stays, everything else goes', async () => {
  const { steps } = await shrink(schedule(40), async (shorter) => [3, 17, 30].every((n) => msOf(shorter.steps).includes(n)));
  expect(msOf(steps)).toEqual([3, 17, 30]);
});

test('a failure that needs no step at all', async () => {
  expect((await shrink(schedule(9), async () => true)).steps).toEqual([]);
});

test('one that needs every step', async () => {
  expect((await shrink(schedule(7), async ({ steps }) => steps.length === 7)).steps).toHaveLength(7);
});

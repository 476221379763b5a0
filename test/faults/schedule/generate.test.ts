import { expect, test } from 'vitest';
import { generate } from './generate.ts';

test('a schedule follows from its seed alone', () => {
  expect(generate(7, 'plain')).toEqual(generate(7, 'plain'));
  expect(generate(7, 'plain')).not.toEqual(generate(8, 'plain'));
});

test('only a schedule of that kind brings central back from a backup, and only after one was made', () => {
  const kinds = (seed: number, kind: 'plain' | 'restore') => generate(seed, kind).steps.map((step) => step.do);
  for (let seed = 0; seed < 200; seed++) {
    expect(kinds(seed, 'plain')).not.toContain('restore');
    expect(kinds(seed, 'plain')).not.toContain('feed-restart');
    const restoring = kinds(seed, 'restore');
    expect(restoring.indexOf('backup')).toBeGreaterThanOrEqual(0);
    expect(restoring.indexOf('restore')).toBeGreaterThan(restoring.indexOf('backup'));
  }
});

test('every kind of step comes up', () => {
  const all = new Set(Array.from({ length: 300 }, (_, seed) => generate(seed, 'plain').steps.map((step) => step.do)).flat());
  expect(all).toEqual(
    new Set([
      'act',
      'central-away',
      'clock',
      'disk-free',
      'disk-full',
      'expire-events',
      'next-day',
      'notices',
      'patient',
      'power-cut',
      'restart',
      'sleep',
      'wait',
      'waiting-room-crash',
      'weather',
    ]),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';

test('what is due comes in order of time, then of asking; what is not due stays', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (times, now) => {
      const agenda = new Agenda<{ at: number; n: number }>();
      for (const [n, at] of times.entries()) agenda.add(at, { at, n });
      const taken: { at: number; n: number }[] = [];
      for (let next = agenda.takeDue(now); next !== null; next = agenda.takeDue(now)) taken.push(next);
      const sorted = times.map((at, n) => ({ at, n })).sort((a, b) => a.at - b.at || a.n - b.n);
      expect(taken).toEqual(sorted.filter(({ at }) => at <= now));
      expect(agenda.size).toBe(times.length - taken.length);
      expect(agenda.nextMs).toBe(sorted[taken.length]?.at ?? null);
    }),
  );
});

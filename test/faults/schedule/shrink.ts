import type { Schedule, Step } from './steps.ts';

/** Enough for some forty steps; a shorter schedule is worth a minute, not an hour. */
const mostRuns = 150;

/** The schedule with as many steps left out as possible while `fails` still says so. */
export async function shrink(schedule: Schedule, fails: (shorter: Schedule) => Promise<boolean>): Promise<Schedule> {
  let steps = schedule.steps;
  let runs = 0;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < steps.length && runs < mostRuns; ) {
      const shorter: Step[] = [...steps.slice(0, at), ...steps.slice(at + size)];
      runs += 1;
      if (await fails({ ...schedule, steps: shorter })) steps = shorter;
      else at += size;
    }
  }
  return { ...schedule, steps };
}

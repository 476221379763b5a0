import type { ClockStep } from '../../contract/training-views.ts';
import { addDays, addMinutes, instantOf, localDateOf } from '../../domain/time.ts';

const reminderMinutesAhead = 24 * 60;

/**
 * Where central's clock goes. `reminder`: just past the moment at which the next patient is reminded, a day before the visit (R41).
 *
 * @param machineNow this computer's instant: where `now` leads back to
 * @param visits starts of the visits to come, in order
 */
export function stepTo(step: ClockStep, now: string, machineNow: string, visits: readonly string[]): string {
  switch (step) {
    case 'now':
      return machineNow;
    case 'hour':
      return addMinutes(now, 60);
    case 'day':
      return addMinutes(now, 24 * 60);
    case 'morning':
      return instantOf(addDays(localDateOf(now), 1), '07:00');
    case 'reminder': {
      const next = visits.map((start) => addMinutes(start, 1 - reminderMinutesAhead)).find((due) => due > now);
      return next ?? now;
    }
  }
}

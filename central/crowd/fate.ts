/** What becomes of one booking, decided when it is made. Pure. */
import { addDays, instantOf, localDateOf, localTimeOf } from '../../core/domain/time.ts';
import type { CancelReason } from '../../core/domain/visit.ts';
import type { Random } from '../seed/random.ts';
import { type CrowdProfile, habits } from './profile.ts';

export type Fate =
  | { kind: 'comes' }
  | { kind: 'no-show' }
  | { kind: 'moves'; atMs: number }
  /** `thenDeletes`: wants no other date (R29). */
  | { kind: 'cancels'; atMs: number; by: 'ikp' | 'sms'; reason: CancelReason; thenDeletes: boolean };

const hourMs = 3_600_000;
const reasons = ['illness', 'no-transport', 'other-date', 'resignation', 'other'] as const satisfies CancelReason[];

/** Every booking draws once. `nowMs`: central's time of the booking. */
export function fateOf(random: Random, { ofBookings }: CrowdProfile, nowMs: number, startsAtMs: number): Fate {
  const drawn = random.next();
  const part = 0.05 + 0.9 * random.next();
  const bySms = random.chance(habits.cancelsBySms);
  const thenDeletes = random.chance(habits.wantsNoOtherDate);
  const reason = random.pick(reasons);
  const { moved, cancelled, noShow } = ofBookings;
  const ahead = () => awake(nowMs + part * (startsAtMs - nowMs), startsAtMs);
  if (drawn < moved) return { kind: 'moves', atMs: ahead() };
  if (drawn < moved + cancelled) {
    const answered = bySms ? afterReminder(nowMs, startsAtMs, part) : null;
    if (answered === null) return { kind: 'cancels', atMs: ahead(), by: 'ikp', reason, thenDeletes };
    return { kind: 'cancels', atMs: answered, by: 'sms', reason: 'sms-reply', thenDeletes };
  }
  return drawn < moved + cancelled + noShow ? { kind: 'no-show' } : { kind: 'comes' };
}

/** R41: some hours after one of the reminders; null: there is none any more. */
function afterReminder(nowMs: number, startsAtMs: number, part: number): number | null {
  const hours = 1 + part * 5;
  for (const days of part < 0.5 ? [7, 1] : [1]) {
    const at = startsAtMs - days * 24 * hourMs;
    if (at > nowMs) return awake(at + hours * hourMs, startsAtMs);
  }
  return null;
}

/** Between 7:00 and 22:00 of the clinics' clock, and always before `endMs`: at night people sleep. */
export function awake(ms: number, endMs: number): number {
  const instant = new Date(ms).toISOString();
  const [date, time] = [localDateOf(instant), localTimeOf(instant)];
  // The minutes stay, so that not everybody wakes at once.
  const minute = time.slice(3);
  const moved =
    time < '07:00'
      ? Date.parse(instantOf(date, `07:${minute}`))
      : time >= '22:00'
        ? Date.parse(instantOf(addDays(date, 1), `07:${minute}`))
        : ms;
  return moved < endMs ? moved : Math.min(ms, endMs - 60_000);
}

/** What people write. Each means "cancel" (`parseReply`). */
export const cancelTexts = ['NIE', 'Nie przyjdę', 'odwołuję wizytę', 'Odwoluje, prosze o anulowanie', 'rezygnuję'] as const;
export const deleteTexts = ['USUŃ', 'usun wpis', 'proszę usunąć'] as const;

import { describe, expect, test } from 'vitest';
import { afterCancel } from '../domain/after-cancel.ts';
import { pilotPolicy } from '../domain/policy-values.ts';
import { aVisit } from '../domain/test-builders.ts';
import { localDateOf } from '../domain/time.ts';
import { bookingWindow, insideWindow } from '../domain/window.ts';
import { centralTime } from './central-time.ts';

const day = 24 * 60 * 60_000;
const truth = Date.parse('2026-11-23T09:00:00Z');

/** What a desk keeps over a restart. */
function aJournal() {
  const settings = new Map<string, unknown>();
  return {
    readSetting: (name: string) => settings.get(name) ?? null,
    writeSetting: (name: string, value: unknown) => void settings.set(name, value),
  };
}

describe.each([-3, 3])('a desk whose clock is %i days off', (days) => {
  const clock = { now: () => truth + days * day };

  test('goes by central’s time, online, offline after a restart, and when the clock is still wrong then', () => {
    const journal = aJournal();
    const online = centralTime({ clock, gateway: { clockOffsetMs: () => -days * day }, journal });
    expect(online.now()).toBe('2026-11-23T09:00:00Z');
    const offline = centralTime({ clock, gateway: { clockOffsetMs: () => null }, journal });
    expect(offline.now()).toBe('2026-11-23T09:00:00Z');
    expect(offline.offsetMs()).toBe(-days * day);
  });

  test('R11, R34: books to the last day of central’s window, and knows 48 hours to the minute', () => {
    const journal = aJournal();
    centralTime({ clock, gateway: { clockOffsetMs: () => -days * day }, journal }).now();
    const now = centralTime({ clock, gateway: { clockOffsetMs: () => null }, journal }).now();
    const window = bookingWindow(pilotPolicy, 'cardiology', 'first', localDateOf(now));
    expect(insideWindow(window, '2027-01-02T09:00:00Z', now)).toBe(true);
    expect(insideWindow(window, '2027-01-03T09:00:00Z', now)).toBe(false);
    expect(insideWindow(window, '2026-11-23T08:59:00Z', now)).toBe(false);
    const slotGoesTo = (startsAt: string) => {
      const visit = aVisit({ kind: 'first', service: 'cardiology', startsAt });
      return afterCancel({ visit, slotKind: 'first', now, policy: pilotPolicy, by: 'patient', reason: 'illness' }).slotGoesTo;
    };
    expect(slotGoesTo('2026-11-25T09:00:00Z')).toBe('live-search');
    expect(slotGoesTo('2026-11-25T09:01:00Z')).toBe('waiting-room');
  });

  test('without central ever heard of, has its own clock alone, and says that none was measured', () => {
    const never = centralTime({ clock, gateway: { clockOffsetMs: () => null }, journal: aJournal() });
    expect(never.offsetMs()).toBeNull();
  });
});

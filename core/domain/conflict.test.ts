import { describe, expect, it } from 'vitest';
import { conflictOf } from './conflict.ts';
import type { RefusalCode } from './refusal.ts';
import type { ConflictKind } from './task.ts';
import type { VisitStatus } from './visit.ts';

describe('what a refusal means to a person', () => {
  it.each<[string, RefusalCode[], VisitStatus | null, ConflictKind | null]>([
    ['the slot went to somebody else', ['slot-taken'], null, 'slot-taken'],
    ['somebody holds the slot', ['slot-held'], 'booked', 'slot-taken'],
    ['the session was withdrawn', ['slot-gone'], 'booked', 'session-withdrawn'],
    ['the referral is used elsewhere', ['referral-used'], null, 'referral-used'],
    ['changed by someone else', ['stale-version'], 'booked', 'stale-version'],
    ['cancelled, seen as a stale version', ['stale-version'], 'cancelled', 'visit-cancelled'],
    ['cancelled, said so', ['visit-not-active'], 'cancelled', 'visit-cancelled'],
    ['cancelled and the slot is gone too', ['slot-gone', 'visit-not-active'], 'cancelled', 'visit-cancelled'],
    ['not active, central did not say why', ['visit-not-active'], null, 'visit-cancelled'],
    ['performed meanwhile', ['visit-not-active'], 'fulfilled', 'stale-version'],
    ['the first code that is a conflict counts', ['contact-missing', 'slot-taken'], null, 'slot-taken'],
    ['no conflict, a mistake', ['contact-missing'], null, null],
    ['nothing said', [], null, null],
  ])('%s', (_, codes, status, kind) => {
    const refusals = codes.map((code) => ({ code }));
    expect(conflictOf(refusals, status && { status })).toBe(kind);
  });
});

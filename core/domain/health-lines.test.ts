import { describe, expect, it } from 'vitest';
import { type HealthFacts, healthLines, healthNames, worstLevel } from './health-lines.ts';
import type { NetworkTrouble } from './network-trouble.ts';

const fine: HealthFacts = {
  connection: 'online',
  trouble: null,
  clockOffsetSeconds: 0,
  queue: { open: 0, unknown: 0, refused: 0, oldestMinutes: null },
  copyAgeMinutes: 0,
  backup: { ageMinutes: 10, uncovered: false, failed: null },
  recovered: false,
  check: { ageHours: 1, journal: true, copy: true, audit: true },
  keys: { asked: false, failed: null, ageDays: null },
  clinicKey: { state: 'fine', ageDays: null },
  lists: { on: true, trouble: null, ageMinutes: 5 },
  freeMegabytes: 50_000,
  policy: { fixed: true, problems: 0 },
  update: { kind: 'current' },
  certificates: [],
};
const judged = (over: Partial<HealthFacts>, name: string) => {
  const found = healthLines({ ...fine, ...over }).find((line) => line.name === name);
  return `${found?.level} ${found?.what}`;
};

describe('Stan', () => {
  it('tells every line, in one order, and all is well at a desk that is well', () => {
    const lines = healthLines(fine);
    expect(lines.map(({ name }) => name)).toEqual([...healthNames]);
    expect(worstLevel(lines)).toBe('ok');
  });

  it.each<[Partial<HealthFacts>, string]>([
    [{ connection: 'online' }, 'ok online'],
    [{ connection: 'seeding' }, 'ok seeding'],
    [{ connection: 'offline' }, 'warning offline'],
    [{ connection: 'unauthorised' }, 'wrong unauthorised'],
    [{ connection: 'unconnected' }, 'wrong unconnected'],
    // What was the matter before says nothing about a line that stands.
    [{ connection: 'online', trouble: { kind: 'captive-portal' } }, 'ok online'],
  ])('connection %j: %s', (over, expected) => expect(judged(over, 'connection')).toBe(expected));

  it.each<[HealthFacts['lists'], string]>([
    [{ on: false, trouble: 'disk-full', ageMinutes: null }, 'ok off'],
    [{ on: true, trouble: null, ageMinutes: 60 }, 'ok fine'],
    [{ on: true, trouble: null, ageMinutes: 61 }, 'warning late'],
    [{ on: true, trouble: null, ageMinutes: null }, 'warning missing'],
    [{ on: true, trouble: 'folder-unusable', ageMinutes: 5 }, 'wrong folder-unusable'],
    [{ on: true, trouble: 'folder-read-only', ageMinutes: 5 }, 'wrong folder-read-only'],
    [{ on: true, trouble: 'disk-full', ageMinutes: 5 }, 'wrong disk-full'],
    [{ on: true, trouble: 'write-failed', ageMinutes: null }, 'wrong write-failed'],
  ])('lists for a failure %j: %s', (lists, expected) => expect(judged({ lists }, 'lists')).toBe(expected));

  it.each<[number[], string]>([
    [[], 'ok none'],
    [[61], 'ok fine'],
    [[60], 'warning ending'],
    [[31], 'warning ending'],
    [[30], 'warning soon'],
    [[8], 'warning soon'],
    [[7], 'wrong urgent'],
    [[0], 'wrong urgent'],
    [[-1], 'wrong expired'],
    // The one that ends first is told.
    [[300, 20], 'warning soon'],
  ])('certificates that end in %j days: %s', (days, expected) => {
    const certificates = days.map((each) => ({ use: 'tls' as const, days: each }));
    expect(judged({ certificates }, 'certificates')).toBe(expected);
  });

  it.each<[NetworkTrouble, string]>([
    [{ kind: 'name-unknown', host: 'x' }, 'warning'],
    [{ kind: 'refused', host: 'x' }, 'warning'],
    [{ kind: 'timeout', host: 'x' }, 'warning'],
    [{ kind: 'captive-portal' }, 'warning'],
    [{ kind: 'gateway', status: 502 }, 'warning'],
    [{ kind: 'proxy-unreachable', host: 'x' }, 'warning'],
    [{ kind: 'proxy-sign-in', host: 'x' }, 'wrong'],
    [{ kind: 'proxy-refused', host: 'x', status: 403 }, 'wrong'],
    [{ kind: 'certificate', problem: 'unknown-issuer', issuer: 'Zapora', until: null }, 'wrong'],
    [{ kind: 'tls-version', host: 'x' }, 'wrong'],
    [{ kind: 'other-central', host: 'x' }, 'wrong'],
  ])('offline because of %j: %s', (trouble, level) => {
    expect(judged({ connection: 'offline', trouble }, 'connection')).toBe(`${level} ${trouble.kind}`);
  });

  it('what is not known of a certificate is not told', () => {
    const trouble: NetworkTrouble = { kind: 'certificate', problem: 'expired', issuer: null, until: '2026-01-01T00:00:00Z' };
    expect(healthLines({ ...fine, connection: 'offline', trouble })[0]?.facts).toEqual({
      problem: 'expired',
      until: '2026-01-01T00:00:00Z',
    });
  });

  it.each([
    [null, 'ok unknown'],
    [0, 'ok fine'],
    [120, 'ok fine'],
    [-120, 'ok fine'],
    [121, 'warning ahead'],
    [-121, 'warning behind'],
    [900, 'warning ahead'],
    [901, 'wrong ahead'],
    [-901, 'wrong behind'],
  ])('clock off by %s s: %s', (clockOffsetSeconds, expected) => expect(judged({ clockOffsetSeconds }, 'clock')).toBe(expected));

  it.each([
    [0, 0, 0, null, 'ok fine'],
    [3, 0, 0, 59, 'ok waiting'],
    [3, 0, 0, 60, 'warning waiting'],
    [3, 0, 0, 1439, 'warning waiting'],
    [3, 0, 0, 1440, 'wrong waiting'],
    [1, 1, 0, 14, 'ok waiting'],
    [1, 1, 0, 15, 'warning unanswered'],
    [1, 1, 0, 1440, 'wrong waiting'],
    [0, 0, 1, null, 'warning refusals'],
  ])('queue of %d, %d without answer, %d refused, the oldest %s min: %s', (open, unknown, refused, oldestMinutes, expected) => {
    expect(judged({ queue: { open, unknown, refused, oldestMinutes } }, 'queue')).toBe(expected);
  });

  it.each([
    ['online', null, 'warning missing'],
    ['seeding', null, 'ok missing'],
    ['offline', 1439, 'ok fine'],
    ['offline', 1440, 'warning stale'],
  ] as const)('copy, %s, %s min old: %s', (connection, copyAgeMinutes, expected) => {
    expect(judged({ connection, copyAgeMinutes }, 'copy')).toBe(expected);
  });

  it.each([
    [null, false, null, 'ok missing'],
    [null, true, null, 'warning missing'],
    [119, true, null, 'ok fine'],
    [120, true, null, 'warning late'],
    [1439, true, null, 'warning late'],
    [1440, true, null, 'wrong late'],
    // Nothing was entered since: an old backup holds everything.
    [100_000, false, null, 'ok fine'],
    [5, false, 'ENOSPC', 'wrong failed'],
  ])('backup %s min old, something new: %s, failure %s: %s', (ageMinutes, uncovered, failed, expected) => {
    expect(judged({ backup: { ageMinutes, uncovered, failed } }, 'backup')).toBe(expected);
  });

  it.each<[Partial<HealthFacts>, string]>([
    [{ check: null }, 'ok never-checked'],
    [{ recovered: true }, 'warning recovered'],
    [{ recovered: true, check: { ageHours: 1, journal: false, copy: true, audit: true } }, 'wrong damaged'],
    [{ check: { ageHours: 1, journal: true, copy: true, audit: false } }, 'wrong audit-broken'],
  ])('journal %j: %s', (over, expected) => expect(judged(over, 'journal')).toBe(expected));

  it.each<[HealthFacts['clinicKey'], string]>([
    [{ state: 'fine', ageDays: null }, 'ok none'],
    [{ state: 'fine', ageDays: 3 }, 'ok fine'],
    [{ state: 'changing', ageDays: 3 }, 'ok waiting'],
    [{ state: 'behind', ageDays: 3 }, 'warning behind'],
  ])('the clinic’s key %j: %s', (clinicKey, expected) => expect(judged({ clinicKey }, 'clinicKey')).toBe(expected));

  it.each([
    [null, 'ok unknown'],
    [2048, 'ok fine'],
    [2047.9, 'warning low'],
    [500, 'warning low'],
    [499.9, 'wrong full'],
    [0, 'wrong full'],
  ])('%s MB free: %s', (freeMegabytes, expected) => expect(judged({ freeMegabytes }, 'disk')).toBe(expected));

  it.each([
    [true, 0, 'ok fine'],
    [false, 0, 'ok none'],
    [true, 1, 'warning problems'],
  ])('policy there: %s, with %d problems: %s', (fixed, problems, expected) => {
    expect(judged({ policy: { fixed, problems } }, 'policy')).toBe(expected);
  });

  it('the worst line speaks for all', () => {
    expect(worstLevel(healthLines({ ...fine, freeMegabytes: 1000 }))).toBe('warning');
    expect(worstLevel(healthLines({ ...fine, freeMegabytes: 1000, connection: 'unauthorised' }))).toBe('wrong');
  });

  it.each<[HealthFacts['update'], string]>([
    [{ kind: 'unknown' }, 'ok unknown'],
    [{ kind: 'off', why: 'policy' }, 'ok off-policy'],
    [{ kind: 'off', why: 'installed' }, 'ok off-installed'],
    [{ kind: 'current' }, 'ok fine'],
    [{ kind: 'ready', version: '0.2.0' }, 'ok ready'],
    [{ kind: 'failed', code: 'ECONNREFUSED' }, 'warning failed'],
  ])('update %j: %s', (update, expected) => expect(judged({ update }, 'update')).toBe(expected));
});

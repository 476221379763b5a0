import { describe, expect, it } from 'vitest';
import { type HealthFacts, type HealthLine, healthLines } from '../../../core/domain/health-lines.ts';
import type { NetworkTrouble } from '../../../core/domain/network-trouble.ts';
import { createI18n } from '../../messages/i18n.ts';
import { lineText } from './line-text.ts';

const fine: HealthFacts = {
  connection: 'online',
  trouble: null,
  clockOffsetSeconds: 0,
  queue: { open: 0, unknown: 0, refused: 0, oldestMinutes: null },
  copyAgeMinutes: 0,
  backup: { ageMinutes: 10, uncovered: false, failed: null },
  recovered: false,
  check: { ageHours: 30, journal: true, copy: true, audit: true },
  keys: { asked: false, failed: null, ageDays: null },
  clinicKey: { state: 'fine', ageDays: null },
  lists: { on: true, trouble: null, ageMinutes: 5 },
  freeMegabytes: 50_000,
  policy: { fixed: true, problems: 0 },
  update: { kind: 'current' },
  certificates: [{ use: 'tls', days: 300 }],
};
const problems = ['unknown-issuer', 'expired', 'not-yet-valid', 'other-host', 'other'] as const;
const troubles: NetworkTrouble[] = [
  ...(
    [
      'name-unknown',
      'refused',
      'no-route',
      'timeout',
      'proxy-unreachable',
      'proxy-sign-in',
      'tls-version',
      'client-certificate',
    ] as const
  ).map((kind) => ({ kind, host: 'cer.example' })),
  { kind: 'other-central', host: 'cer.example' },
  { kind: 'proxy-refused', host: 'proxy', status: 403 },
  ...problems.map((problem) => ({ kind: 'certificate' as const, problem, issuer: 'Zapora', until: null })),
  { kind: 'captive-portal' },
  { kind: 'gateway', status: 502 },
];
const changes: Partial<HealthFacts>[] = [
  {},
  ...(['offline', 'seeding', 'unauthorised', 'unconnected'] as const).map((connection) => ({ connection })),
  ...troubles.map((trouble) => ({ connection: 'offline' as const, trouble })),
  ...[null, 300, -300].map((clockOffsetSeconds) => ({ clockOffsetSeconds })),
  ...[1, 2, 5, 22].map((count) => ({ queue: { open: count, unknown: 0, refused: 0, oldestMinutes: 90 } })),
  ...[1, 2, 5, 22].map((count) => ({ queue: { open: count, unknown: count, refused: 0, oldestMinutes: 30 } })),
  ...[1, 2, 5, 22].map((refused) => ({ queue: { open: 0, unknown: 0, refused, oldestMinutes: null } })),
  ...[null, 3000].map((copyAgeMinutes) => ({ copyAgeMinutes })),
  { backup: { ageMinutes: null, uncovered: true, failed: null } },
  { backup: { ageMinutes: 300, uncovered: true, failed: null } },
  { backup: { ageMinutes: 300, uncovered: true, failed: 'ENOSPC' } },
  { check: null },
  { recovered: true },
  { check: { ageHours: 1, journal: false, copy: true, audit: true } },
  { check: { ageHours: 1, journal: true, copy: true, audit: false } },
  { keys: { asked: true, failed: null, ageDays: null } },
  { keys: { asked: false, failed: 'disk-full', ageDays: null } },
  { keys: { asked: false, failed: null, ageDays: 3 } },
  { clinicKey: { state: 'fine', ageDays: 3 } },
  { clinicKey: { state: 'changing', ageDays: null } },
  { clinicKey: { state: 'behind', ageDays: null } },
  { lists: { on: false, trouble: null, ageMinutes: null } },
  ...[null, 300].map((ageMinutes) => ({ lists: { on: true, trouble: null, ageMinutes } })),
  ...(['folder-unusable', 'folder-read-only', 'disk-full', 'write-failed'] as const).map((trouble) => ({
    lists: { on: true, trouble, ageMinutes: 5 },
  })),
  ...[null, 1000, 100].map((freeMegabytes) => ({ freeMegabytes })),
  ...[1, 2, 5].map((count) => ({ policy: { fixed: true, problems: count } })),
  { policy: { fixed: false, problems: 0 } },
  { update: { kind: 'unknown' } },
  ...(['policy', 'installed'] as const).map((why) => ({ update: { kind: 'off' as const, why } })),
  { update: { kind: 'ready', version: '0.2.0' } },
  { update: { kind: 'failed', code: 'ERR_CHECKSUM_MISMATCH' } },
  { certificates: [] },
  ...[-1, 0, 1, 3, 7, 22, 30, 45, 60, 61].map((days) => ({ certificates: [{ use: 'signing' as const, days }] })),
];

describe.each(['pl', 'en'] as const)('every finding of Stan in %s', (language) => {
  const { t } = createI18n(language);
  const lines = new Map<string, HealthLine>();
  for (const change of changes) for (const line of healthLines({ ...fine, ...change })) lines.set(JSON.stringify(line), line);

  it.each([...lines.values()].map((line) => [`${line.name} ${line.what} ${JSON.stringify(line.facts)}`, line] as const))(
    '%s has its sentence, and its act when something is to be done',
    (_name, line) => {
      const { says, act } = lineText(t, line);
      expect(says).toMatch(/^[^{}]+\.$/);
      expect(says).not.toMatch(/^health\./);
      if (line.level === 'ok') expect(act).toBeNull();
      else expect(act).toMatch(/^(?!health\.)[^{}]+\.$/);
    },
  );
});

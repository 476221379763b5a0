import type { implement } from '@orpc/server';
import type { CertificateView } from '../../core/contract/certificate-views.ts';
import type { DeskContract } from '../../core/contract/contract.ts';
import type { HealthView } from '../../core/contract/health-views.ts';
import { type HealthFacts, healthLines, worstLevel } from '../../core/domain/health-lines.ts';

const well: HealthFacts = {
  connection: 'online',
  trouble: null,
  clockOffsetSeconds: 0.4,
  queue: { open: 0, unknown: 0, refused: 0, oldestMinutes: null },
  copyAgeMinutes: 0,
  backup: { ageMinutes: 12, uncovered: false, failed: null },
  recovered: false,
  check: null,
  keys: { asked: false, failed: null, ageDays: null },
  clinicKey: { state: 'fine', ageDays: null },
  lists: { on: true, trouble: null, ageMinutes: 4 },
  freeMegabytes: 52_000,
  policy: { fixed: false, problems: 0 },
  update: { kind: 'current' },
  certificates: [{ use: 'tls', days: 41 }],
};

/** Everything that Stan may complain of. */
const ailments: HealthFacts = {
  ...well,
  connection: 'offline',
  trouble: {
    kind: 'certificate',
    problem: 'unknown-issuer',
    issuer: 'Zapora Sieciowa Sp. z o.o.',
    until: '2027-05-02T00:00:00Z',
  },
  clockOffsetSeconds: 260,
  queue: { open: 7, unknown: 1, refused: 2, oldestMinutes: 190 },
  copyAgeMinutes: 300,
  backup: { ageMinutes: 600, uncovered: true, failed: 'ENOSPC' },
  check: { ageHours: 3, journal: true, copy: true, audit: true },
  keys: { asked: true, failed: null, ageDays: 12 },
  clinicKey: { state: 'behind', ageDays: null },
  lists: { on: true, trouble: 'folder-read-only', ageMinutes: 90 },
  freeMegabytes: 700,
  policy: { fixed: true, problems: 1 },
  update: { kind: 'ready', version: '0.2.0' },
  certificates: [{ use: 'tls', days: 6 }],
};

/** Stan of the fake desk: an invented machine that is well, or `ailing`. */
export function fakeHealth(os: ReturnType<typeof implement<DeskContract>>, ailing: boolean) {
  const lines = healthLines(ailing ? ailments : well);
  const view: HealthView = {
    at: '2026-11-23T09:42:00Z',
    worst: worstLevel(lines),
    lines,
    versions: { program: '0.1.0', system: 'Fake 1', node: '24.21.0', sqlite: '3.50.0' },
    folder: '/desk',
    central: { address: 'https://cer.example/fhir', clinicId: 'k-1' },
    policy: ailing
      ? {
          source: '/etc/okienko/policy.json',
          values: { central: 'https://cer.example/fhir', updates: 'off' },
          problems: [{ name: 'lockMinutes', problem: 'wrong-value' }],
        }
      : { source: null, values: {}, problems: [] },
  };
  const certificate: CertificateView = {
    use: 'tls',
    subject: 'Przychodnia Kardiologiczna Okienko',
    issuer: 'Centrum Certyfikacji (przykład)',
    from: '2025-01-03T00:00:00Z',
    until: '2027-01-03T23:59:59Z',
    fingerprint: 'AA:BB:CC',
    days: ailing ? 6 : 41,
    importedAt: '2026-01-07T08:12:00Z',
    importedBy: 'Informatyk',
  };
  return {
    certificates: {
      list: os.certificates.list.handler(() => [certificate]),
      remove: os.certificates.remove.handler(() => ({ ok: true as const, certificates: [] })),
      import: os.certificates.import.handler(() => ({ ok: false, refusals: [{ code: 'certificate-password' }] })),
    },
    health: {
      view: os.health.view.handler(() => view),
      diagnostics: os.health.diagnostics.handler(() => ({ name: 'okienko.zip', base64: '' })),
    },
  };
}

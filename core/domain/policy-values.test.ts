import { expect, test } from 'vitest';
import { coveredCode, pilotPolicy } from './policy-values.ts';

test.each([
  ['1100', 'cardiology', 18, null],
  ['1101', 'cardiology', null, 17],
  ['1102', 'cardiology', 18, null],
  ['1103', 'cardiology', null, 17],
  ['1104', 'cardiology', 18, null],
  ['1105', 'cardiology', null, 17],
  ['MMG', 'mammography', 45, 74],
  ['CYT', 'cytology', 25, 64],
])('R2, R48: %s is %s from %s to %s', (code, service, minAge, maxAge) => {
  expect(coveredCode(pilotPolicy, code, '2026-11-23')).toMatchObject({ service, minAge, maxAge });
});

test.each(['1106', '1200', '', 'mmg'])('R2: %j is not covered', (code) =>
  expect(coveredCode(pilotPolicy, code, '2026-11-23')).toBeNull(),
);

test('R2: a code is covered from its first to its last day', () => {
  const [entry] = pilotPolicy.coveredCodes;
  if (!entry) throw new Error('no codes');
  const policy = { ...pilotPolicy, coveredCodes: [{ ...entry, validFrom: '2026-01-01', validTo: '2026-12-31' }] };
  const on = (date: string) => coveredCode(policy, entry.code, date) !== null;
  expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(on)).toEqual([false, true, true, false]);
});

test('the pilot’s numbers', () => {
  expect(pilotPolicy).toMatchObject({ searchWindowDays: 40, examWindowDays: 90, shortNoticeHours: 48, holdMinutes: 5 });
});

import { expect, it } from 'vitest';
import type { AuditEntry } from '../../../core/contract/safety-views.ts';
import { formatOf } from '../../app/format.ts';
import { createI18n } from '../../messages/i18n.ts';
import { actWord } from './audit-words.ts';

const entry = { at: '2026-11-23T09:00:00Z', author: 'Ewa', before: null, after: null, reason: null, source: 'desk' } as const;

it.each([
  ['open-patient', 'Otwarto dane pacjenta'],
  ['reveal-contact', 'Pokazano numer z listy'],
  ['export-patient', 'Zapisano kopię danych pacjenta'],
  ['change', 'Zmieniono dane'],
])('a look at a patient is told as a look, not as a change: %s', (what, word) => {
  const words = { t: createI18n('pl').t, format: formatOf('pl'), overview: undefined };
  expect(actWord({ ...entry, what, key: 'patient:1' } as AuditEntry, words)).toBe(word);
});

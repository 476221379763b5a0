import type { ImportRemark, ImportRowResult } from '../../contract/views.ts';

export type Remark = ImportRowResult['remarks'][number];

/** What a row may have been changed by; other remarks say what is missing (a gap) or why it was refused. */
const corrections: ReadonlySet<ImportRemark> = new Set<ImportRemark>([
  'phone-split',
  'phone-words-moved',
  'phone-unusable',
  'pesel-spaces-removed',
  'bad-pesel',
  'pesel-zero-lost',
  'name-case',
  'unknown-kind',
  'referral-invalid',
]);

/**
 * Corrected = a value is kept otherwise than the file has it, and somebody might want to look. Another way to write the
 * same date, time or number (`08.15`, `730-181-148`) is read, not corrected: it would hide what matters.
 */
export function resultOf(remarks: Remark[]): 'imported' | 'corrected' {
  return remarks.some(({ code }) => corrections.has(code)) ? 'corrected' : 'imported';
}

export const remark = (code: ImportRemark, field: string | null = null): Remark => ({ code, field });

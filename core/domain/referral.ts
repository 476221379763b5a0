import { v5 } from 'uuid';
import { accept, type Result, refuse } from './refusal.ts';
import type { Referral } from './visit.ts';

const referralNamespace = '0f3f0a54-53c1-5a1c-8a53-2a4d7b7f4c10';

/**
 * R18: an e-skierowanie as scanned (44 digits, whatever blanks the scanner or a person puts between them) or as read out
 * (4 digits, which name it only together with the PESEL). `referral-missing` for nothing, `referral-invalid` otherwise.
 */
export function parseReferral(text: string, pesel: string | null): Result<Referral> {
  const digits = text.replace(/[\s\u00a0.-]/g, '');
  if (digits === '') return refuse({ code: 'referral-missing', rule: 'R18', path: 'referral' });
  if (/^\d{44}$/.test(digits)) return accept({ key: digits, code: null, clinicCodes: null });
  if (/^\d{4}$/.test(digits) && pesel) return accept({ key: null, code: digits, clinicCodes: null });
  return invalid;
}

/** Is a referral well formed for this patient? (R18) */
export function isValidReferral(referral: Referral, pesel: string | null): boolean {
  if (referral.key !== null) return /^\d{44}$/.test(referral.key);
  return referral.code !== null && /^\d{4}$/.test(referral.code) && pesel !== null;
}

/**
 * Names a referral in the whole country (R18: one active booking or entry for each). A digest, because keys reach logs
 * and a PESEL may not.
 */
export function referralKeyOf(referral: Referral, pesel: string | null): string {
  const name = referral.key !== null ? `key:${referral.key}` : `code:${referral.code ?? ''}:${pesel ?? ''}`;
  return v5(name, referralNamespace);
}

const invalid = refuse({ code: 'referral-invalid', rule: 'R18', path: 'referral' });

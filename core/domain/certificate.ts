/** Certificates of the clinic that IT imports: by the one the desk shows who calls, with the other it signs. */
export const certificateUses = ['tls', 'signing'] as const;
export type CertificateUse = (typeof certificateUses)[number];

/** What may be shown of a certificate. */
export interface CertificateFacts {
  /** Whose it is and who says so, by their common names. */
  subject: string;
  issuer: string;
  /** UTC instants. */
  from: string;
  until: string;
  /** SHA-256. */
  fingerprint: string;
}

export type CertificateAge = 'fine' | 'ending' | 'soon' | 'urgent' | 'expired';

const dayMs = 24 * 60 * 60_000;
/** How many days ahead somebody is told, the nearest first. */
const warnings: readonly { days: number; age: CertificateAge }[] = [
  { days: 7, age: 'urgent' },
  { days: 30, age: 'soon' },
  { days: 60, age: 'ending' },
];

/** Whole days until it ends; negative when it is over. */
export const daysLeft = (until: string, nowMs: number): number => Math.floor((Date.parse(until) - nowMs) / dayMs);

/** `daysLeft` judged: told 60, 30 and 7 days ahead. On its last day it still works. */
export function ageOf(days: number): CertificateAge {
  if (days < 0) return 'expired';
  return warnings.find((warning) => days <= warning.days)?.age ?? 'fine';
}

/** Whole days that are left to the certificate of a use. */
export interface CertificateLeft {
  use: CertificateUse;
  days: number;
}

/** The clinic's certificates, as Stan shows them. Never a key. */
import type { CertificateFacts, CertificateUse } from '../domain/certificate.ts';
import type { Refusal } from '../domain/refusal.ts';

export interface CertificateView extends CertificateFacts {
  use: CertificateUse;
  /** Whole days until it ends by central's clock; negative when it is over. */
  days: number;
  importedAt: string;
  importedBy: string;
}

/** `isChainWhole` false: it is in use, but who signed it was not in the file. */
export type CertificateImported =
  | { ok: true; certificates: CertificateView[]; replaced: boolean; isChainWhole: boolean }
  | { ok: false; refusals: Refusal[] };
export type CertificateRemoved = { ok: true; certificates: CertificateView[] } | { ok: false; refusals: Refusal[] };

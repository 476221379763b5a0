import type { NetworkTrouble } from '../domain/network-trouble.ts';

/** What the connect screen begins with. */
export interface ConnectView {
  /** Fixed by IT for this machine: shown, not to be changed. */
  fixed: { fhirUrl: string | null; clinicId: string | null };
  /** The connection that this desk has; its key is never told. null = none yet. */
  current: { fhirUrl: string; clinicId: string; clinicName: string; clientId: string } | null;
}

/** What central's administrator hands out for one desk, as far as it can be read. The key stays in the text it came in. */
export interface EnrolmentView {
  fhirUrl: string | null;
  clinicId: string | null;
  clinicName: string | null;
  clientId: string | null;
  hasKey: boolean;
  /** It speaks P1's dialect. */
  isP1: boolean;
  /** A training P1 lends a certificate; a real one asks for the clinic's own. */
  hasCertificate: boolean;
}

/** Why a desk cannot be connected like this. Each has its sentence, with what to do. */
export type ConnectTrouble =
  | { kind: 'network'; trouble: NetworkTrouble }
  /** Something else lives at this address, or nothing that can be told from a silent line. */
  | { kind: 'address-invalid' | 'not-https' | 'not-central' | 'no-answer' }
  | { kind: 'busy' }
  /** The text holds no private key (JWK or PEM). */
  | { kind: 'key-invalid' }
  /** Central does not know this desk, or not with this key. `minutes`: how far this computer's clock is off, when that may be why. */
  | { kind: 'desk-refused'; minutes: number | null }
  /** The desk is known, but not for this clinic. */
  | { kind: 'clinic-refused' }
  /** IT has fixed another address or clinic for this machine. */
  | { kind: 'policy-address' | 'policy-clinic' }
  /** The data folder belongs to another clinic for good. */
  | { kind: 'other-clinic' }
  /** Only at the first run, or by IT. */
  | { kind: 'not-permitted' };

export type ConnectResult =
  | {
      ok: true;
      fhirUrl: string;
      clinicName: string | null;
      /** This computer's clock is off by so many minutes: a warning, central's time counts anyway. */
      clockMinutes: number | null;
    }
  | { ok: false; trouble: ConnectTrouble };

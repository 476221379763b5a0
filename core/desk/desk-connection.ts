import type { JWK } from 'jose';
import type { Journal } from '../sync/ports.ts';
import { OpenDeskError } from './open-desk-error.ts';

/** Which central this desk speaks to, and as whom. */
export interface DeskConnection {
  /** `https://host/fhir` */
  fhirUrl: string;
  /** Where to sign in, when it is not `/token` beside `fhirUrl`. */
  tokenUrl?: string;
  clinicId: string;
  clinicName?: string;
  clientId: string;
  /** This desk's own key, so that one PC can be revoked. */
  privateJwk: JWK;
  /** How this central is spoken to; `fhir` when left out (docs/p1.md). */
  dialect?: 'fhir' | 'p1';
  /** Demo and training only: the certificate that demo desks share, PEM. A clinic's own is imported by IT. */
  tls?: DemoTls | undefined;
}

/** `authority`: who has signed central's certificate; trusted for this connection beside the others. */
export interface DemoTls {
  authority: string;
  certificate: string;
  key: string;
}

/**
 * null = as kept in the data folder. A function is asked when the folder is open and owned, and is told the clinic whose
 * data it holds (null = none yet).
 */
export type WantedConnection = DeskConnection | null | ((clinicId: string | null) => Promise<DeskConnection | null>);

const setting = 'connection';

/** As the data folder keeps it; null = this desk has never been connected. */
export const keptConnection = (journal: Pick<Journal, 'readSetting'>) => journal.readSetting(setting) as DeskConnection | null;

/**
 * The journal is encrypted and never leaves this computer unsealed: the desk's key may lie there. A folder belongs to one
 * clinic for good: intents of one must never be sent as another's.
 */
export async function keepConnection(journal: Journal, wanted: WantedConnection): Promise<DeskConnection | null> {
  const kept = keptConnection(journal);
  const given = typeof wanted === 'function' ? await wanted(kept?.clinicId ?? null) : wanted;
  if (given === null) return kept;
  if (kept && kept.clinicId !== given.clinicId) {
    throw new OpenDeskError('other-clinic', 'the data folder belongs to another clinic');
  }
  const connection = { ...(kept?.clinicName === undefined ? {} : { clinicName: kept.clinicName }), ...given };
  if (JSON.stringify(connection) !== JSON.stringify(kept)) journal.writeSetting(setting, connection);
  return connection;
}

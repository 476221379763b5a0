import type { Policy } from '../core/domain/policy.ts';
import type { AccessLog } from './access/access-log.ts';
import type { Attempts } from './attempts.ts';
import type { AccessTokens } from './auth/access-tokens.ts';
import type { CentralClock } from './central-clock.ts';
import type { Database } from './db/database.ts';
import type { Notices } from './feed/notices.ts';
import type { FhirAnswer, FhirCall } from './fhir-api/fhir-call.ts';
import type { P1Address } from './p1/p1-address.ts';
import type { WaitingRoom } from './waiting-room/waiting-room.ts';

/** What every part of a running central works with. */
export interface Central {
  database: Database;
  clock: CentralClock;
  policy: Policy;
  epoch: string;
  tokens: AccessTokens;
  notices: Notices;
  waitingRoom: WaitingRoom;
  /** Who was shown what of whom. */
  accesses: AccessLog;
  /** One booking, perhaps with those of others. */
  book(call: FhirCall): Promise<FhirAnswer>;
  /** Wrong codes of referrals that desks have tried. */
  wrongCodes: Attempts;
  /** Patients about whose examinations desks have asked. */
  eligibilityAsked: Attempts;
  /** Where desks are spoken to in P1's dialect; null = in the plain one, at `url()`. */
  p1: P1Address | null;
  /** `http://127.0.0.1:8080`, without a slash at the end. Known once the server listens. */
  url(): string;
  newId(): string;
  /** Told of every fault of our own (5xx); never shown to a client. */
  onFault(error: unknown): void;
}

import type { CentralTime, StoreChange } from './ports.ts';
import type { SlotHolds } from './slot-holds.ts';

/** What `startSync` gives. All of it may be called at any time, also offline. */
export interface SyncEngine {
  /** Central's clock as the desk knows it: rules and intents use this one. */
  time: CentralTime;
  /** I8: slots that others keep at the moment. */
  holds: SlotHolds;
  status(): SyncStatus;
  onStatus(listener: (status: SyncStatus) => void): () => void;
  /** Rows that changed for readers, whoever changed them. */
  onChange(listener: (change: StoreChange) => void): () => void;
  /** Tries to reach central now (also after a sign-in); resolves when the try has ended. */
  kick(): Promise<void>;
  /** Sends a waiting or unknown intent now; a parked one is replaced by a new intent under `newIntentId` that names it. */
  retry(intentId: string, by: { newIntentId: string; author: string }): Promise<RetryResult>;
  /** Gives an intent up for good. A sent one is voided at central first, so that a late arrival is refused. */
  withdraw(intentId: string, by: { author: string; reason: string }): Promise<WithdrawResult>;
  /** No new work is begun, what is under way is written to the journal; then the store may be closed. */
  stop(): Promise<void>;
}

export interface SyncStatus {
  connection: 'online' | 'offline' | 'seeding' | 'unauthorised';
  /** Central's instant up to which the copy is known to be complete; null = never. */
  confirmedAsOf: string | null;
  queue: { waiting: number; sending: number; unknown: number; refused: number };
  /** Central's clock minus ours in ms; null = never measured. */
  clockOffsetMs: number | null;
}

export type RetryResult =
  /** `intentId`: the one that is on its way now. */
  { kind: 'sent-now'; intentId: string } | { kind: 'replaced'; intentId: string } | { kind: 'not-open' };

export type WithdrawResult =
  | { kind: 'withdrawn' }
  /** Central had already applied it: it is confirmed and needs a compensating act. */
  | { kind: 'too-late' }
  /** It may have reached central, and central cannot be asked now. */
  | { kind: 'offline' }
  | { kind: 'not-open' };

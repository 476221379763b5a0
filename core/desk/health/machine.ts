import type { NetworkTrouble } from '../../domain/network-trouble.ts';
import type { ReadPolicy } from '../machine-policy/machine-policy.ts';

/** This computer and this run of the program, as far as the desk has to tell about them. */
export interface Machine {
  dataDir: string;
  /** null = this run writes none. */
  logFile: string | null;
  policy: ReadPolicy;
  /** Address of central without credentials; null = none is configured. */
  centralAddress: string | null;
  trouble(): NetworkTrouble | null;
  /** Code of the last backup that failed. */
  backupFailed(): string | null;
  /** Codes, ids and numbers only. */
  log(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>): void;
}

import type { NetworkTrouble } from '../../domain/network-trouble.ts';
import type { UpdateState } from '../../domain/update-state.ts';
import type { Network } from '../../remote/network/network.ts';
import type { DemoTls } from '../desk-connection.ts';
import type { MachinePolicy, ReadPolicy } from '../machine-policy/machine-policy.ts';
import type { SlowCallBook } from './slow-calls.ts';

/** This computer and this run of the program, as far as the desk has to tell about them. */
export interface Machine {
  dataDir: string;
  /** null = this run writes none. */
  logFile: string | null;
  policy: ReadPolicy;
  /** Address of central without credentials; null = none is configured. */
  centralAddress: string | null;
  trouble(): NetworkTrouble | null;
  /** The way out of this computer, for one who tries a connection; closed by the caller. `tls`: what a training P1 lends. */
  openNetwork(tls: DemoTls | null): Network;
  /** The clinic's TLS certificate is another one from now on. */
  renewIdentity(): void;
  /** Code of the last backup that failed. */
  backupFailed(): string | null;
  /** Values of the policy that turned out to be of no use in this run. */
  unusedPolicy: Set<keyof MachinePolicy>;
  slow: SlowCallBook;
  /** Told by the shell, which fetches new versions. */
  update: UpdateState;
  /** Codes, ids and numbers only. */
  log(level: 'info' | 'warn' | 'error', event: string, facts: Record<string, string | number | boolean>): void;
}

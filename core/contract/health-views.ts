/** Stan: is this desk in order, and what to send to support. Nothing personal. */
import type { HealthLevel, HealthLine } from '../domain/health-lines.ts';

export interface HealthView {
  /** Central's instant, as `DeskStatus.now`. */
  at: string;
  worst: HealthLevel;
  /** In the order of the screen; judged by `healthLines`. */
  lines: HealthLine[];
  /** `program`, `system`, `node`, `sqlite`, and `electron`, `chromium` where they are. */
  versions: Record<string, string>;
  /** Path of the data. */
  folder: string;
  /** null = no central is configured. */
  central: { address: string; clinicId: string } | null;
  policy: PolicyView;
}

/** What IT has fixed for this machine. */
export interface PolicyView {
  /** Registry key or path; null = nothing is fixed. */
  source: string | null;
  /** As texts, without credentials. */
  values: Record<string, string>;
  problems: { name: string; problem: PolicyProblemKind }[];
}

/** `not-used`: right in itself, but this desk's connection or data say otherwise. `no-effect`: it cannot be done on this computer. `not-updating`: this package never updates itself. */
export type PolicyProblemKind =
  | 'unknown'
  | 'wrong-value'
  | 'unreadable'
  | 'no-certificate'
  | 'not-used'
  | 'no-effect'
  | 'not-updating';

/** A file for support. */
export interface DiagnosticsFile {
  name: string;
  /** A ZIP archive. */
  base64: string;
}

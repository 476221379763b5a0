/** The continuity pack: day lists as PDF in a folder, for the day without power or network. No patient is named here. */
import type { Refusal } from '../domain/refusal.ts';

/** `password`: whoever opens a file types it; `plain`: chosen aloud, for a disk that is encrypted or locked away. */
export type PackProtection = 'password' | 'plain';

export interface PackFile {
  name: string;
  /** Day of the list, `YYYY-MM-DD`. */
  date: string;
  /** UTC instant of writing, by central's clock. */
  writtenAt: string;
}

export interface ContinuityView {
  on: boolean;
  /** IT has switched printing off, and these files with it. */
  forbidden: boolean;
  /** In force, or proposed while nothing was chosen. */
  folder: string;
  /** IT has fixed the folder. */
  folderFixed: boolean;
  /** null = nobody has chosen yet, so nothing is written. */
  protection: PackProtection | null;
  files: PackFile[];
  /** Why the newest attempt wrote nothing. */
  trouble: PackTrouble | null;
}

export type PackTrouble = 'folder-unusable' | 'folder-read-only' | 'disk-full' | 'write-failed';

export type ContinuitySaved = { ok: true; view: ContinuityView } | { ok: false; refusals: Refusal[] };

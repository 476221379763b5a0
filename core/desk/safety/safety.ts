import type { BackupView, SafetyView } from '../../contract/safety-views.ts';
import type { ContinuityPack } from '../continuity/keep-pack.ts';
import type { DeskContext } from '../desk-context.ts';
import { type BackupSchedule, readSafety } from './backups.ts';

/** What needs the folder itself, beside what every call is given. */
export interface Safety {
  view(desk: DeskContext): Promise<SafetyView>;
  backUp(): Promise<BackupView>;
  pack: ContinuityPack;
}

export function safetyOf(dataDir: string, schedule: BackupSchedule, pack: ContinuityPack): Safety {
  return { view: (desk) => readSafety(desk, dataDir, schedule), backUp: () => schedule.now(), pack };
}

import type { BackupView, SafetyView } from '../../contract/safety-views.ts';
import type { DeskContext } from '../desk-context.ts';
import { type BackupSchedule, readSafety } from './backups.ts';

/** What needs the folder itself, beside what every call is given. */
export interface Safety {
  view(desk: DeskContext): Promise<SafetyView>;
  backUp(): Promise<BackupView>;
}

export function safetyOf(dataDir: string, schedule: BackupSchedule): Safety {
  return { view: (desk) => readSafety(desk, dataDir, schedule), backUp: () => schedule.now() };
}

import type { SubmissionQuestion } from '../../domain/waiting-entry.ts';
import type { DeskContext } from '../desk-context.ts';

/** One referral that the clinic watches: shared by its desks as a setting, one for each referral. */
export interface WatchedReferral {
  question: SubmissionQuestion;
  patientId: string | null;
  patientName: string | null;
  since: string;
  by: string;
  /** A setting cannot be deleted: it says that nobody watches any more. */
  watched: boolean;
}

const prefix = 'watched-submission-';
export const watchedSetting = (id: string): string => `${prefix}${id}`;

export function readWatched({ reads }: DeskContext): Map<string, WatchedReferral> {
  const rows = reads.settingsNamed(prefix).map(({ name, body }) => [name.slice(prefix.length), JSON.parse(body)] as const);
  return new Map(rows.filter((row): row is readonly [string, WatchedReferral] => (row[1] as WatchedReferral).watched));
}

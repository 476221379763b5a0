import type { ImportMapping } from '../../contract/import-columns.ts';
import type { ImportReport } from '../../contract/views.ts';
import type { Intent } from '../../domain/intent.ts';
import type { Patient } from '../../domain/patient.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { Visit } from '../../domain/visit.ts';

export interface ImportFile {
  /** Shown in the report; the role is recognised by the columns. */
  name: string;
  bytes: Uint8Array;
  /** For a header that is not recognised: what a person says it means. */
  mapping?: ImportMapping | undefined;
  /** A sheet of this workbook, written as CSV by `unfoldWorkbooks`. */
  workbook?: string | undefined;
}

/** What the desk holds already: the copy with its overlay. */
export interface ExistingRows {
  schedules: Schedule[];
  patient(id: string): Patient | null;
  patientByPesel(pesel: string): Patient | null;
  visit(id: string): Visit | null;
  activeVisitAt(slotId: string): Visit | null;
}

export interface ImportContext {
  clinicId: string;
  deskId: string;
  /** Central's instant. */
  now: string;
  author: string;
  /** As central serves it; says which clinic codes exist (R2). */
  policy: Policy;
  existing: ExistingRows;
  /** Ids of the intents that publish schedules and save settings; all others follow from the content. */
  newId(): string;
}

export interface ImportPlan {
  report: ImportReport;
  /** In the order in which they are to be written: settings, schedules, then visits by time with their tasks. */
  intents: Intent[];
}

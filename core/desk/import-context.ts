import type { ImportMapping } from '../contract/import-columns.ts';
import type { ImportReport } from '../contract/views.ts';
import type { DeskContext } from './desk-context.ts';
import { emptyReport } from './import/empty-report.ts';
import type { ExistingRows, ImportContext, ImportFile } from './import/import-plan.ts';
import { patientOf, scheduleOf, visitOf } from './view-rows.ts';

/** A file as it travels. */
export interface SentFile {
  name: string;
  base64: string;
  mapping?: ImportMapping | undefined;
  /** A sheet of this workbook, as CSV. */
  workbook?: string | undefined;
}

export const decoded = (files: SentFile[]): ImportFile[] =>
  files.map(({ base64, ...file }) => ({ ...file, bytes: Buffer.from(base64, 'base64') }));

export const noClinic = (): ImportReport => emptyReport([{ file: null, problem: 'no-clinic', detail: null }]);

/** What the planner may know; null before the desk belongs to a clinic. */
export function contextOf(desk: DeskContext): ImportContext | null {
  if (!desk.central) return null;
  return {
    clinicId: desk.central.clinicId,
    deskId: desk.deskId,
    now: desk.time.now(),
    author: desk.author,
    policy: desk.policy(),
    existing: existingRows(desk),
    newId: desk.newId,
  };
}

function existingRows({ reads }: DeskContext): ExistingRows {
  const patient = (row: ReturnType<typeof reads.patient>) => row && patientOf(row);
  const visit = (row: ReturnType<typeof reads.visit>) => row && visitOf(row);
  return {
    schedules: reads.schedules().map(scheduleOf),
    patient: (id) => patient(reads.patient(id)),
    patientByPesel: (pesel) => patient(reads.patientWithPesel(pesel)),
    visit: (id) => visit(reads.visit(id)),
    activeVisitAt: (slotId) => visit(reads.activeVisitOnSlot(slotId)),
  };
}

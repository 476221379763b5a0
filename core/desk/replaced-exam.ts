import type { SayNote } from '../contract/views.ts';
import { judgeCancel } from '../domain/booking-rules.ts';
import type { Patient } from '../domain/patient.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Slot } from '../domain/schedule.ts';
import type { Visit } from '../domain/visit.ts';
import { whatFollows } from './cancel-visit.ts';
import type { DeskContext } from './desk-context.ts';
import { notesAfterCancelling } from './say-notes.ts';
import { visitOf } from './view-rows.ts';

export interface ReplacedExam {
  visit: Visit | null;
  /** Two steps, both said: the old date goes only with the new one, and where its slot goes then (R33, R47). */
  notes: SayNote[];
  refusals(patient: Patient, slot: Slot | null): Refusal[];
}

/** R31: the exam that a booking gives up. What becomes of it is one with the booking: at central, and on this screen. */
export function replacedExam(desk: DeskContext, { replaces }: { replaces?: string | undefined }): ReplacedExam {
  if (replaces === undefined) return { visit: null, notes: [], refusals: () => [] };
  const row = desk.reads.visit(replaces);
  const visit = row && visitOf(row);
  return {
    visit,
    notes: visit
      ? ['old-date-until-new', ...notesAfterCancelling(whatFollows(desk, visit, 'patient', 'other-date'))]
      : ['old-date-until-new'],
    refusals(patient, slot) {
      if (!visit || visit.patientId !== patient.id || visit.elsewhere) return [{ code: 'not-found', path: 'replaces' }];
      if (visit.service === 'cardiology' || (slot && slot.service !== visit.service)) {
        return [{ code: 'code-mismatch', rule: 'R31', path: 'replaces' }];
      }
      return judgeCancel({ visit, now: desk.time.now(), by: 'provider', reason: 'other-date' });
    },
  };
}

import type { Act } from './intent.ts';
import type { Patient } from './patient.ts';
import type { Visit } from './visit.ts';

/** I7: what changed, by name. Free text is never copied here: only that it changed. */
export type AuditValues = Record<string, string | number | boolean | null>;

/** What a visit was, as far as acts change it. */
export function visitValues(visit: Visit): AuditValues {
  const { status, startsAt, scheduleId, slotId, patientId } = visit;
  return { status, startsAt, scheduleId, slotId, patientId };
}

/** Of what was before, the part that the act changes, and what it is afterwards. */
export function auditValues(act: Act, before: AuditValues | null): { before: AuditValues | null; after: AuditValues | null } {
  const after = valuesAfter(act);
  if (before === null || after === null) return { before: null, after };
  const names = Object.keys(after).filter((name) => before[name] !== after[name]);
  const pick = (values: AuditValues) => Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}

function valuesAfter(act: Act): AuditValues | null {
  switch (act.kind) {
    case 'book':
      return visitValues(act.visit);
    case 'move':
      return { startsAt: act.startsAt, scheduleId: act.scheduleId, slotId: act.slotId };
    case 'cancel':
      return { status: 'cancelled', cancelReason: act.reason, by: act.by };
    case 'change-patient':
      return patientValues(act.patient);
    case 'open-task':
      return { kind: act.task.kind };
    case 'close-task':
      return { resolution: act.resolution };
    case 'enter-waiting':
      return { status: 'waiting', patientId: act.entry.patientId };
    case 'leave-waiting':
      return { status: 'left' };
    case 'set-outcome':
      return { status: act.outcome };
    default:
      // Whatever an act of a new kind changes, its kind, author and instant are in the log.
      return null;
  }
}

export function patientValues(patient: Patient): AuditValues {
  const { familyName, givenName, pesel, document, birthDate, sex, contact } = patient;
  const { phone, secondPhone, email, relation } = contact;
  const papers = document && `${document.kind} ${document.number}`;
  return { familyName, givenName, pesel, document: papers, birthDate, sex, phone, secondPhone, email, relation };
}

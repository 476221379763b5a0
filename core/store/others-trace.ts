import type { Patient } from '../domain/patient.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { CancelReason, Channel, Elsewhere, Visit, VisitStatus } from '../domain/visit.ts';

export type OthersEntity = 'visit' | 'patient' | 'schedule';
export type OthersWho = 'patient' | 'waiting-room' | 'colleague' | 'unknown';

/** What is kept of a visit: no name, no contact, no note. */
export interface VisitTrace {
  startsAt: string;
  scheduleId: string;
  patientId: string;
  status: VisitStatus;
  cancelReason: CancelReason | null;
  bookedBy: Channel;
  /** Where the visit is, when it is in another clinic. */
  elsewhere?: Elsewhere;
}
/** Names of the parts that changed. */
export interface PatientTrace {
  changed: ('name' | 'identity' | 'contact')[];
}
export interface ScheduleTrace {
  revision: number;
}

/** Before and after in what a person would notice; null = nothing of that changed, or it is the initial feed of old visits. */
export function traceOf(entity: OthersEntity, before: unknown, after: unknown): { before: unknown; after: unknown } | null {
  switch (entity) {
    case 'visit':
      return visitTraces(before as Visit | null, after as Visit | null);
    case 'patient':
      return patientTraces(before as Patient | null, after as Patient | null);
    case 'schedule': {
      const [was, is] = [before as Schedule | null, after as Schedule | null];
      if (was && is && was.revision === is.revision) return null;
      return { before: was && { revision: was.revision }, after: is && { revision: is.revision } };
    }
    default:
      return entity satisfies never;
  }
}

function visitTraces(before: Visit | null, after: Visit | null) {
  // The clinic's own old visits, fed by an import: nobody's change.
  if (!before && (!after || after.bookedBy === 'import')) return null;
  if (before && after && sameButVersion(before, after)) return null;
  return { before: before && visitTrace(before), after: after && visitTrace(after) };
}

function visitTrace({ startsAt, scheduleId, patientId, status, cancelReason, bookedBy, elsewhere }: Visit): VisitTrace {
  return { startsAt, scheduleId, patientId, status, cancelReason, bookedBy, ...(elsewhere ? { elsewhere } : {}) };
}

function patientTraces(before: Patient | null, after: Patient | null): { before: null; after: PatientTrace } | null {
  if (!before || !after) return null;
  const changed: PatientTrace['changed'] = [];
  if (before.familyName !== after.familyName || before.givenName !== after.givenName) changed.push('name');
  const identity = ({ pesel, document, birthDate }: Patient) =>
    JSON.stringify([pesel, document?.kind, document?.number, birthDate]);
  if (identity(before) !== identity(after)) changed.push('identity');
  const contact = ({ contact: { phone, secondPhone, email } }: Patient) => JSON.stringify([phone, secondPhone, email]);
  if (contact(before) !== contact(after)) changed.push('contact');
  return changed.length > 0 ? { before: null, after: { changed } } : null;
}

function sameButVersion(before: Visit, after: Visit): boolean {
  const text = (visit: Visit) => JSON.stringify(Object.entries({ ...visit, version: 0 }).sort(([a], [b]) => (a < b ? -1 : 1)));
  return text(before) === text(after);
}

/** Whoever sends an intent is a desk of this clinic; what has none came from the patient or from central itself. */
export function whoDid(intentId: string | null, row: Visit | Schedule | null): OthersWho {
  if (intentId !== null) return 'colleague';
  return row && 'bookedBy' in row && row.bookedBy === 'waiting-room' && row.status === 'booked' ? 'waiting-room' : 'patient';
}

const byClinic: readonly (CancelReason | null)[] = ['practitioner-absent', 'breakdown', 'schedule-change', 'desk-error'];

/** A renewed copy tells what is different, and who did it only as far as the row itself does. */
export function whoMayHave(entity: OthersEntity, before: unknown, after: unknown): OthersWho {
  if (entity === 'schedule') return 'colleague';
  if (entity === 'patient' || after === null) return 'unknown';
  const { bookedBy, status, cancelReason } = after as Visit;
  if (before === null && status === 'booked') {
    if (bookedBy === 'desk') return 'colleague';
    return bookedBy === 'waiting-room' ? 'waiting-room' : 'patient';
  }
  if (status !== 'cancelled') return 'unknown';
  if (cancelReason === 'sms-reply') return 'patient';
  return byClinic.includes(cancelReason) ? 'colleague' : 'unknown';
}

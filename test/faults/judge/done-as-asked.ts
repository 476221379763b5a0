import type { Act } from '../../../core/domain/intent.ts';
import type { Patient } from '../../../core/domain/patient.ts';
import type { Schedule } from '../../../core/domain/schedule.ts';
import type { DeskTask } from '../../../core/domain/task.ts';
import type { Visit } from '../../../core/domain/visit.ts';
import { outcomeOf } from '../../../core/domain/visit-outcome.ts';
import type { WaitingEntry } from '../../../core/domain/waiting-entry.ts';
import { canonical } from './canonical.ts';

/** Whether central's row after the change is what the act asked for, in what only the act can have said. */
export function isDoneAsAsked(act: Act, after: unknown): boolean {
  switch (act.kind) {
    case 'book': {
      const { id, slotId, status, kind, referral, contact } = after as Visit;
      const wanted = act.visit;
      const same = id === wanted.id && slotId === wanted.slotId && kind === wanted.kind && status === 'booked';
      return same && referral?.key === wanted.referral?.key && contact.phone === wanted.contact.phone;
    }
    case 'move': {
      const { slotId, startsAt, status } = after as Visit;
      return slotId === act.slotId && startsAt === act.startsAt && status === 'booked';
    }
    case 'cancel': {
      const { status, cancelReason } = after as Visit;
      return status === 'cancelled' && cancelReason === act.reason;
    }
    case 'enter-waiting': {
      const { id, criteria, referral, category, status } = after as WaitingEntry;
      const same = id === act.entry.id && referral.key === act.entry.referral.key && category === act.entry.category;
      return same && status === 'waiting' && canonical(criteria) === canonical(act.entry.criteria);
    }
    case 'change-waiting':
      return canonical((after as WaitingEntry).criteria) === canonical(act.criteria);
    case 'leave-waiting':
      return (after as WaitingEntry).closed === 'withdrawn';
    case 'set-outcome':
      return outcomeOf(after as Visit) === act.outcome;
    case 'change-visit': {
      const { contact, note } = after as Visit;
      return contact.phone === act.details.contact.phone && note === act.details.note;
    }
    case 'change-patient': {
      const { familyName, contact } = after as Patient;
      return familyName === act.patient.familyName && contact.phone === act.patient.contact.phone;
    }
    case 'publish':
      return canonical((after as Schedule).weekly) === canonical(act.schedule.weekly);
    case 'open-task':
      return (after as DeskTask).intentId === act.task.intentId;
    case 'close-task': {
      // The first closing stands.
      return (after as DeskTask).state === 'done';
    }
    case 'change-task':
      return act.change.kind === 'owner' || (after as DeskTask).calls.length > 0;
    case 'save-setting':
      return canonical((after as { value: unknown }).value) === canonical(act.value);
    default:
      return act satisfies never;
  }
}

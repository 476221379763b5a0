import type { FoundElsewhere } from '../../../core/contract/search-views.ts';
import type { Contact } from '../../../core/domain/patient.ts';
import { anyCriteria } from '../../../core/domain/waiting-entry.ts';
import type { DeskClient } from '../../app/desk-client.ts';
import { contactOf, sameContact } from '../patients/contact-form.ts';
import { type PersonForm, personFormOf, personOf } from '../patients/person-form.ts';
import type { BookingContext } from './booking-context.ts';
import type { BookingAttempt, BookingDraft } from './booking-draft.ts';
import { applicableSteps } from './booking-steps.ts';

export type BookInput = Parameters<DeskClient['visits']['book']>[0];

/** The command that a finished draft stands for. A patient that the desk knows travels only when something about it was put right. */
export function bookingInput(draft: BookingDraft, attempt: BookingAttempt, context: BookingContext): BookInput {
  const { person, slot, kind } = draft;
  if (!person || !slot || !kind) throw new Error('an unfinished booking cannot be sent');
  const withReferral = applicableSteps(draft, context).includes('referral');
  const contact = contactOf(draft.contact);
  return {
    intentId: attempt.intentId,
    visitId: attempt.visitId,
    patientId: attempt.patientId,
    slotId: slot.id,
    patient: patientOf(draft, attempt, person),
    contact,
    kind,
    category: withReferral ? draft.category : null,
    entitlement: withReferral ? draft.entitlement : null,
    referral: withReferral ? draft.referral.trim() : null,
    note: draft.note.trim() || null,
    supersedes: draft.supersedes,
  };
}

export type SeriesInput = Parameters<DeskClient['visits']['bookSeries']>[0];

/** R14: the same draft as several visits. */
export function seriesInput(draft: BookingDraft, attempt: BookingAttempt): SeriesInput {
  const { person } = draft;
  if (!person || !attempt.series) throw new Error('an unfinished series cannot be sent');
  return {
    visits: attempt.series.map(({ intentId, visitId, slot }) => ({ intentId, visitId, slotId: slot.id })),
    patientId: attempt.patientId,
    patient: patientOf(draft, attempt, person),
    contact: contactOf(draft.contact),
    note: draft.note.trim() || null,
  };
}

const patientOf = (draft: BookingDraft, { patientId }: BookingAttempt, person: PersonForm) =>
  patientChanged(draft) ? { id: patientId, ...personOf(person), contact: patientContact(draft) } : null;

export type ElsewhereInput = Parameters<DeskClient['visits']['bookElsewhere']>[0];

/** The same for a slot of another clinic; what had been searched for goes along (R27). */
export function elsewhereInput(
  draft: BookingDraft,
  place: FoundElsewhere,
  attempt: BookingAttempt,
  context: BookingContext,
): ElsewhereInput {
  const { slotId: _slot, kind: _kind, note: _note, ...input } = bookingInput(draft, attempt, context);
  return { ...input, slot: foundSlot(place), search: draft.search ?? anyCriteria };
}

export function foundSlot(found: FoundElsewhere): ElsewhereInput['slot'] {
  const { id, scheduleId, clinicCode, service, startsAt, durationMinutes, clinicId, clinicName, town, actorName } = found;
  return { id, scheduleId, clinicCode, service, startsAt, durationMinutes, clinicId, clinicName, town, actorName };
}

export type EnterInput = Parameters<DeskClient['waiting']['enter']>[0];

/** R13: the same draft as a central submission to the waiting room. The attempt's visit id names the entry. */
export function waitingInput(draft: BookingDraft, attempt: BookingAttempt): EnterInput {
  const { person, waiting, clinicCode } = draft;
  if (!person || !waiting || !clinicCode) throw new Error('an unfinished submission cannot be sent');
  return {
    intentId: attempt.intentId,
    entryId: attempt.visitId,
    patientId: attempt.patientId,
    patient: patientOf(draft, attempt, person),
    contact: contactOf(draft.contact),
    referral: draft.referral.trim(),
    clinicCodes: [clinicCode],
    criteria: waiting,
    category: draft.category,
    entitlement: draft.entitlement,
    supersedes: draft.supersedes,
  };
}

/** New, corrected, or with a new contact of his own. */
export function patientChanged({ known, person, contact }: BookingDraft): boolean {
  if (!known || !person) return true;
  const corrected = JSON.stringify(personFormOf(known)) !== JSON.stringify(person);
  return corrected || !sameContact(patientContact({ known, contact }), known.contact);
}

/** R15: the contact belongs to the visit. It becomes the patient's own unless it is another person's than before. */
function patientContact({ known, contact }: Pick<BookingDraft, 'known' | 'contact'>): Contact {
  const given = contactOf(contact);
  return known && contact.relation !== known.contact.relation && hasContact(known.contact) ? known.contact : given;
}

const hasContact = (contact: Contact) => contact.phone !== null || contact.email !== null;

import { parseReferral } from '../../../core/domain/referral.ts';
import { ageOn, localDateOf } from '../../../core/domain/time.ts';
import { type ContactProblemCode, contactProblems } from '../patients/contact-form.ts';
import { type PersonProblemCode, personOf, personProblems } from '../patients/person-form.ts';
import { type BookingContext, possibleDays } from './booking-context.ts';
import type { BookingDraft, BookingStep } from './booking-draft.ts';
import { clinicChoices } from './clinic-choices.ts';

export interface StepProblem {
  /** Field of the step's form. */
  field: string;
  code:
    | PersonProblemCode
    | ContactProblemCode
    | 'nobody-chosen'
    | 'unit-missing'
    | 'age-mismatch'
    | 'referral-missing'
    | 'referral-invalid'
    | 'referral-needs-pesel'
    | 'entitlement-document-missing'
    | 'slot-missing';
}

/** What keeps a step from being left. The same rules as core's, so that most refusals show while the field has the focus. */
export function stepProblems(draft: BookingDraft, step: BookingStep, context: BookingContext): StepProblem[] {
  switch (step) {
    case 'patient':
      return draft.person ? personProblems(draft.person, context.today) : [{ field: 'search', code: 'nobody-chosen' }];
    case 'visit':
      return visitProblems(draft, context);
    case 'referral':
      return referralProblems(draft);
    case 'urgency':
      return draft.entitlement && draft.entitlement.document.trim() === ''
        ? [{ field: 'document', code: 'entitlement-document-missing' }]
        : [];
    case 'contact':
      return contactProblems(draft.contact, isMinor(draft, context));
    case 'slot':
      return draft.slot ? [] : [{ field: 'slot', code: 'slot-missing' }];
    case 'confirm':
      return [];
  }
}

/** R48: under 18 on the day of the visit; before a slot is chosen, today. */
export function isMinor(draft: BookingDraft, context: BookingContext): boolean {
  const birthDate = draft.person ? personOf(draft.person).birthDate : null;
  const day = draft.slot ? localDateOf(draft.slot.startsAt) : context.today;
  return birthDate !== null && ageOn(birthDate, day) < 18;
}

function visitProblems(draft: BookingDraft, context: BookingContext): StepProblem[] {
  if (!draft.clinicCode || !draft.kind) return [{ field: 'clinicCode', code: 'unit-missing' }];
  const birthDate = draft.person ? personOf(draft.person).birthDate : null;
  const choice = clinicChoices(context, birthDate, possibleDays(draft.slot, draft.kind, context)).find(
    ({ clinicCode }) => clinicCode === draft.clinicCode,
  );
  return choice?.ageLimit ? [{ field: 'clinicCode', code: 'age-mismatch' }] : [];
}

function referralProblems(draft: BookingDraft): StepProblem[] {
  const pesel = draft.person ? personOf(draft.person).pesel : null;
  const read = parseReferral(draft.referral, pesel);
  if (read.ok) return [];
  const code = read.refusals[0]?.code === 'referral-missing' ? 'referral-missing' : 'referral-invalid';
  const needsPesel = pesel === null && parseReferral(draft.referral, '0').ok;
  return [{ field: 'referral', code: needsPesel ? 'referral-needs-pesel' : code }];
}

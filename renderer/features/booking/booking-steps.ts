import type { Refusal } from '../../../core/domain/refusal.ts';
import { type BookingContext, serviceOf } from './booking-context.ts';
import type { BookingDraft, BookingStep } from './booking-draft.ts';

/** R18, R23: referral, medical category and entitlement belong to a first cardiology visit only. */
export function applicableSteps(draft: BookingDraft, context: BookingContext): BookingStep[] {
  const withReferral = draft.kind === 'first' && serviceOf(draft.clinicCode, context) === 'cardiology';
  return withReferral
    ? ['patient', 'visit', 'referral', 'urgency', 'contact', 'slot', 'confirm']
    : ['patient', 'visit', 'contact', 'slot', 'confirm'];
}

/** The first step that is still open; with nothing open, the confirmation. */
export function nextStep(draft: BookingDraft, context: BookingContext): BookingStep {
  return applicableSteps(draft, context).find((step) => step !== 'confirm' && !draft.done.includes(step)) ?? 'confirm';
}

/** Where a refusal is put right: its step opens when staff choose "correct". */
export function stepOfRefusal(refusal: Refusal): BookingStep {
  switch (refusal.code) {
    case 'referral-missing':
    case 'referral-invalid':
    case 'referral-used':
    case 'referral-cancelled':
      return 'referral';
    case 'contact-missing':
    case 'contact-invalid':
    case 'guardian-missing':
      return 'contact';
    case 'pesel-invalid':
    case 'identity-missing':
      return 'patient';
    case 'age-mismatch':
    case 'code-mismatch':
    case 'not-covered':
    case 'not-eligible':
    case 'wrong-slot-kind':
      return 'visit';
    case 'slot-taken':
    case 'slot-held':
    case 'slot-gone':
    case 'same-day':
    case 'slot-past':
    case 'outside-window':
    case 'remote-first-visit':
      return 'slot';
    default:
      return stepOfPath(refusal.path);
  }
}

function stepOfPath(path: string | undefined): BookingStep {
  if (path?.startsWith('contact')) return 'contact';
  if (path?.startsWith('patient')) return 'patient';
  if (path?.startsWith('referral')) return 'referral';
  if (path?.startsWith('entitlement') || path?.startsWith('category')) return 'urgency';
  if (path?.startsWith('slot')) return 'slot';
  return 'confirm';
}

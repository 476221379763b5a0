import { checkContact } from './contact.ts';
import type { ExamRecord } from './exam-programme.ts';
import { judgeEligibility, programmeOf } from './judge-eligibility.ts';
import type { Contact, Patient } from './patient.ts';
import { parsePesel } from './pesel.ts';
import type { Policy } from './policy.ts';
import { coveredCode } from './policy-values.ts';
import { isValidReferral } from './referral.ts';
import type { Refusal } from './refusal.ts';
import type { Slot } from './schedule.ts';
import { ageOn, localDateOf } from './time.ts';
import type { CancelReason, Visit } from './visit.ts';
import { bookingWindow, onWindowDay } from './window.ts';

/**
 * What may be booked, moved and cancelled. The desk asks before it writes, central asks before it commits: the same
 * functions on the same facts, so that a refusal by central is a matter of other people's acts and not of another rule.
 * Every reason is listed, not the first only.
 */

/** Who acts: the clinic's system, or the patient by IKP or SMS. */
export type Party = 'provider' | 'patient';

interface PlaceFacts {
  /** Central's instant. */
  now: string;
  policy: Policy;
  by: Party;
  /** The wanted slot as published; null = there is none (any more). */
  slot: Slot | null;
  /** Another active visit has the slot (I1). */
  slotTaken: boolean;
  /** Someone else holds the slot. */
  slotHeld?: boolean;
  /** The referral serves another active booking or waiting-room entry somewhere in the country (R18). */
  referralUsed: boolean;
  /** Its issuer has cancelled it; undefined at a desk, which cannot know. */
  referralCancelled?: boolean;
  patient: PatientFacts;
  /** R36: what eWUŚ and SIMP say of an exam's patient; undefined at a desk, which cannot ask (see `EligibilityFacts`). */
  examRecord?: ExamRecord | null;
}

export type PatientFacts = Pick<Patient, 'pesel' | 'birthDate' | 'document'> & { contact?: Contact; sex?: Patient['sex'] };

export interface BookingFacts extends PlaceFacts {
  visit: Pick<Visit, 'kind' | 'mode' | 'legacy' | 'slotId' | 'startsAt' | 'clinicCode' | 'contact' | 'referral' | 'entitlement'>;
}

export interface MoveFacts extends PlaceFacts {
  /** The visit as it is now; null = not found. */
  visit: CurrentVisit | null;
}

type CurrentVisit = Pick<
  Visit,
  'status' | 'course' | 'kind' | 'mode' | 'service' | 'startsAt' | 'clinicCode' | 'contact' | 'referral' | 'entitlement'
>;

export interface CancelFacts {
  now: string;
  by: Party;
  visit: Pick<Visit, 'status' | 'startsAt' | 'course'> | null;
  reason: CancelReason | null;
}

/** R1, R2, R6, R11, R14–R18, R36, R38, R39, R48. Empty = may be booked. */
export function judgeBooking(facts: BookingFacts): Refusal[] {
  const { visit, slot, patient, by } = facts;
  // R6: booked before the clinic joined. Windows, slot kind, referral, contact and eligibility do not apply.
  if (visit.legacy && by === 'provider') return judgeLegacy(facts);
  const refusals = [...judgeSlot(facts), ...judgeIdentity(patient)];
  if (by === 'patient' && visit.kind !== 'first') refusals.push({ code: 'first-visits-only', rule: 'R17', path: 'kind' });
  if (slot) refusals.push(...judgeFit(facts, slot, visit));
  const date = localDateOf(slot?.startsAt ?? visit.startsAt);
  refusals.push(...checkContact(visit.contact, { minor: isMinor(patient, date) }));
  return refusals;
}

/** R30, R31, R35 for the visit as it is; the new place is judged as a new booking (R6: a later change obeys all rules). */
export function judgeMove(facts: MoveFacts): Refusal[] {
  const { visit, slot, patient, by, now } = facts;
  if (!visit) return [{ code: 'not-found', path: 'visit' }];
  const refusals = judgeChangeable(visit, now);
  if (visit.service !== 'cardiology') refusals.push({ code: 'exam-not-movable', rule: 'R31', path: 'visit' });
  else if (by === 'patient' && visit.kind === 'continuation') {
    refusals.push({ code: 'clinic-changes-only', rule: 'R35', path: 'visit' });
  }
  refusals.push(...judgeSlot(facts), ...judgeIdentity(patient));
  if (slot) {
    if (slot.service !== visit.service) refusals.push({ code: 'code-mismatch', rule: 'R31', path: 'slot' });
    refusals.push(...judgeFit(facts, slot, { ...visit, mode: slot.mode }));
  }
  // R15: contact belongs to the visit; what a legacy visit lacked may since have been told for the patient.
  const own = visit.contact.phone !== null || visit.contact.email !== null;
  const contact = own ? visit.contact : (patient.contact ?? visit.contact);
  const date = localDateOf(slot?.startsAt ?? visit.startsAt);
  refusals.push(...checkContact(contact, { minor: isMinor(patient, date) }));
  return refusals;
}

/** R30: at any time until the start, with a reason; continuation visits and exams too (R31, R35). */
export function judgeCancel({ visit, now, reason, by }: CancelFacts): Refusal[] {
  if (!visit) return [{ code: 'not-found', path: 'visit' }];
  const refusals = judgeChangeable(visit, now);
  if (reason === null) refusals.push({ code: 'reason-missing', rule: 'R30', path: 'reason' });
  if (reason === 'sms-reply' && by !== 'patient') refusals.push({ code: 'reason-missing', rule: 'R30', path: 'reason' });
  return refusals;
}

function judgeLegacy({ visit, slot, slotTaken, patient, policy }: BookingFacts): Refusal[] {
  const refusals: Refusal[] = [];
  if (visit.slotId !== null && !slot) refusals.push({ code: 'slot-gone', path: 'slot' });
  if (visit.slotId !== null && slotTaken) refusals.push({ code: 'slot-taken', rule: 'I1', path: 'slot' });
  if (patient.pesel !== null && !parsePesel(patient.pesel).ok) refusals.push({ code: 'pesel-invalid', path: 'patient.pesel' });
  refusals.push(...judgeCovered(policy, slot, visit.clinicCode, localDateOf(visit.startsAt)));
  return refusals;
}

function judgeChangeable(visit: Pick<Visit, 'status' | 'startsAt' | 'course'>, now: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (visit.status !== 'booked' && visit.status !== 'arrived') {
    refusals.push({ code: 'visit-not-active', rule: 'R30', path: 'visit' });
  }
  if (Date.parse(visit.startsAt) <= Date.parse(now) || visit.course?.startedAt)
    refusals.push({ code: 'visit-started', rule: 'R30', path: 'visit' });
  return refusals;
}

function judgeSlot({ slot, slotTaken, slotHeld, now }: PlaceFacts): Refusal[] {
  if (!slot) return [{ code: 'slot-gone', path: 'slot' }];
  const refusals: Refusal[] = [];
  if (slotTaken) refusals.push({ code: 'slot-taken', rule: 'I1', path: 'slot' });
  if (slotHeld) refusals.push({ code: 'slot-held', rule: 'I8', path: 'slot' });
  if (Date.parse(slot.startsAt) <= Date.parse(now)) refusals.push({ code: 'slot-past', rule: 'R11', path: 'slot' });
  return refusals;
}

type Wanted = Pick<Visit, 'kind' | 'mode' | 'referral' | 'entitlement'>;

/** Does the slot suit this visit and patient? */
function judgeFit(facts: PlaceFacts, slot: Slot, visit: Wanted): Refusal[] {
  const { policy, patient } = facts;
  const date = localDateOf(slot.startsAt);
  const refusals = judgeCovered(policy, slot, slot.clinicCode, date);
  refusals.push(...judgeWindow(facts, slot, visit));
  if (visit.kind === 'first' && (visit.mode === 'remote' || slot.mode === 'remote')) {
    refusals.push({ code: 'remote-first-visit', rule: 'R16', path: 'mode' });
  }
  refusals.push(...judgeReferral(facts, slot, visit));
  if (slot.service === 'cardiology') refusals.push(...judgeAge(policy, patient, slot, date));
  else refusals.push(...judgeExam(facts, slot, visit));
  return refusals;
}

function judgeExam({ now, policy, patient, examRecord }: PlaceFacts, { clinicCode }: Slot, visit: Wanted): Refusal[] {
  const repeat = visit.kind === 'continuation';
  return judgeEligibility({ policy, clinicCode, today: localDateOf(now), patient, repeat, record: examRecord });
}

function judgeCovered(policy: Policy, slot: Slot | null, clinicCode: string, date: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (slot?.payer === 'private') refusals.push({ code: 'not-covered', rule: 'R1', path: 'slot.payer' });
  if (!coveredCode(policy, clinicCode, date)) {
    refusals.push({ code: 'not-covered', rule: 'R2', path: 'clinicCode', facts: { clinicCode, date } });
  }
  return refusals;
}

function judgeWindow({ now, policy, by }: PlaceFacts, slot: Slot, visit: Wanted): Refusal[] {
  const refusals: Refusal[] = [];
  const today = localDateOf(now);
  const window = bookingWindow(policy, slot.service, visit.kind, today);
  const isRepeat = slot.service !== 'cardiology' && visit.kind === 'continuation';
  const isFree = isRepeat && programmeOf(policy, slot.clinicCode, today)?.repeat.checkWindow === false;
  if (window.to !== null && !isFree && Date.parse(slot.startsAt) > Date.parse(now) && !onWindowDay(window, slot.startsAt)) {
    const rule = slot.service === 'cardiology' ? 'R11' : 'R38';
    refusals.push({ code: 'outside-window', rule, path: 'slot', facts: { from: window.from, to: window.to } });
  }
  // R14: who is in emergency or entitled and stands at the desk may get any slot of the same day, document recorded.
  const sameDay = by === 'provider' && localDateOf(slot.startsAt) === today && isDocumented(visit.entitlement);
  // R39: the clinic books a repeat exam on any of its exam slots.
  if (visit.kind !== slot.kind && !isRepeat && !(visit.kind === 'first' && sameDay)) {
    refusals.push({ code: 'wrong-slot-kind', rule: 'R14', path: 'slot', facts: { slotKind: slot.kind, visitKind: visit.kind } });
  }
  return refusals;
}

function isDocumented(entitlement: Visit['entitlement']): boolean {
  return entitlement !== null && entitlement.code.trim() !== '' && entitlement.document.trim() !== '';
}

/** R18, R48: first cardiology visits need a referral that nothing else uses; whatever referral is given must fit. */
function judgeReferral(
  { patient, referralUsed, referralCancelled }: PlaceFacts,
  slot: Slot,
  { kind, referral }: Wanted,
): Refusal[] {
  const needed = slot.service === 'cardiology' && kind === 'first';
  if (!referral) return needed ? [{ code: 'referral-missing', rule: 'R18', path: 'referral' }] : [];
  const refusals: Refusal[] = [];
  if (!isValidReferral(referral, patient.pesel)) refusals.push({ code: 'referral-invalid', rule: 'R18', path: 'referral' });
  if (needed && referralCancelled) refusals.push({ code: 'referral-cancelled', rule: 'R18', path: 'referral' });
  if (needed && referralUsed) refusals.push({ code: 'referral-used', rule: 'R18', path: 'referral' });
  if (referral.clinicCodes && !referral.clinicCodes.includes(slot.clinicCode)) {
    refusals.push({ code: 'code-mismatch', rule: 'R48', path: 'referral', facts: { clinicCode: slot.clinicCode } });
  }
  return refusals;
}

function judgeIdentity(patient: PatientFacts): Refusal[] {
  if (patient.pesel !== null) {
    return parsePesel(patient.pesel).ok ? [] : [{ code: 'pesel-invalid', path: 'patient.pesel' }];
  }
  const refusals: Refusal[] = [];
  if (!patient.document?.number.trim()) refusals.push({ code: 'identity-missing', path: 'patient.pesel' });
  if (patient.birthDate === null) refusals.push({ code: 'identity-missing', path: 'patient.birthDate' });
  return refusals;
}

/** R48, cardiology; the age for an exam is a matter of eligibility (R36). */
function judgeAge(policy: Policy, patient: PatientFacts, slot: Slot, date: string): Refusal[] {
  const entry = coveredCode(policy, slot.clinicCode, date);
  const birthDate = birthDateOf(patient);
  if (!entry || !birthDate) return [];
  const age = ageOn(birthDate, date);
  if (age >= (entry.minAge ?? 0) && age <= (entry.maxAge ?? Number.POSITIVE_INFINITY)) return [];
  const facts = {
    clinicCode: slot.clinicCode,
    ...(entry.minAge === null ? {} : { minAge: entry.minAge }),
    ...(entry.maxAge === null ? {} : { maxAge: entry.maxAge }),
  };
  return [{ code: 'age-mismatch', rule: 'R48', path: 'clinicCode', facts }];
}

export function isMinor(patient: PatientFacts, date: string): boolean {
  const birthDate = birthDateOf(patient);
  return birthDate !== null && ageOn(birthDate, date) < 18;
}

/** The PESEL knows better than a typed date. */
function birthDateOf({ pesel, birthDate }: PatientFacts): string | null {
  const parsed = pesel === null ? null : parsePesel(pesel);
  return parsed?.ok ? parsed.value.birthDate : birthDate;
}

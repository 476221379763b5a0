import type { z } from 'zod';
import type { bookVisit as bookVisitInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import { judgeBooking } from '../domain/booking-rules.ts';
import type { Patient } from '../domain/patient.ts';
import { parseReferral } from '../domain/referral.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Slot } from '../domain/schedule.ts';
import type { Referral, Visit } from '../domain/visit.ts';
import type { DeskContext } from './desk-context.ts';
import { contactFromInput, patientFromInput } from './patient-input.ts';
import { heldBackRefusals, referralUsed, slotFacts } from './placing-facts.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { replacedExam } from './replaced-exam.ts';
import { notesAfterPlacing } from './say-notes.ts';
import { supersedesRefusals } from './supersedes.ts';
import { patientOf } from './view-rows.ts';

export type BookVisit = z.infer<typeof bookVisitInput>;

/** Umów: a first or continuation visit, for a known or a new patient (R1, R11, R14–R18, R38, R48). */
export function bookVisit(desk: DeskContext, input: BookVisit): CommandResult {
  const replaced = replacedExam(desk, input);
  const notes = [...notesAfterPlacing(desk, input.kind), ...replaced.notes];
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes };
  if (!desk.central) return refused({ code: 'not-found', path: 'clinic' });
  const gathered = gatherPatient(desk, input);
  if (!gathered.patient) return refused({ code: 'not-found', path: 'patient' });
  const { patient, carried, contact } = gathered;
  const facts = slotFacts(desk, input.slotId);
  const { slot } = facts;

  const referral = readReferral(input.referral, patient);
  const refusals = [
    ...supersedesRefusals(desk, input.supersedes),
    ...gathered.refusals,
    ...referral.refusals,
    ...placeRefusals(desk, { ...input, ...facts }, { patient, contact, referral: referral.value }),
    ...replaced.refusals(patient, slot),
  ];
  if (!slot || refusals.length > 0) return refused(...withoutRepeats(refusals));

  const visit = newVisit(desk, input, { slot, patient, contact, referral: referral.value, clinicId: desk.central.clinicId });
  const replaces = replaced.visit ? { replaces: replaced.visit.id } : {};
  const act = { kind: 'book', visit, patient: carried ? patient : null, ...replaces } as const;
  const intent = newIntent(desk, { id: input.intentId, act, current: replaced.visit, supersedes: input.supersedes });
  return record(desk, intent, notes);
}

/** The rules and what is known here, for one visit on one slot. */
export function placeRefusals(
  desk: DeskContext,
  wanted: Pick<BookVisit, 'slotId' | 'visitId' | 'kind' | 'entitlement'> & ReturnType<typeof slotFacts>,
  { patient, contact, referral }: { patient: Patient; contact: Visit['contact']; referral: Referral | null },
): Refusal[] {
  const { slot, slotTaken, slotId, kind, entitlement } = wanted;
  const now = desk.time.now();
  return [
    ...heldBackRefusals(desk, { slotId, patientId: patient.id }),
    ...judgeBooking({
      now,
      policy: desk.policy(),
      by: 'provider',
      slot,
      slotTaken,
      referralUsed: referralUsed(desk, referral, patient.id, wanted.visitId),
      patient,
      visit: {
        kind,
        mode: slot?.mode ?? 'in-person',
        legacy: false,
        slotId,
        startsAt: slot?.startsAt ?? now,
        clinicCode: slot?.clinicCode ?? '',
        contact,
        referral,
        entitlement,
      },
    }),
  ];
}

/** What every booking brings: whose, reached how, and what of it cannot be read. */
export function gatherPatient(desk: DeskContext, input: Pick<BookVisit, 'patient' | 'patientId' | 'contact'>) {
  const row = desk.reads.patient(input.patient?.id ?? input.patientId);
  const known = row && patientOf(row);
  const typed = input.patient && patientFromInput(input.patient, known?.version ?? 0);
  const patient: Patient | null = typed?.patient ?? known;
  const { contact, refusals } = contactFromInput(input.contact, 'contact');
  return {
    patient,
    // A patient whom central does not know yet travels with each of his bookings: should the first be refused, the second stands.
    carried: typed !== null || known?.version === 0,
    contact,
    refusals: [...(typed?.refusals ?? []), ...refusals],
  };
}

export function readReferral(text: string | null, patient: Patient): { value: Referral | null; refusals: Refusal[] } {
  if (text === null || text === '') return { value: null, refusals: [] };
  const parsed = parseReferral(text, patient.pesel);
  return parsed.ok ? { value: parsed.value, refusals: [] } : { value: null, refusals: parsed.refusals };
}

/** A typed value that cannot be read is refused where it was read; the rules, which see it as missing or malformed, repeat it. */
export function withoutRepeats(refusals: Refusal[]): Refusal[] {
  const unreadable = refusals.some((refusal) => refusal.code === 'referral-invalid');
  const seen = new Set<string>();
  return refusals.filter((refusal) => {
    if (unreadable && refusal.code === 'referral-missing') return false;
    const key = `${refusal.code} ${refusal.path ?? ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

export function newVisit(
  desk: DeskContext,
  input: Pick<BookVisit, 'visitId' | 'kind' | 'category' | 'entitlement' | 'note'>,
  facts: { slot: Slot; patient: Patient; contact: Visit['contact']; referral: Referral | null; clinicId: string },
): Visit {
  const { slot } = facts;
  return {
    id: input.visitId,
    version: 0,
    clinicId: facts.clinicId,
    scheduleId: slot.scheduleId,
    slotId: slot.id,
    startsAt: slot.startsAt,
    durationMinutes: slot.durationMinutes,
    service: slot.service,
    clinicCode: slot.clinicCode,
    kind: input.kind,
    mode: slot.mode,
    status: 'booked',
    patientId: facts.patient.id,
    contact: facts.contact,
    category: input.category ?? 'stable',
    entitlement: input.entitlement,
    referral: facts.referral,
    legacy: false,
    gaps: [],
    cancelReason: null,
    bookedAt: desk.time.now(),
    bookedBy: 'desk',
    note: input.note === '' ? null : input.note,
  };
}

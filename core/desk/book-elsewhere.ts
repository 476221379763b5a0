import type { z } from 'zod';
import type { ElsewhereView } from '../contract/search-views.ts';
import type { CommandResult, SayNote } from '../contract/views.ts';
import type { bookElsewhere as bookInput, moveElsewhere as moveInput } from '../contract/waiting-inputs.ts';
import { judgeBooking, judgeMove } from '../domain/booking-rules.ts';
import type { VisitPlace } from '../domain/intent.ts';
import { displayName } from '../domain/name.ts';
import type { Slot } from '../domain/schedule.ts';
import type { Visit } from '../domain/visit.ts';
import { gatherPatient, newVisit, readReferral, withoutRepeats } from './book-visit.ts';
import { compareText } from './compare-text.ts';
import { connectionOf, type DeskContext } from './desk-context.ts';
import { patientVisit } from './patient-view.ts';
import { heldBackRefusals, referralUsed } from './placing-facts.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { basedOn } from './seen-version.ts';
import { supersedesRefusals } from './supersedes.ts';
import { patientOf, visitOf } from './view-rows.ts';

type FoundSlot = z.infer<typeof bookInput>['slot'];

/**
 * R14, R19: a first visit or an exam in another clinic, on the patient's behalf. Only central knows those slots, so without it
 * nothing is accepted; once accepted it is an intent like any other, with its verdict, its retries and its unknown outcome.
 */
export function bookElsewhere(desk: DeskContext, input: z.infer<typeof bookInput>): CommandResult {
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  if (!desk.central || connectionOf(desk) !== 'online') return refused(offline);
  const { patient, carried, contact, refusals: unreadable } = gatherPatient(desk, input);
  if (!patient) return refused({ code: 'not-found', path: 'patient' });
  const referral = readReferral(input.referral, patient);
  const slot = slotOf(input.slot);
  const asked = { kind: 'first', mode: slot.mode, legacy: false, slotId: slot.id, clinicCode: slot.clinicCode } as const;
  const refusals = [
    ...supersedesRefusals(desk, input.supersedes),
    ...heldBackRefusals(desk, { slotId: slot.id, patientId: patient.id }),
    ...unreadable,
    ...referral.refusals,
    ...judgeBooking({
      now: desk.time.now(),
      policy: desk.policy(),
      by: 'provider',
      slot,
      slotTaken: false,
      referralUsed: referralUsed(desk, referral.value, patient.id, input.visitId),
      patient,
      visit: { ...asked, startsAt: slot.startsAt, contact, referral: referral.value, entitlement: input.entitlement },
    }),
  ];
  if (refusals.length > 0) return refused(...withoutRepeats(refusals));
  const facts = { slot, patient, contact, referral: referral.value, clinicId: input.slot.clinicId };
  const visit: Visit = {
    ...newVisit(desk, { ...input, kind: 'first', note: null }, facts),
    ...placeOf(desk, input.slot).elsewhere,
  };
  const act = { kind: 'book', visit, patient: carried ? patient : null, search: input.search } as const;
  return record(desk, newIntent(desk, { id: input.intentId, act, supersedes: input.supersedes }), []);
}

/** R31: a change may lead to another clinic, or from there; the old date stays until the new one is confirmed. */
export function moveElsewhere(desk: DeskContext, input: z.infer<typeof moveInput>): CommandResult {
  const notes: SayNote[] = ['both-clinics-told'];
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes };
  if (!desk.central || connectionOf(desk) !== 'online') return refused(offline);
  const row = desk.reads.visit(input.visitId);
  const visit = row && visitOf(row);
  const patientRow = visit && desk.reads.patient(visit.patientId);
  const based = basedOn(desk, `visit:${input.visitId}`, row, input.seenVersion);
  const slot = slotOf(input.slot);
  const own = patientRow ? patientOf(patientRow) : { pesel: null, birthDate: null, document: null };
  const facts = { now: desk.time.now(), policy: desk.policy(), by: 'provider', slot, slotTaken: false } as const;
  const refusals = [
    ...(visit ? heldBackRefusals(desk, { slotId: slot.id, patientId: visit.patientId }) : []),
    ...based.refusals,
    ...judgeMove({ ...facts, referralUsed: false, patient: own, visit }).filter(
      ({ path }) => visit?.elsewhere === undefined || !toldToOtherClinicOnly.some((part) => path?.startsWith(part)),
    ),
  ];
  if (!visit || refusals.length > 0) return refused(...refusals);
  const { scheduleId, startsAt, durationMinutes } = slot;
  const place: VisitPlace = placeOf(desk, input.slot).place;
  const intent = newIntent(desk, {
    id: input.intentId,
    act: { kind: 'move', visitId: visit.id, scheduleId, slotId: slot.id, startsAt, durationMinutes, place },
    current: visit,
    seenVersion: based.version,
    baseIntentId: desk.store.overlay.newestIntentOn(`visit:${visit.id}`),
  });
  return record(desk, intent, notes);
}

/** What this clinic has booked in others, nearest first; what is over for a month is left out. */
export function readElsewhere(desk: DeskContext): ElsewhereView[] {
  const since = new Date(Date.parse(desk.time.now()) - 30 * 86_400_000).toISOString();
  return desk.reads
    .visitsElsewhere()
    .filter((row) => row.starts_at >= since)
    .sort((a, b) => compareText(a.starts_at, b.starts_at))
    .map((row) => {
      const name = desk.reads.patientName(row.patient_id);
      const patientName = name ? displayName({ familyName: name.family_name, givenName: name.given_name }) : '';
      return { ...patientVisit(desk, row), patientId: row.patient_id, patientName };
    });
}

const offline = { code: 'needs-central', rule: 'R19', path: 'slot' } as const;

/** R18, R15: of a visit elsewhere this desk does not hold them; central judges. */
const toldToOtherClinicOnly = ['referral', 'contact'];

/** What `slots.search` shows is free, in person, paid by the fund, and for a first visit or an exam. */
function slotOf(found: FoundSlot): Slot {
  const { id, scheduleId, service, clinicCode, startsAt, durationMinutes } = found;
  const open = { kind: 'first', mode: 'in-person', payer: 'nfz', room: null, overbooked: false } as const;
  return { id, scheduleId, service, clinicCode, startsAt, durationMinutes, ...open };
}

function placeOf({ central }: DeskContext, { clinicId, clinicName, town, actorName }: FoundSlot) {
  const elsewhere = clinicId === central?.clinicId ? null : { clinicName, town, actorName };
  return { place: { clinicId, elsewhere }, elsewhere: elsewhere ? { elsewhere } : {} };
}

import type { z } from 'zod';
import type { changeVisit as changeVisitInput } from '../contract/inputs.ts';
import type { CommandResult } from '../contract/views.ts';
import { isMinor } from '../domain/booking-rules.ts';
import type { Patient } from '../domain/patient.ts';
import { parseReferral } from '../domain/referral.ts';
import type { Refusal } from '../domain/refusal.ts';
import { localDateOf } from '../domain/time.ts';
import type { Referral, Visit } from '../domain/visit.ts';
import { judgeDetails } from '../domain/visit-details.ts';
import type { DeskContext } from './desk-context.ts';
import { contactFromInput } from './patient-input.ts';
import { heldBackRefusals, referralUsed } from './placing-facts.ts';
import { newIntent, record } from './record.ts';
import { refused } from './refused.ts';
import { basedOn } from './seen-version.ts';
import { patientOf, visitOf } from './view-rows.ts';

export type ChangeVisit = z.infer<typeof changeVisitInput>;

/** The visit's own contact, note and referral (R15, R18). The patient's card stays as it is. */
export function changeVisit(desk: DeskContext, input: ChangeVisit): CommandResult {
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  const row = desk.reads.visit(input.visitId);
  if (!row) return refused({ code: 'not-found', path: 'visit' });
  const visit = visitOf(row);
  const patientRow = desk.reads.patient(visit.patientId);
  const patient = patientRow && patientOf(patientRow);
  const based = basedOn(desk, `visit:${visit.id}`, row, input.seenVersion);
  const { contact, refusals: unreadable } = contactFromInput(input.contact, 'contact');
  const referral = readReferral(input.referral, visit, patient);
  const details = { contact, note: input.note === '' ? null : input.note, referral: referral.value };
  const refusals = [
    ...heldBackRefusals(desk, { patientId: visit.patientId }),
    ...based.refusals,
    ...unreadable,
    ...referral.refusals,
    ...(referral.refusals.length > 0 || unreadable.length > 0
      ? []
      : judgeDetails({
          visit,
          details,
          patient: {
            pesel: patient?.pesel ?? null,
            minor: patient !== null && isMinor(patient, localDateOf(visit.startsAt)),
          },
          referralUsed: referralUsed(desk, details.referral, visit.patientId, visit.id),
        })),
  ];
  if (refusals.length > 0) return refused(...refusals);

  const intent = newIntent(desk, {
    id: input.intentId,
    act: { kind: 'change-visit', visitId: visit.id, details },
    current: visit,
    seenVersion: based.version,
    baseIntentId: desk.store.overlay.newestIntentOn(`visit:${visit.id}`),
  });
  return record(desk, intent, []);
}

/** What is not retyped stays as it is, with what is known of it. */
function readReferral(
  typed: string | null,
  visit: Visit,
  patient: Patient | null,
): { value: Referral | null; refusals: Refusal[] } {
  const { referral } = visit;
  if (typed === null || typed === '') return { value: null, refusals: [] };
  if (referral && (typed === referral.key || typed === referral.code)) return { value: referral, refusals: [] };
  const parsed = parseReferral(typed, patient?.pesel ?? null);
  return parsed.ok ? { value: parsed.value, refusals: [] } : { value: null, refusals: parsed.refusals };
}

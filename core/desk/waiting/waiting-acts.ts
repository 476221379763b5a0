import type { z } from 'zod';
import type { CommandResult, SayNote } from '../../contract/views.ts';
import type {
  changeWaiting as changeInput,
  enterWaiting as enterInput,
  leaveWaiting as leaveInput,
  watchSubmission as watchInput,
} from '../../contract/waiting-inputs.ts';
import type { Act } from '../../domain/intent.ts';
import { displayName } from '../../domain/name.ts';
import { parseReferral, referralKeyOf } from '../../domain/referral.ts';
import type { Referral } from '../../domain/visit.ts';
import type { WaitingEntry } from '../../domain/waiting-entry.ts';
import { judgeEntry } from '../../domain/waiting-rules.ts';
import { connectionOf, type DeskContext } from '../desk-context.ts';
import { contactFromInput, patientFromInput } from '../patient-input.ts';
import { heldBackRefusals, referralUsed } from '../placing-facts.ts';
import { newIntent, record } from '../record.ts';
import { refused } from '../refused.ts';
import { supersedesRefusals } from '../supersedes.ts';
import { patientOf } from '../view-rows.ts';
import { wholeSecond } from '../whole-second.ts';
import { knownSubmissions } from './known-submissions.ts';
import { openActsOn } from './open-acts.ts';
import { drainQuestions, tellScreens } from './submissions.ts';
import { type WatchedReferral, watchedSetting } from './watched.ts';

/** R13, R18: a central submission. The clinic watches it from then on. */
export function enterWaiting(desk: DeskContext, input: z.infer<typeof enterInput>): CommandResult {
  const notes = notesOnEntering(desk);
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes };
  if (!desk.central) return refused({ code: 'not-found', path: 'clinic' });
  const row = desk.reads.patient(input.patient?.id ?? input.patientId);
  const known = row && patientOf(row);
  const typed = input.patient && patientFromInput(input.patient, known?.version ?? 0);
  const patient = typed?.patient ?? known;
  if (!patient) return refused({ code: 'not-found', path: 'patient' });
  const { contact, refusals: unreadable } = contactFromInput(input.contact, 'contact');
  const referral = parseReferral(input.referral, patient.pesel);
  if (!referral.ok) return refused(...referral.refusals);
  const now = desk.time.now();
  const entry: WaitingEntry = {
    id: input.entryId,
    version: 0,
    clinicId: desk.central.clinicId,
    patientId: patient.id,
    referral: referral.value,
    clinicCodes: input.clinicCodes,
    criteria: input.criteria,
    category: input.category,
    entitlement: input.entitlement,
    contact,
    submittedAt: wholeSecond(now),
    status: 'waiting',
    closed: null,
    visitId: null,
    cancelledSlotIds: [],
    forecast: null,
  };
  const refusals = [
    ...supersedesRefusals(desk, input.supersedes),
    ...heldBackRefusals(desk, { patientId: patient.id }),
    ...(typed?.refusals ?? []),
    ...unreadable,
    ...judgeEntry({
      entry,
      patient,
      referralUsed: referralUsed(desk, referral.value, patient.id, ''),
      policy: desk.policy(),
      now,
    }),
  ];
  if (refusals.length > 0) return refused(...refusals);

  const carried = typed !== null || known?.version === 0;
  const act: Act = { kind: 'enter-waiting', entry, patient: carried ? patient : null };
  const result = record(desk, newIntent(desk, { id: input.intentId, act, supersedes: input.supersedes }), notes);
  const id = referralKeyOf(referral.value, patient.pesel);
  const question = questionOf(referral.value, patient.pesel);
  const owner = { patientId: patient.id, patientName: displayName(patient) };
  knownSubmissions(desk.store.journal).put(id, {
    question,
    ...owner,
    wantedAt: now,
    questionSince: now,
    askedAt: null,
    status: { entry, visit: null },
    history: [],
  });
  watch(desk, desk.newId(), id, { question, ...owner, since: now, by: desk.author, watched: true });
  tellScreens(desk);
  return result;
}

/** R24: other criteria on the patient's request; the forecast is asked for anew. */
export function changeWaiting(desk: DeskContext, input: z.infer<typeof changeInput>): CommandResult {
  return actOn(desk, input, (entry, name) => ({ kind: 'change-waiting', entryId: entry.id, criteria: input.criteria, ...name }));
}

/** R27, R29: deletes the entry; a date that was assigned is cancelled with it, and the patient does not come back. */
export function leaveWaiting(desk: DeskContext, input: z.infer<typeof leaveInput>): CommandResult {
  return actOn(desk, input, (entry, name) => ({ kind: 'leave-waiting', entryId: entry.id, ...name }));
}

function actOn(
  desk: DeskContext,
  input: { intentId: string; id: string; seenVersion: number },
  actOf: (entry: WaitingEntry, name: { referral: Referral; pesel: string | null }) => Act,
): CommandResult {
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  const kept = knownSubmissions(desk.store.journal);
  const known = kept.get(input.id);
  const entry = known?.status?.entry;
  if (!known || !entry) return refused({ code: 'not-found', path: 'entry' });
  if (entry.status === 'closed') return refused({ code: 'entry-not-open', rule: 'R27', path: 'entry' });
  if (entry.version > input.seenVersion) return refused({ code: 'stale-version' });
  const { referralKey: key, referralCode: code, pesel } = known.question;
  const act = actOf(entry, { referral: { key, code, clinicCodes: null }, pesel });
  const intent = newIntent(desk, {
    id: input.intentId,
    act,
    seenVersion: entry.version === 0 ? null : entry.version,
    baseIntentId: openActsOn(desk, entry.id).at(-1)?.intent.id ?? null,
  });
  const result = record(desk, intent, []);
  const now = desk.time.now();
  kept.change(input.id, { wantedAt: now, questionSince: known.questionSince ?? now });
  tellScreens(desk);
  return result;
}

/** Shares a referral with all desks of the clinic, or ends that. */
export function watchSubmission(desk: DeskContext, input: z.infer<typeof watchInput>): CommandResult {
  if (desk.store.journal.get(input.intentId)) return { ok: true, intentId: input.intentId, notes: [] };
  const known = knownSubmissions(desk.store.journal).get(input.id);
  const row = desk.reads.setting(watchedSetting(input.id));
  const shared = row ? (JSON.parse(row.body) as WatchedReferral) : null;
  const from = known ?? shared;
  if (!from) return refused({ code: 'not-found', path: 'submission' });
  const { question, patientId, patientName } = from;
  const value = { question, patientId, patientName, since: desk.time.now(), by: desk.author, watched: input.watched };
  const result = watch(desk, input.intentId, input.id, value);
  void drainQuestions(desk);
  return result;
}

function watch(desk: DeskContext, intentId: string, id: string, value: WatchedReferral): CommandResult {
  const name = watchedSetting(id);
  const intent = newIntent(desk, {
    id: intentId,
    act: { kind: 'save-setting', name, value },
    seenVersion: desk.reads.setting(name)?.version ?? null,
    baseIntentId: desk.store.overlay.newestIntentOn(`setting:${name}`),
  });
  return record(desk, intent, []);
}

const questionOf = ({ key, code }: Referral, pesel: string | null) => ({
  referralKey: key,
  referralCode: code,
  pesel: key === null ? pesel : null,
});

/** R47: R22, R24, R25, R27, R29 in the words for the patient; offline it is a request like any other. */
function notesOnEntering(desk: DeskContext): SayNote[] {
  const notes: SayNote[] = ['waiting-room-entered'];
  return connectionOf(desk) === 'online' ? notes : [...notes, 'waiting-until-confirmed'];
}

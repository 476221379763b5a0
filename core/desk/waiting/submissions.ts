import type { AskResult } from '../../contract/waiting-views.ts';
import { displayName } from '../../domain/name.ts';
import { parsePesel } from '../../domain/pesel.ts';
import { parseReferral, referralKeyOf } from '../../domain/referral.ts';
import type { SubmissionQuestion } from '../../domain/waiting-entry.ts';
import { connectionOf, type DeskContext } from '../desk-context.ts';
import { patientOf } from '../view-rows.ts';
import { type KnownSubmission, knownSubmissions, withAnswer } from './known-submissions.ts';
import { openActsOn } from './open-acts.ts';
import { readWatched } from './watched.ts';

export interface AskSubmission {
  referral: string;
  pesel: string | null;
  patientId: string | null;
}

/** R20: who asks knows the referral. Without a line the question is kept, and asked when central can be reached. */
export async function askSubmission(desk: DeskContext, input: AskSubmission): Promise<AskResult> {
  const row = input.patientId === null ? null : desk.reads.patient(input.patientId);
  const patient = row && patientOf(row);
  const typed = input.pesel === null || input.pesel === '' ? null : parsePesel(input.pesel);
  if (typed && !typed.ok) return { ok: false, refusals: typed.refusals };
  const pesel = typed?.ok ? typed.value.pesel : (patient?.pesel ?? null);
  const referral = parseReferral(input.referral, pesel);
  if (!referral.ok) return { ok: false, refusals: referral.refusals };

  const { key, code } = referral.value;
  const question: SubmissionQuestion = { referralKey: key, referralCode: code, pesel: key === null ? pesel : null };
  const id = referralKeyOf(referral.value, pesel);
  const now = desk.time.now();
  const kept = knownSubmissions(desk.store.journal);
  const known = kept.get(id) ?? blank(question, now);
  const owner = patient ?? patientWithPesel(desk, pesel);
  kept.put(id, {
    ...known,
    patientId: owner?.id ?? known.patientId,
    patientName: owner ? displayName(owner) : known.patientName,
    wantedAt: now,
    questionSince: known.questionSince ?? now,
  });
  tellScreens(desk);
  return { ok: true, id, answered: await askNow(desk, id) };
}

/** Asks about one of them again, or about all that are watched. */
export async function refreshSubmissions(desk: DeskContext, id: string | null): Promise<void> {
  const kept = knownSubmissions(desk.store.journal);
  const watched = readWatched(desk);
  const ids = id === null ? [...watched.keys()] : [id];
  const now = desk.time.now();
  for (const each of ids) {
    const shared = watched.get(each);
    const known = kept.get(each) ?? (shared && { ...blank(shared.question, now), ...ownerOf(shared) });
    if (known) kept.put(each, { ...known, wantedAt: now, questionSince: known.questionSince ?? now });
  }
  tellScreens(desk);
  await drainQuestions(desk);
}

/** All questions that wait, one after the other; what a colleague watches and this desk never asked about is asked too. */
export async function drainQuestions(desk: DeskContext): Promise<void> {
  const kept = knownSubmissions(desk.store.journal);
  const watched = readWatched(desk);
  const now = desk.time.now();
  for (const [id, shared] of watched) {
    if (!kept.get(id)) kept.put(id, { ...blank(shared.question, now), ...ownerOf(shared), questionSince: now });
  }
  kept.prune(new Set(watched.keys()), now);
  for (const [id, { questionSince }] of Object.entries(kept.all())) {
    if (questionSince !== null && !(await askNow(desk, id))) break;
  }
}

/** false: no answer, the question goes on waiting. While an own act on the entry is under way, the answer would be too old. */
async function askNow(desk: DeskContext, id: string): Promise<boolean> {
  const kept = knownSubmissions(desk.store.journal);
  const known = kept.get(id);
  if (!known || !desk.central || connectionOf(desk) !== 'online') return false;
  const entryId = known.status?.entry.id;
  if (entryId && openActsOn(desk, entryId).some(({ state }) => state !== 'parked')) return false;
  const answer = await desk.central.gateway.submission(known.question);
  if (answer.kind !== 'ok') return false;
  const current = kept.get(id);
  if (current) kept.put(id, withAnswer(current, answer.value, desk.time.now()));
  tellScreens(desk);
  return true;
}

function blank(question: SubmissionQuestion, now: string): KnownSubmission {
  return {
    question,
    patientId: null,
    patientName: null,
    wantedAt: now,
    questionSince: null,
    askedAt: null,
    status: null,
    history: [],
  };
}

const ownerOf = ({ patientId, patientName }: Pick<KnownSubmission, 'patientId' | 'patientName'>) => ({ patientId, patientName });

function patientWithPesel({ reads }: DeskContext, pesel: string | null) {
  const row = pesel === null ? null : reads.patientWithPesel(pesel);
  return row && patientOf(row);
}

export function tellScreens(desk: DeskContext): void {
  desk.changes.publish({ topics: ['waiting'], dates: null });
}

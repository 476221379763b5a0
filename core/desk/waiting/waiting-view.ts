import type { SubmissionView, WaitingView } from '../../contract/waiting-views.ts';
import { displayName } from '../../domain/name.ts';
import { maskPesel } from '../../domain/pesel.ts';
import { compareText } from '../compare-text.ts';
import { connectionOf, type DeskContext } from '../desk-context.ts';
import { localMinuteOf } from '../placed.ts';
import { patientOf } from '../view-rows.ts';
import { type KnownSubmission, knownSubmissions } from './known-submissions.ts';
import { openActOf } from './open-acts.ts';
import { readWatched, type WatchedReferral } from './watched.ts';

/** Poczekalnia: what the clinic watches and what this desk asked about, with the age of that knowledge (R20, R24, R25). */
export function readWaiting(desk: DeskContext): WaitingView {
  const watched = readWatched(desk);
  const kept = knownSubmissions(desk.store.journal).all();
  const ids = new Set([...watched.keys(), ...Object.keys(kept)]);
  const submissions = [...ids].map((id) => submissionView(desk, id, kept[id] ?? null, watched.get(id) ?? null));
  submissions.sort(byNeed);
  return { submissions, live: connectionOf(desk) === 'online' };
}

function submissionView(
  desk: DeskContext,
  id: string,
  known: KnownSubmission | null,
  shared: WatchedReferral | null,
): SubmissionView {
  const question = (known ?? shared)?.question ?? { referralKey: null, referralCode: null, pesel: null };
  const patientId = known?.patientId ?? shared?.patientId ?? null;
  const row = patientId === null ? null : desk.reads.patient(patientId);
  const patient = row && patientOf(row);
  const pesel = patient?.pesel ?? question.pesel;
  const entry = known?.status?.entry ?? null;
  const visit = known?.status?.visit ?? null;
  return {
    id,
    referralName: question.referralCode ?? `…${question.referralKey?.slice(-4) ?? ''}`,
    referralKind: question.referralKey === null ? 'code' : 'key',
    patientId: patient?.id ?? null,
    patientName: patient ? displayName(patient) : (known?.patientName ?? shared?.patientName ?? null),
    peselMasked: pesel === null ? null : maskPesel(pesel),
    watched: shared !== null,
    askedAt: known?.askedAt ?? null,
    questionSince: known?.questionSince ?? null,
    entry: entry && {
      id: entry.id,
      version: entry.version,
      status: entry.status,
      closed: entry.closed,
      criteria: entry.criteria,
      clinicCodes: entry.clinicCodes,
      category: entry.category,
      entitled: entry.entitlement !== null,
      submittedAt: entry.submittedAt,
      forecast: entry.forecast,
      contact: entry.contact,
    },
    visit: visit && {
      ...visit,
      localStart: localMinuteOf(visit.startsAt),
      here: visit.clinicId === desk.central?.clinicId,
    },
    history: known?.history ?? [],
    openAct: entry && openActOf(desk, entry.id),
  };
}

/** Watched ones first, open ones before closed ones, longest waiting first. */
function byNeed(left: SubmissionView, right: SubmissionView): number {
  const rank = ({ watched, entry }: SubmissionView) => (watched ? 0 : 2) + (entry?.status === 'closed' ? 1 : 0);
  return rank(left) - rank(right) || compareText(left.entry?.submittedAt ?? '', right.entry?.submittedAt ?? '');
}

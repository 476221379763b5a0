import type { PatientFile, PatientHeld } from '../../contract/safety-views.ts';
import type { DeskTask } from '../../domain/task.ts';
import type { DeskContext } from '../desk-context.ts';
import { actorNameOf } from '../patient-view.ts';
import { auditOfPatient } from '../safety/audit-views.ts';
import { patientOf, visitOf } from '../view-rows.ts';
import { knownSubmissions } from '../waiting/known-submissions.ts';
import { readWatched } from '../waiting/watched.ts';
import { possibleDuplicates } from './possible-duplicates.ts';

const looks = ['open-patient', 'reveal-contact', 'export-patient'];

/**
 * Everything that this desk can reach about one person (RODO art. 15 and 20): its copy of what central holds, its own acts that are not
 * there yet, central's history when it answers, and who looked. That it was handed out, and by whom, is on record.
 */
export async function exportPatient(desk: DeskContext, { id }: { id: string }): Promise<PatientFile | null> {
  const row = desk.reads.patient(id);
  if (!row) return null;
  const patient = patientOf(row);
  const key = `patient:${patient.id}`;
  const now = desk.time.now();
  desk.store.log.note({
    at: now,
    author: desk.author,
    what: 'export-patient',
    beforeRef: null,
    afterRef: key,
    reason: null,
    key,
  });
  const { entries, complete } = await auditOfPatient(desk, patient.id);
  const visits = desk.reads.visitsOfPatient(patient.id).map((visit) => ({
    ...visitOf(visit),
    actorName: actorNameOf(desk, visit.schedule_id),
    truth: visit.truth,
  }));
  const held: PatientHeld = {
    madeAt: now,
    clinicName: desk.central?.clinicName ?? '',
    person: patient,
    duplicates: possibleDuplicates(desk, patient),
    visits: visits.toSorted((left, right) => (left.startsAt < right.startsAt ? -1 : 1)),
    tasks: tasksAbout(desk, patient.id, new Set(visits.map((visit) => visit.id))),
    waiting: waitingOf(desk, patient.id),
    unsent: unsentAbout(desk, [key, ...visits.map((visit) => `visit:${visit.id}`)]),
    history: entries.filter(({ what }) => !looks.includes(what)),
    historyIsComplete: complete,
    looks: entries.filter(({ what }) => looks.includes(what)).map(({ at, author, what }) => ({ at, author, what })),
  };
  return { name: `okienko-osoba-${now.slice(0, 16).replaceAll(':', '')}`, held };
}

function tasksAbout({ reads }: DeskContext, patientId: string, visitIds: ReadonlySet<string>): PatientHeld['tasks'] {
  const tasks = [...reads.tasks('open'), ...reads.tasks('done')].map(({ body }) => JSON.parse(body) as DeskTask);
  return tasks
    .filter((task) => task.patientId === patientId || (task.visitId !== null && visitIds.has(task.visitId)))
    .map(({ kind, state, openedAt, calls }) => ({ kind, state, openedAt, calls }));
}

function waitingOf(desk: DeskContext, patientId: string): PatientHeld['waiting'] {
  const known = knownSubmissions(desk.store.journal).all();
  const watched = readWatched(desk);
  return [...new Set([...Object.keys(known), ...watched.keys()])].flatMap((id) => {
    const [own, shared] = [known[id], watched.get(id)];
    if ((own?.patientId ?? shared?.patientId) !== patientId) return [];
    return [
      { question: own?.question ?? shared?.question ?? null, status: own?.status ?? null, watchedSince: shared?.since ?? null },
    ];
  });
}

/** What central does not have yet. */
function unsentAbout({ reads, store }: DeskContext, keys: readonly string[]): PatientHeld['unsent'] {
  const ids = new Set(keys.flatMap((key) => reads.intentsOn(key)));
  return [...ids].flatMap((id) => {
    const entry = store.journal.get(id);
    if (!entry || ['confirmed', 'withdrawn', 'superseded'].includes(entry.state)) return [];
    const { act, at, author } = entry.intent;
    return [{ act: act.kind, at, author, state: entry.state }];
  });
}

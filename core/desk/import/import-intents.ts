import { keysOf } from '../../domain/effect.ts';
import type { Act, Intent } from '../../domain/intent.ts';
import type { Patient } from '../../domain/patient.ts';
import type { Schedule } from '../../domain/schedule.ts';
import type { Visit } from '../../domain/visit.ts';
import { gapTasks } from './gap-tasks.ts';
import type { ImportContext } from './import-plan.ts';
import type { ApKolceCount } from './read-ap-kolce.ts';
import { stableId } from './stable-id.ts';

export interface PlannedVisit {
  visit: Visit;
  patient: Patient;
  patientIsNew: boolean;
}

/**
 * The import as acts. A new patient travels with the first of the visits; later ones wait for it by their common key.
 * Ids of bookings and tasks follow from their content, so that an import repeated before the first has reached the copy
 * is the same import (I3). Visits go by time: central knows tomorrow's before those of next spring.
 */
export function importIntents(
  planned: PlannedVisit[],
  schedules: Schedule[],
  apKolce: ApKolceCount[],
  context: ImportContext,
): { intents: Intent[]; tasks: number } {
  const { clinicId, now, author, existing } = context;
  const intents: Intent[] = [];
  const add = (id: string, act: Act, seenVersion: number | null = null) => {
    const fixed = { baseIntentId: null, supersedes: null, author, reason: null, at: now };
    intents.push({ id, act, keys: keysOf(act), seenVersion, ...fixed });
  };
  if (apKolce.length > 0) add(context.newId(), { kind: 'save-setting', name: 'ap-kolce', value: apKolce });
  for (const schedule of schedules) {
    const known = existing.schedules.find(({ id }) => id === schedule.id);
    add(context.newId(), { kind: 'publish', schedule }, known ? known.version : null);
  }
  const inOrder = byTime(planned);
  const carried = new Set<string>();
  for (const { visit, patient, patientIsNew } of inOrder) {
    const carries = patientIsNew && !carried.has(patient.id);
    carried.add(patient.id);
    add(stableId(clinicId, 'book', visit.id), { kind: 'book', visit, patient: carries ? patient : null });
  }
  const tasks = gapTasks(
    inOrder.map(({ visit }) => visit),
    context,
  );
  for (const { task } of tasks) add(stableId(clinicId, 'open', task.id), { kind: 'open-task', task });
  return { intents, tasks: tasks.length };
}

/** Tomorrow's before those of next spring. ISO instants in UTC sort as texts. */
export const byTime = (planned: PlannedVisit[]): PlannedVisit[] =>
  planned.toSorted(({ visit: a }, { visit: b }) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0));

import { type DeskTask, plainTask } from '../../domain/task.ts';
import type { Visit, VisitGap } from '../../domain/visit.ts';
import type { ImportContext } from './import-plan.ts';
import { stableId } from './stable-id.ts';

/** What one call to the patient settles for all of the patient's visits. */
const aboutThePerson: ReadonlySet<VisitGap> = new Set<VisitGap>(['no-contact', 'no-pesel', 'bad-pesel']);

/** How many tasks `gapTasks` makes of them, without making any. */
export class GapTaskCount {
  readonly #visits = new Map<string, number>();
  add(visit: Visit, by: 1 | -1): void {
    for (const gap of visit.gaps) {
      const task = `${ownerOf(visit, gap)}|${gap}`;
      const visits = (this.#visits.get(task) ?? 0) + by;
      if (visits === 0) this.#visits.delete(task);
      else this.#visits.set(task, visits);
    }
  }
  get count(): number {
    return this.#visits.size;
  }
}

const ownerOf = (visit: Visit, gap: VisitGap): string => (aboutThePerson.has(gap) ? visit.patientId : visit.id);

/**
 * R6: each gap is a task. So that staff does not drown, a gap that is the person's rather than the visit's becomes one task
 * per patient, at the earliest of the visits (`visits` come by time): who has five visits and no PESEL is asked once.
 */
export function gapTasks(visits: Visit[], { clinicId, deskId, now }: ImportContext): { visit: Visit; task: DeskTask }[] {
  const tasks = new Map<string, { visit: Visit; task: DeskTask }>();
  for (const visit of visits) {
    for (const gap of visit.gaps) {
      const id = stableId(clinicId, 'task', ownerOf(visit, gap), gap);
      if (tasks.has(id)) continue;
      const task: DeskTask = {
        ...plainTask,
        refusals: [],
        calls: [],
        id,
        kind: 'visit-gap',
        gap,
        visitId: visit.id,
        patientId: visit.patientId,
        originDesk: deskId,
        openedAt: now,
      };
      tasks.set(id, { visit, task });
    }
  }
  return [...tasks.values()];
}

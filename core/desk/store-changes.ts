import type { Change, Topic } from '../contract/views.ts';
import type { ChangedRow, StoreChange } from '../sync/ports.ts';
import { compareText } from './compare-text.ts';
import { everything } from './desk-change.ts';
import type { ViewReads } from './view-reads.ts';

/** Which screens a change of the store concerns. Whatever changes, the queue and the import's progress may have moved. */
export function changeOf(change: StoreChange, reads: Pick<ViewReads, 'visitsOfPatient'>): Change {
  switch (change.kind) {
    case 'all':
      return everything;
    case 'queue':
      return { topics: ['queue', 'import', 'waiting'], dates: null };
    case 'rows': {
      const topics = new Set<Topic>(['queue', 'import']);
      const dates = new Set<string>();
      for (const row of change.rows) {
        for (const topic of topicsOf(row.entity)) topics.add(topic);
        for (const date of datesOf(row, reads)) dates.add(date);
      }
      if (dates.size > 0) topics.add('calendar');
      return { topics: [...topics], dates: [...dates].sort(compareText) };
    }
    default:
      return change satisfies never;
  }
}

/** I8: slots that somebody else has begun or ceased to keep. */
export function changeOfHolds(slotIds: string[], reads: Pick<ViewReads, 'slot'>): Change {
  const dates = new Set(slotIds.flatMap((id) => reads.slot(id)?.local_date ?? []));
  return { topics: ['calendar'], dates: [...dates].sort(compareText) };
}

function topicsOf(entity: ChangedRow['entity']): Topic[] {
  switch (entity) {
    case 'visit':
      // A patient's page lists visits; a task shows the visit that it is about.
      return ['calendar', 'patients', 'tasks', 'away'];
    case 'slot':
      return ['calendar'];
    case 'schedule':
      return ['calendar', 'overview', 'away'];
    case 'patient':
      return ['patients', 'tasks', 'away'];
    case 'task':
      return ['tasks'];
    case 'setting':
      // Watched submissions are settings of the clinic.
      return ['settings', 'waiting'];
    default:
      return entity satisfies never;
  }
}

/** A patient stands in the calendar by name wherever he has a visit. */
function datesOf(row: ChangedRow, reads: Pick<ViewReads, 'visitsOfPatient'>): string[] {
  return row.entity === 'patient' ? reads.visitsOfPatient(row.key).map((visit) => visit.local_date) : row.dates;
}

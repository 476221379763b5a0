import type { CallPath } from '../../core/contract/permissions.ts';
import type { Screen } from './routes.ts';
import { useMay } from './session.ts';

/** The call without which a screen would be empty. */
const callOf: Record<Screen, CallPath> = {
  day: 'calendar.day',
  week: 'calendar.week',
  list: 'calendar.day',
  book: 'visits.book',
  tasks: 'tasks.list',
  patients: 'patients.search',
  schedules: 'schedules.list',
  queue: 'queue.list',
  away: 'away.list',
  waiting: 'waiting.list',
  reception: 'reception.list',
  paper: 'calendar.day',
  compliance: 'compliance.report',
  import: 'import.plan',
  accounts: 'accounts.list',
  health: 'health.view',
  settings: 'settings.get',
};

/** Which screens the signed-in person may see. */
export function useMayShow(): (screen: Screen) => boolean {
  const may = useMay();
  return (screen) => may(callOf[screen]);
}

import { useMemo, useSyncExternalStore } from 'react';

/**
 * Where the desk is. In the address after `#`, so that reload, back and a restart of the window come back to the same place.
 * `date` null = central's today.
 */
export type Route =
  | { screen: 'day' | 'list'; date: string | null; visitId: string | null }
  | { screen: 'week'; date: string | null; scheduleId: string | null; visitId: string | null }
  | {
      screen: 'book';
      /** The slot to begin with; `date` and `scheduleId` tell where to find it (`calendar.day`). */
      slotId: string | null;
      date: string | null;
      scheduleId: string | null;
      patientId: string | null;
      /** The parked intent that this booking replaces. */
      supersedes: string | null;
    }
  | { screen: 'tasks'; taskId: string | null }
  | { screen: 'patients'; patientId: string | null }
  | { screen: 'reception' }
  | { screen: 'away' }
  | { screen: 'waiting'; submissionId: string | null; patientId: string | null }
  | { screen: 'schedules'; scheduleId: string | null }
  | { screen: 'queue' }
  /** `visitId`: the visit to confirm on paper; those of a series, joined by commas. */
  | { screen: 'paper'; visitId: string | null }
  | { screen: 'compliance' }
  | { screen: 'import' }
  | { screen: 'accounts' }
  | { screen: 'health' }
  | { screen: 'settings' };

export type Screen = Route['screen'];

export const day = (date: string | null = null, visitId: string | null = null): Route => ({ screen: 'day', date, visitId });
export const list = (date: string | null = null, visitId: string | null = null): Route => ({ screen: 'list', date, visitId });
export const week = (date: string | null, scheduleId: string | null, visitId: string | null = null): Route => ({
  screen: 'week',
  date,
  scheduleId,
  visitId,
});
export const tasks = (taskId: string | null = null): Route => ({ screen: 'tasks', taskId });
export const schedules = (scheduleId: string | null = null): Route => ({ screen: 'schedules', scheduleId });
export const patients = (patientId: string | null = null): Route => ({ screen: 'patients', patientId });
export const waiting = (at: { submissionId?: string; patientId?: string } = {}): Route => ({
  screen: 'waiting',
  submissionId: at.submissionId ?? null,
  patientId: at.patientId ?? null,
});
export const paper = (visitId: string | null = null): Route => ({ screen: 'paper', visitId });
export const book = (
  begin: { slotId?: string; date?: string; scheduleId?: string; patientId?: string; supersedes?: string } = {},
): Route => ({
  screen: 'book',
  slotId: begin.slotId ?? null,
  date: begin.date ?? null,
  scheduleId: begin.scheduleId ?? null,
  patientId: begin.patientId ?? null,
  supersedes: begin.supersedes ?? null,
});

/** `#/day/2026-11-23?visit=…`. An unknown address is today. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen, first] = path.split('/');
  const asked = new URLSearchParams(query);
  const date = (text: string | null | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null);
  switch (screen) {
    case 'list':
      return list(date(first), asked.get('visit'));
    case 'week':
      return week(date(first), asked.get('schedule'), asked.get('visit'));
    case 'book':
      return {
        screen: 'book',
        slotId: asked.get('slot'),
        date: date(asked.get('date')),
        scheduleId: asked.get('schedule'),
        patientId: asked.get('patient'),
        supersedes: asked.get('supersedes'),
      };
    case 'tasks':
      return tasks(first || null);
    case 'patients':
      return patients(first || null);
    case 'waiting':
      return { screen: 'waiting', submissionId: first || null, patientId: asked.get('patient') };
    case 'schedules':
      return schedules(first || null);
    case 'paper':
      return paper(asked.get('visit'));
    case 'reception':
    case 'away':
    case 'queue':
    case 'compliance':
    case 'import':
    case 'accounts':
    case 'health':
    case 'settings':
      return { screen };
    default:
      return day(date(first), asked.get('visit'));
  }
}

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'day':
    case 'list':
      return address([route.screen, route.date], { visit: route.visitId });
    case 'week':
      return address(['week', route.date], { schedule: route.scheduleId, visit: route.visitId });
    case 'book':
      return address(['book'], {
        slot: route.slotId,
        date: route.date,
        schedule: route.scheduleId,
        patient: route.patientId,
        supersedes: route.supersedes,
      });
    case 'waiting':
      return address(['waiting', route.submissionId], { patient: route.patientId });
    case 'paper':
      return address(['paper'], { visit: route.visitId });
    case 'tasks':
      return address(['tasks', route.taskId], {});
    case 'patients':
      return address(['patients', route.patientId], {});
    case 'schedules':
      return address(['schedules', route.scheduleId], {});
    default:
      return address([route.screen], {});
  }
}

export function navigate(route: Route, how: { replace?: boolean } = {}): void {
  const href = hrefOf(route);
  if (href === window.location.hash) return;
  if (how.replace) window.location.replace(href);
  else window.location.hash = href;
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

function address(path: (string | null)[], query: Record<string, string | null>): string {
  const asked = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null));
  const tail = asked.size > 0 ? `?${asked.toString()}` : '';
  return `#/${path.filter((part) => part !== null).join('/')}${tail}`;
}

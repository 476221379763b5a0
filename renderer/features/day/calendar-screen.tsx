import { useState } from 'react';
import { addDays } from '../../../core/domain/time.ts';
import { useMachineSettings } from '../../app/machine-settings.ts';
import { useOverview } from '../../app/overview.ts';
import { day, list, navigate, type Route, useRoute, week } from '../../app/routes.ts';
import { useShortcuts } from '../../app/shortcuts.ts';
import { LoadingLines } from '../../components/loading-lines.tsx';
import type { CalendarMode } from './calendar-header.tsx';
import { CalendarSelection, CalendarSelectionProvider } from './calendar-selection.ts';
import { DayScreen } from './day-screen.tsx';
import { ListScreen } from './list-screen.tsx';
import { WeekScreen } from './week-screen.tsx';

/** What the three views have in common: the day, the selected visit, and the ways to others. */
export interface CalendarPlace {
  mode: CalendarMode;
  date: string;
  today: string;
  scheduleId: string | null;
  visitId: string | null;
  go(date: string): void;
  step(by: 1 | -1): void;
  select(visitId: string | null): void;
}

/** Dzień, Tydzień and Lista. */
export function CalendarScreen() {
  const route = useRoute();
  const overview = useOverview();
  const [selection] = useState(() => new CalendarSelection());
  const { settings, save } = useMachineSettings();
  const place = placeOf(route, overview?.today);
  useShortcuts(
    place
      ? {
          arrowleft: () => place.step(-1),
          arrowright: () => place.step(1),
          pageup: () => place.go(addDays(place.date, -7)),
          pagedown: () => place.go(addDays(place.date, 7)),
          t: () => place.go(place.today),
          d: () => navigate(day(place.date)),
          w: () => navigate(week(place.date, place.scheduleId)),
          l: () => navigate(list(place.date)),
        }
      : {},
  );
  if (!place || !overview) return <LoadingLines lines={12} />;
  const filter = { hidden: settings.hiddenSchedules, onHide: (hiddenSchedules: string[]) => save({ hiddenSchedules }) };
  return (
    <CalendarSelectionProvider value={selection}>
      {place.mode === 'day' ? <DayScreen place={place} overview={overview} filter={filter} /> : null}
      {place.mode === 'week' ? <WeekScreen place={place} overview={overview} filter={filter} /> : null}
      {place.mode === 'list' ? <ListScreen place={place} overview={overview} filter={filter} /> : null}
    </CalendarSelectionProvider>
  );
}

export interface DoctorFilterState {
  hidden: readonly string[];
  onHide(hidden: string[]): void;
}

function placeOf(route: Route, today: string | undefined): CalendarPlace | null {
  if (!today || (route.screen !== 'day' && route.screen !== 'week' && route.screen !== 'list')) return null;
  const date = route.date ?? today;
  const scheduleId = route.screen === 'week' ? route.scheduleId : null;
  const at = (there: string, visitId: string | null): Route => {
    if (route.screen === 'week') return week(there, scheduleId, visitId);
    return route.screen === 'list' ? list(there, visitId) : day(there, visitId);
  };
  return {
    mode: route.screen,
    date,
    today,
    scheduleId,
    visitId: route.visitId,
    go: (there) => navigate(at(there, null)),
    step: (by) => navigate(at(addDays(date, route.screen === 'week' ? by * 7 : by), null)),
    select: (visitId) => navigate(at(date, visitId), { replace: true }),
  };
}

import { useState } from 'react';
import { addDays } from '../../../core/domain/time.ts';
import { useMachineSettings } from '../../app/machine-settings.ts';
import { useOverview } from '../../app/overview.ts';
import { day, list, navigate, parseRoute, type Route, useRoute, week } from '../../app/routes.ts';
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
  if (!today || !isCalendar(route)) return null;
  const date = route.date ?? today;
  const days = route.screen === 'week' ? 7 : 1;
  return {
    mode: route.screen,
    date,
    today,
    scheduleId: route.screen === 'week' ? route.scheduleId : null,
    visitId: route.visitId,
    go: goTo,
    step: (by) => goTo(addDays(date, by * days)),
    // What is taken back from another screen leaves the person there.
    select: (visitId) => {
      if (isCalendar(parseRoute(window.location.hash))) navigate(inSameView(date, visitId), { replace: true });
    },
  };
}

/** Another day in the view that is shown. Always the same function, so that the days of the rail need not be drawn again. */
function goTo(date: string): void {
  navigate(inSameView(date, null));
}

function inSameView(date: string, visitId: string | null): Route {
  const route = parseRoute(window.location.hash);
  if (route.screen === 'week') return week(date, route.scheduleId, visitId);
  return route.screen === 'list' ? list(date, visitId) : day(date, visitId);
}

function isCalendar(route: Route): route is Extract<Route, { screen: CalendarMode }> {
  return route.screen === 'day' || route.screen === 'week' || route.screen === 'list';
}

import { useState } from 'react';
import type { Overview } from '../../../core/contract/views.ts';
import type { CalendarPlace, DoctorFilterState } from './calendar-screen.tsx';
import { DayRail } from './day-rail.tsx';
import { MonthPanel } from './month-panel.tsx';

const storageKey = 'okienko-month-open';
/** From this width on there is room for the month beside nine columns. */
const openFromPx = 1600;

/** Left of the calendar: the rail of days, or the month with the doctors to show. Remembered on this machine. */
export function SidePanel({ place, overview, filter }: { place: CalendarPlace; overview: Overview; filter: DoctorFilterState }) {
  const [open, setOpen] = useState(() => {
    const kept = window.localStorage.getItem(storageKey);
    return kept === null ? window.innerWidth >= openFromPx : kept === 'true';
  });
  const toggle = (next: boolean) => {
    setOpen(next);
    window.localStorage.setItem(storageKey, String(next));
  };
  return open ? (
    <MonthPanel
      date={place.date}
      today={place.today}
      schedules={overview.schedules}
      hidden={filter.hidden}
      onChoose={place.go}
      onHide={filter.onHide}
      onClose={() => toggle(false)}
    />
  ) : (
    <DayRail date={place.date} today={place.today} onChoose={place.go} onOpen={() => toggle(true)} />
  );
}

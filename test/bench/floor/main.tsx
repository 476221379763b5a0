/** The floor of the calendar budgets: one bare FullCalendar timeGrid with ten "days" and the same events, nothing else. */
import FullCalendar, { type EventInput } from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

declare global {
  interface Window {
    /** Shows these events and answers when they are painted, with the ms it took. */
    showDay(events: EventInput[]): Promise<number>;
  }
}

const plugins = [timeGridPlugin, interactionPlugin];
const views = { columns: { type: 'timeGrid', duration: { days: 10 } } };

function Floor() {
  const [events, setEvents] = useState<EventInput[]>([]);
  window.showDay = (next) => {
    const start = performance.now();
    setEvents(next);
    return new Promise((resolve) => {
      const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
      const seen = setInterval(() => {
        if (!document.body.textContent?.includes(String(next.at(-1)?.title))) return;
        clearInterval(seen);
        painted();
      }, 1);
    });
  };
  return (
    <FullCalendar
      plugins={plugins}
      initialView="columns"
      views={views}
      initialDate="2000-01-03"
      timeZone="UTC"
      height="100%"
      headerToolbar={false}
      allDaySlot={false}
      editable
      slotMinTime="08:00:00"
      slotMaxTime="18:00:00"
      events={events}
    />
  );
}

createRoot(document.getElementById('root') as HTMLElement).render(<Floor />);

import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import { type Desk, useDesk } from '../../app/desk-client.ts';
import { book, navigate, type Route, useRoute } from '../../app/routes.ts';
import type { BookingEvent } from './booking-flow.ts';
import { bookingSessionOf } from './booking-session.ts';

type BookRoute = Extract<Route, { screen: 'book' }>;

/** Takes over what the address brings (a slot of the day, a patient, a refused booking) once, and clears the address. */
export function usePrefill(overview: Overview): void {
  const desk = useDesk();
  const route = useRoute();
  const { t } = useTranslation();
  useEffect(() => {
    if (route.screen !== 'book' || !(route.slotId || route.patientId || route.supersedes)) return;
    let left = false;
    void gather(desk, route)
      .catch(() => null)
      .then((event) => {
        if (left) return;
        if (event) bookingSessionOf(desk).dispatch(event, overview);
        if (route.slotId && !event?.slot) notifications.show({ color: 'bad', message: t('booking.slotGone') });
        if (route.supersedes && !event?.wanted) notifications.show({ message: t('booking.supersedesGone') });
        navigate(book(), { replace: true });
      });
    return () => {
      left = true;
    };
  }, [desk, route, overview, t]);
}

async function gather({ client }: Desk, route: BookRoute): Promise<Extract<BookingEvent, { type: 'prefilled' }>> {
  const task = route.supersedes
    ? (await client.tasks.list({ state: 'open', limit: 2000 })).find((one) => one.refused?.intentId === route.supersedes)
    : null;
  const wanted = task?.refused?.wanted ?? null;
  const patientId = route.patientId ?? (wanted && !wanted.patient ? wanted.patientId : null);
  const patient = patientId ? await client.patients.get({ id: patientId }) : null;
  return { type: 'prefilled', slot: await slotOf(client, route), patient, wanted, supersedes: wanted ? route.supersedes : null };
}

async function slotOf(client: Desk['client'], { slotId, date, scheduleId }: BookRoute) {
  if (!slotId || !date) return null;
  const { columns } = await client.calendar.day({ date });
  const slots = columns.filter(({ schedule }) => !scheduleId || schedule.id === scheduleId).flatMap((column) => column.slots);
  return slots.find((slot) => slot.id === slotId && slot.state === 'free') ?? null;
}

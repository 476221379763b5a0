import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Overview } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import type { BookingContext } from './booking-context.ts';
import type { BookingDraft } from './booking-draft.ts';
import type { BookingEvent } from './booking-flow.ts';
import { bookingSessionOf } from './booking-session.ts';
import { sendBooking } from './send-booking.ts';

export interface Booking {
  draft: BookingDraft;
  context: BookingContext;
  dispatch(event: BookingEvent): void;
  send(): void;
}

export function useBooking(overview: Overview): Booking {
  const desk = useDesk();
  const session = bookingSessionOf(desk);
  const draft = useSyncExternalStore(session.subscribe, session.draft);
  // The same function while the clinic's overview changes below it: a result that is left is no result that was drawn again.
  const latest = useRef(overview);
  latest.current = overview;
  const dispatch = useCallback((event: BookingEvent) => void session.dispatch(event, latest.current), [session]);
  const send = useCallback(() => void sendBooking(desk.client, session, overview), [desk, session, overview]);
  return { draft, context: overview, dispatch, send };
}

import { useCallback, useSyncExternalStore } from 'react';
import { v7 } from 'uuid';
import type { Overview } from '../../../core/contract/views.ts';
import { type Desk, useDesk } from '../../app/desk-client.ts';
import type { BookingContext } from './booking-context.ts';
import type { BookingDraft } from './booking-draft.ts';
import type { BookingEvent } from './booking-flow.ts';
import { bookingInput } from './booking-input.ts';
import { type BookingSession, bookingSessionOf } from './booking-session.ts';

export interface Booking {
  draft: BookingDraft;
  context: BookingContext;
  dispatch(event: BookingEvent): void;
  /** Books; a repetition after a lost answer is the same command (I3). */
  send(): void;
}

export function useBooking(overview: Overview): Booking {
  const desk = useDesk();
  const session = bookingSessionOf(desk);
  const draft = useSyncExternalStore(session.subscribe, session.draft);
  const dispatch = useCallback((event: BookingEvent) => void session.dispatch(event, overview), [session, overview]);
  const send = useCallback(() => void book(desk, session, overview), [desk, session, overview]);
  return { draft, context: overview, dispatch, send };
}

/** Goes on when the screen is left: the answer lands in the session. */
async function book(desk: Desk, session: BookingSession, context: BookingContext): Promise<void> {
  const before = session.draft();
  if (before.phase === 'sending') return;
  const attempt = before.attempt ?? {
    intentId: v7(),
    visitId: v7(),
    patientId: before.known?.id ?? before.personId ?? v7(),
  };
  const draft = session.dispatch({ type: 'sent', attempt }, context);
  try {
    const result = await desk.client.visits.book(bookingInput(draft, attempt, context));
    session.dispatch(
      result.ok ? { type: 'accepted', notes: result.notes } : { type: 'refused', refusals: result.refusals },
      context,
    );
  } catch {
    session.dispatch({ type: 'unanswered' }, context);
  }
}

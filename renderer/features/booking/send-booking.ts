import { v7 } from 'uuid';
import type { DeskClient } from '../../app/desk-client.ts';
import type { BookingContext } from './booking-context.ts';
import { bookingInput, elsewhereInput, waitingInput } from './booking-input.ts';
import type { BookingSession } from './booking-session.ts';

/**
 * Sends the draft. After a lost answer the same command goes again, under the same ids (I3); after a refusal it is a new one.
 * Goes on when the screen is left: the answer lands in the session.
 */
export async function sendBooking(
  client: Pick<DeskClient, 'visits' | 'waiting'>,
  session: BookingSession,
  context: BookingContext,
): Promise<void> {
  const before = session.draft();
  if (before.phase === 'sending') return;
  const attempt = before.attempt ?? {
    intentId: v7(),
    visitId: v7(),
    patientId: before.known?.id ?? before.personId ?? v7(),
  };
  const draft = session.dispatch({ type: 'sent', attempt }, context);
  try {
    const result = draft.waiting
      ? await client.waiting.enter(waitingInput(draft, attempt))
      : draft.place
        ? await client.visits.bookElsewhere(elsewhereInput(draft, draft.place, attempt, context))
        : await client.visits.book(bookingInput(draft, attempt, context));
    session.dispatch(
      result.ok ? { type: 'accepted', notes: result.notes } : { type: 'refused', refusals: result.refusals },
      context,
    );
  } catch {
    session.dispatch({ type: 'unanswered' }, context);
  }
}

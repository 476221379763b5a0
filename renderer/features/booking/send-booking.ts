import { v7 } from 'uuid';
import type { DeskClient } from '../../app/desk-client.ts';
import type { BookingContext } from './booking-context.ts';
import type { BookingAttempt, BookingDraft } from './booking-draft.ts';
import { bookingInput, elsewhereInput, seriesInput, waitingInput } from './booking-input.ts';
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
  const attempt = before.attempt ?? newAttempt(before);
  const draft = session.dispatch({ type: 'sent', attempt }, context);
  try {
    const result = draft.series
      ? await client.visits.bookSeries(seriesInput(draft, attempt))
      : draft.waiting
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

function newAttempt({ series, known, personId }: BookingDraft): BookingAttempt {
  const patientId = known?.id ?? personId ?? v7();
  const visits = series?.toBook.map((slot) => ({ intentId: v7(), visitId: v7(), slot }));
  const [first] = visits ?? [];
  if (!visits || !first) return { intentId: v7(), visitId: v7(), patientId };
  return { intentId: first.intentId, visitId: first.visitId, patientId, series: visits };
}

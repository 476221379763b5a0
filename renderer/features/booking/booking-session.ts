import type { Desk } from '../../app/desk-client.ts';
import type { BookingContext } from './booking-context.ts';
import { type BookingDraft, emptyDraft } from './booking-draft.ts';
import { type BookingEvent, bookingFlow } from './booking-flow.ts';

/** The one booking in hand, outside of the screen: leaving it, or looking something up in the day, loses nothing (I2). */
export class BookingSession {
  #draft: BookingDraft = emptyDraft;
  readonly #listeners = new Set<() => void>();

  readonly draft = (): BookingDraft => this.#draft;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  dispatch(event: BookingEvent, context: BookingContext): BookingDraft {
    this.#draft = bookingFlow(this.#draft, event, context);
    for (const listener of this.#listeners) listener();
    return this.#draft;
  }
}

const sessions = new WeakMap<Desk, BookingSession>();

/** Lives as long as the way to core; kept in memory only, so that it ends with the window. */
export function bookingSessionOf(desk: Desk): BookingSession {
  const known = sessions.get(desk);
  if (known) return known;
  const session = new BookingSession();
  sessions.set(desk, session);
  return session;
}

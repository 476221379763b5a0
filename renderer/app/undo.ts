import { useSyncExternalStore } from 'react';

/**
 * What can still be taken back: offered where it was done, and from everywhere by Ctrl+Z, the palette and a visit's history until
 * it is used, replaced or the person leaves the desk. Undo is a compensating act, so an offer may be used in any order.
 */
export interface UndoOffer {
  id: string;
  /** What was done, as it was told. */
  said: string;
  /** Visits that it is about; a batch names all of them. */
  visitIds: readonly string[];
  act(): void;
}

/** As many as a person might remember. */
const mostOffers = 20;

/** Newest first. */
let offers: readonly UndoOffer[] = [];
let used: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

/** Offers the way back; one of the same id is replaced. */
export function offerUndo(offer: UndoOffer): void {
  set([offer, ...offers.filter(({ id }) => id !== offer.id)].slice(0, mostOffers));
}

/** Takes it back, wherever it was offered. */
export function takeOffer(id: string): void {
  const offer = offers.find((one) => one.id === id);
  if (!offer) return;
  withdrawOffer(id);
  offer.act();
}

/** It is no longer to be taken back from here: somebody did so at its own place. */
export function withdrawOffer(id: string): void {
  set(offers.filter((one) => one.id !== id));
}

/** False: there is nothing to take back. */
export function undoLast(): boolean {
  const [last] = offers;
  if (last) takeOffer(last.id);
  return last !== undefined;
}

/** Another person sits down, or nobody. */
export function forgetUndo(): void {
  used = new Set();
  set([]);
}

/** Its own place shows that it was taken back, from wherever that was. */
export function markUndone(id: string): void {
  used = new Set([...used, id]);
  set(offers);
}

export const useUndoOffers = (): readonly UndoOffer[] => useSyncExternalStore(subscribe, () => offers);
export const useIsUndone = (id: string): boolean => useSyncExternalStore(subscribe, () => used.has(id));

function set(next: readonly UndoOffer[]): void {
  offers = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

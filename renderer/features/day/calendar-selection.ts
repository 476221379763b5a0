import { createContext, useContext, useSyncExternalStore } from 'react';

/**
 * What is selected, picked up, just changed, past, or the calendar's one tab stop. A store, so that of four hundred
 * blocks only the ones concerned are drawn again.
 */
export class CalendarSelection {
  #selected: string | null = null;
  #carried: string | null = null;
  #tabStop: string | null = null;
  #glowing: ReadonlySet<string> = new Set();
  #now = '';
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  select(id: string | null): void {
    this.#change(() => (this.#selected = id), id !== this.#selected);
  }

  carry(id: string | null): void {
    this.#change(() => (this.#carried = id), id !== this.#carried);
  }

  makeTabStop(id: string | null): void {
    this.#change(() => (this.#tabStop = id), id !== this.#tabStop);
  }

  glow(ids: ReadonlySet<string>): void {
    this.#change(() => (this.#glowing = ids), ids !== this.#glowing);
  }

  /** Wall clock `YYYY-MM-DDTHH:MM`. */
  tick(now: string): void {
    this.#change(() => (this.#now = now), now !== this.#now);
  }

  get tabStop(): string | null {
    return this.#tabStop;
  }

  /** Words for `data-state`, as one string so that equal states are equal: `selected tabstop past`. */
  stateOf(id: string, localEnd: string): string {
    let words = '';
    if (id === this.#selected) words += ' selected';
    if (id === this.#carried) words += ' carried';
    if (id === this.#tabStop) words += ' tabstop';
    if (this.#glowing.has(id)) words += ' glowing';
    if (localEnd <= this.#now) words += ' past';
    return words;
  }

  #change(set: () => void, changed: boolean): void {
    if (!changed) return;
    set();
    for (const listener of this.#listeners) listener();
  }
}

const SelectionContext = createContext<CalendarSelection | null>(null);
export const CalendarSelectionProvider = SelectionContext.Provider;

export function useCalendarSelection(): CalendarSelection {
  const selection = useContext(SelectionContext);
  if (!selection) throw new Error('the calendar has no selection');
  return selection;
}

export function useBlockState(id: string, localEnd: string): string {
  const selection = useCalendarSelection();
  return useSyncExternalStore(selection.subscribe, () => selection.stateOf(id, localEnd));
}

import { useSyncExternalStore } from 'react';
import type { TopicId } from './help-book.ts';

/** The help beside the screen. `topic`: null = follows the screen that is shown. */
export interface HelpState {
  open: boolean;
  topic: TopicId | null;
  /** Grows when a person asks: the panel takes the focus then, and not when the screen behind it changes. */
  asked: number;
}

let state: HelpState = { open: false, topic: null, asked: 0 };
/** What had the focus before the panel took it. */
let before: HTMLElement | null = null;
const listeners = new Set<() => void>();

export const panelId = 'help-panel';

export function openHelp(topic: TopicId | null = null): void {
  const at = document.activeElement;
  if (at instanceof HTMLElement && at !== document.body && !isInPanel(at)) before = at;
  set({ open: true, topic, asked: state.asked + 1 });
}

/** Shows a topic in the panel in which the person reads already. */
export const showTopic = (topic: TopicId | null): void => set({ ...state, topic, asked: state.asked + 1 });

/** The focus goes back to where it was, unless the person has moved on by then. */
export function closeHelp(): void {
  const back = isInPanel(document.activeElement) || document.activeElement === document.body;
  set({ ...state, open: false, topic: null });
  if (back) (before?.isConnected ? before : document.getElementById('content'))?.focus();
  before = null;
}

/** F1: opens; from the work into the open panel; from the panel back to the work. */
export function toggleHelp(): void {
  if (state.open && isInPanel(document.activeElement)) closeHelp();
  else openHelp(state.topic);
}

export function useHelp(): HelpState {
  return useSyncExternalStore(subscribe, () => state);
}

const isInPanel = (element: Element | null): boolean => element?.closest(`#${panelId}`) != null;

function set(next: HelpState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

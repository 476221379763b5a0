import type { Timers } from '../../sync/ports.ts';
import { connectionOf, type DeskContext } from '../desk-context.ts';
import { drainQuestions, refreshSubmissions } from './submissions.ts';

/** A little after the line is back: what was entered meanwhile goes first. */
const settleMs = 1_500;
/** How old the knowledge of watched submissions may grow by itself. */
const refreshMs = 30 * 60_000;

/** Asks what waits as soon as central can be reached, and about everything watched from time to time. */
export function askWhenOnline(desk: DeskContext, timers: Timers): () => void {
  let stopped = false;
  let cancelSoon: (() => void) | null = null;
  const soon = () => {
    if (stopped || cancelSoon || connectionOf(desk) !== 'online') return;
    cancelSoon = timers.after(settleMs, () => {
      cancelSoon = null;
      void drainQuestions(desk);
    });
  };
  let cancelLater: (() => void) | null = null;
  const later = () => {
    cancelLater = timers.after(refreshMs, () => {
      if (connectionOf(desk) === 'online') void refreshSubmissions(desk, null);
      later();
    });
  };
  later();
  const stopStatus = desk.central?.sync.onStatus(soon);
  const stopChange = desk.store.onChange(soon);
  soon();
  return () => {
    stopped = true;
    cancelSoon?.();
    cancelLater?.();
    stopStatus?.();
    stopChange();
  };
}

import { type Exercise, exercises } from '../../contract/training-views.ts';
import type { ActKind } from '../../domain/intent.ts';
import type { IntentState, Journal, JournalEntry } from '../../sync/ports.ts';

const all: IntentState[] = ['pending', 'sending', 'unknown', 'confirmed', 'parked', 'superseded', 'withdrawn'];
const settingName = 'training-offline-intents';

type Reads = Pick<Journal, 'list' | 'readSetting' | 'writeSetting'>;

/** Which exercises have been done, told by what the training desk's journal holds. */
export function doneExercises(journal: Reads): Exercise[] {
  const entries = journal.list(all);
  const offline = new Set(offlineIntents(journal));
  const confirmed = (kind: ActKind) => entries.some(({ intent, state }) => intent.act.kind === kind && state === 'confirmed');
  const is: Record<Exercise, () => boolean> = {
    book: () => confirmed('book'),
    move: () => confirmed('move'),
    cancel: () => confirmed('cancel'),
    offline: () => entries.some(({ intent, state }) => state === 'confirmed' && offline.has(intent.id)),
    conflict: () => entries.some(wasSettled),
    waiting: () => confirmed('enter-waiting'),
  };
  return exercises.filter((each) => is[each]());
}

/** Refused by central, and then somebody decided what to do about it. */
const wasSettled = ({ state, lastOutcome }: JournalEntry) =>
  lastOutcome?.kind === 'refused' && (state === 'superseded' || state === 'withdrawn');

/** While the line is cut: what is being entered counts for the exercise, once it has arrived. */
export function noteOffline(journal: Reads): void {
  const waiting = journal.list(['pending']).map(({ intent }) => intent.id);
  const known = offlineIntents(journal);
  const fresh = waiting.filter((id) => !known.includes(id));
  if (fresh.length > 0) journal.writeSetting(settingName, [...known, ...fresh]);
}

const offlineIntents = (journal: Reads) => (journal.readSetting(settingName) as string[] | null) ?? [];

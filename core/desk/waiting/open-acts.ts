import type { Truth } from '../../contract/views.ts';
import type { SubmissionView } from '../../contract/waiting-views.ts';
import type { JournalEntry } from '../../sync/ports.ts';
import type { DeskContext } from '../desk-context.ts';

type WaitingAct = NonNullable<SubmissionView['openAct']>['kind'];
const openStates: readonly JournalEntry['state'][] = ['pending', 'sending', 'unknown', 'parked'];

/** Own acts on an entry of the waiting room that central has not confirmed, oldest first. Entries are not in the copy (R20). */
export function openActsOn(desk: DeskContext, entryId: string): JournalEntry[] {
  return desk.reads
    .intentsOn(`waiting:${entryId}`)
    .flatMap((id) => desk.store.journal.get(id) ?? [])
    .filter(({ state }) => openStates.includes(state));
}

export function openActOf(desk: DeskContext, entryId: string): SubmissionView['openAct'] {
  const last = openActsOn(desk, entryId).at(-1);
  if (!last) return null;
  const { state, lastOutcome } = last;
  const truth: Truth = state === 'parked' ? 'refused' : state === 'unknown' ? 'unknown' : state === 'sending' ? 'sent' : 'local';
  const refusals = state === 'parked' && lastOutcome?.kind === 'refused' ? lastOutcome.refusals : [];
  return { kind: last.intent.act.kind as WaitingAct, truth, refusals };
}

import { activeStatuses } from '../../../core/domain/visit.ts';
import type { DeskStore } from '../../../core/store/desk-store.ts';
import type { CentralState } from './central-state.ts';
import type { Ledger } from './ledger.ts';

/** What was done more than once, or although somebody was told that it is not. */
export function doubled(state: CentralState, desks: { name: string; store: DeskStore | null }[], ledger: Ledger): string[] {
  return [...sharedSlots(state), ...repeated(state), ...doneAllTheSame(state, desks, ledger)];
}

/** I1 */
function sharedSlots({ visits }: CentralState): string[] {
  const slots = visits.filter(({ status }) => activeStatuses.includes(status)).map(({ slotId }) => slotId);
  return slots.filter((slot, i) => slot !== null && slots.indexOf(slot) !== i).map((slot) => `slot ${slot} has two visits`);
}

/** I3 */
function repeated({ events, audit }: CentralState): string[] {
  const ofEvents = events.filter((id, i) => id !== null && events.indexOf(id) !== i);
  const changes = audit.filter(({ intent }) => intent !== null).map(({ intent, type, key }) => `${intent} ${type} ${key}`);
  const ofChanges = changes.filter((change, i) => changes.indexOf(change) !== i);
  return [...ofEvents.map((id) => `${id} caused two events`), ...ofChanges.map((change) => `${change} was changed twice`)];
}

function doneAllTheSame(
  { intents }: CentralState,
  desks: { name: string; store: DeskStore | null }[],
  { asked }: Ledger,
): string[] {
  const found: string[] = [];
  for (const { name, store } of desks) {
    for (const { intent, state } of store?.journal.list(['parked', 'withdrawn', 'superseded', 'pending', 'unknown']) ?? []) {
      if (intents[intent.id] === 'applied') found.push(`${name}: ${intent.act.kind} ${intent.id} is ${state} and was done`);
    }
  }
  for (const { answer, act, intentId } of asked) {
    if (answer === 'refused' && intents[intentId] === 'applied')
      found.push(`${act} ${intentId} was refused to the person and was done`);
  }
  return found;
}

import type { Intent } from '../domain/intent.ts';
import { type Consequence, type IntentEvent, nextStep, type Step } from './intent-state.ts';
import type { CentralTime, Clock, CopyStore, Journal, JournalEntry } from './ports.ts';
import { closeRefusalTask, openingId, openRefusalTask, refusalTaskId } from './refusal-task.ts';

export interface Happening {
  entry: JournalEntry;
  event: IntentEvent;
}

/**
 * Writes what happened to intents, and the tasks born of it, as one journal transaction. Answers the consequences that are
 * not the journal's (pause, hold).
 */
export type Settle = (happenings: Happening[]) => Consequence[];

export interface SettlerNeeds {
  journal: Journal;
  copy: CopyStore;
  clock: Clock;
  time: CentralTime;
  random: () => number;
  deskId: string;
}

export function settler({ journal, copy, clock, time, random, deskId }: SettlerNeeds): Settle {
  return (happenings) => {
    const steps: { entry: JournalEntry; step: Step }[] = [];
    for (const { entry, event } of happenings) {
      const step = nextStep(entry, event, clock.now(), random());
      if (step) steps.push({ entry, step });
    }
    if (steps.length === 0) return [];
    const tasks = steps.flatMap(({ entry, step }) => step.consequences.flatMap((consequence) => taskIntents(entry, consequence)));
    journal.transition(
      steps.map(({ step }) => step.change),
      tasks,
    );
    return steps.flatMap(({ step }) => step.consequences);
  };

  function taskIntents({ intent }: JournalEntry, consequence: Consequence): Intent[] {
    const at = time.now();
    if (consequence.kind === 'open-task') {
      const opening = openRefusalTask(intent, consequence.refusals, { deskId, at });
      return opening ? [opening] : [];
    }
    if (consequence.kind === 'close-task')
      return closingIntents(journal, copy, intent, consequence.resolution, intent.author, at);
    return [];
  }
}

/** The intent that closes the task of a refused one; none when it had no task. */
export function closingIntents(
  journal: Journal,
  copy: CopyStore,
  refused: Intent,
  resolution: string,
  author: string,
  at: string,
): Intent[] {
  const known = copy.versionOf(`task:${refusalTaskId(refused.id)}`);
  if (known === null && !journal.get(openingId(refused.id))) return [];
  return [closeRefusalTask(refused, resolution, { author, at, known })];
}

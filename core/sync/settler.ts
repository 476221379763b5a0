import type { Intent } from '../domain/intent.ts';
import { type Consequence, type IntentEvent, nextStep, type Step } from './intent-state.ts';
import { targetKey } from './intent-target.ts';
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
    const queue = [...happenings];
    for (const { entry, event } of queue) {
      const step = nextStep(entry, event, clock.now(), random());
      if (!step) continue;
      steps.push({ entry, step });
      if (step.change.state !== 'withdrawn') continue;
      const known = new Set(queue.map((each) => each.entry.intent.id));
      queue.push(...dependants(entry, event).filter((each) => !known.has(each.entry.intent.id)));
    }
    if (steps.length === 0) return [];
    const tasks = steps.flatMap(({ entry, step }) => step.consequences.flatMap((consequence) => taskIntents(entry, consequence)));
    journal.transition(
      steps.map(({ step }) => step.change),
      tasks,
    );
    return steps.flatMap(({ step }) => step.consequences);
  };

  /** However it came to be withdrawn: what changes the same thing goes with it; anything else based on it needs a person (I2). */
  function dependants({ intent }: JournalEntry, event: IntentEvent): Happening[] {
    const target = targetKey(intent.act);
    const byHand = { kind: 'give-up', author: intent.author, reason: 'base-withdrawn', at: time.now() } as const;
    const along = event.kind === 'give-up' ? event : byHand;
    return journal.dependants(intent.id).map((entry) => ({
      entry,
      event: targetKey(entry.intent.act) === target ? along : { kind: 'base-gone' },
    }));
  }

  function taskIntents({ intent }: JournalEntry, consequence: Consequence): Intent[] {
    const at = time.now();
    if (consequence.kind === 'open-task') {
      const opening = openRefusalTask(intent, consequence, { deskId, at });
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

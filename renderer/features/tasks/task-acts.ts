import type { TaskView } from '../../../core/contract/views.ts';

export type TaskAct =
  /** Free slots, one click each: the refused booking anew. */
  | 'book-anew'
  /** Free slots, one click each: the visit moves there. */
  | 'move'
  | 'book-in-form'
  | 'fix-patient'
  | 'retry'
  | 'give-up'
  | 'keep'
  | 'patient-called'
  | 'mark-done';

/** What a person may do about a task, the fitting act first. Only acts that this desk can carry out are named. */
export function actsOf(task: TaskView): TaskAct[] {
  if (task.state === 'done') return [];
  if (task.kind === 'call-patient') return ['patient-called', 'mark-done'];
  return task.kind === 'visit-gap' ? gapActs(task) : refusedActs(task);
}

function gapActs(task: TaskView): TaskAct[] {
  switch (task.gap) {
    case 'no-contact':
    case 'no-pesel':
    case 'bad-pesel':
      return task.patient ? ['fix-patient', 'keep'] : ['keep'];
    case 'no-referral':
    case 'referral-cancelled':
      return ['mark-done', 'keep'];
    case 'other-place':
      return ['patient-called', 'mark-done'];
    default:
      return task.visit ? ['move', 'keep'] : ['keep'];
  }
}

function refusedActs(task: TaskView): TaskAct[] {
  const { refused, patient } = task;
  if (!refused) return patient ? ['book-in-form', 'patient-called', 'mark-done'] : ['patient-called', 'mark-done'];
  const acts = wantedActs(task, refused);
  // Made at another desk: closing the task here gives the act up there.
  return refused.here ? [...acts, 'give-up'] : [...acts.filter((act) => act !== 'retry'), 'patient-called'];
}

function wantedActs({ conflict, patient, visit }: TaskView, refused: NonNullable<TaskView['refused']>): TaskAct[] {
  const anew: TaskAct[] = refused.wanted ? ['book-anew'] : [];
  // The form knows no exam that is given up.
  const inForm: TaskAct[] = refused.wanted && refused.here && !refused.wanted.replaces ? ['book-in-form'] : [];
  switch (conflict) {
    case 'visit-cancelled':
      return [...anew, 'keep', 'patient-called'];
    case 'referral-used':
      return [...inForm, 'patient-called', 'retry'];
    case 'stale-version': {
      const move: TaskAct[] = refused.act === 'move' && visit ? ['move'] : [];
      return refused.act === 'change-patient' && patient ? ['fix-patient', 'retry', 'keep'] : [...move, 'retry', 'keep'];
    }
    default:
      break;
  }
  if (refused.act === 'book') return refused.wanted ? [...anew, ...inForm, 'retry'] : ['retry'];
  if (refused.act === 'move') return visit ? ['move', 'retry', 'keep'] : ['keep'];
  return refused.act === 'change-patient' && patient ? ['fix-patient', 'retry'] : ['retry'];
}

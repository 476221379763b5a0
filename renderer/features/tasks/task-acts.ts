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
      return ['mark-done', 'keep'];
    default:
      return task.visit ? ['move', 'keep'] : ['keep'];
  }
}

function refusedActs({ refused, patient, visit }: TaskView): TaskAct[] {
  // Made at another desk: its content is there; closing the task here gives the act up there.
  if (!refused) return patient ? ['book-in-form', 'patient-called', 'mark-done'] : ['patient-called', 'mark-done'];
  switch (refused.act) {
    case 'book':
      return refused.wanted ? ['book-anew', 'book-in-form', 'retry', 'give-up'] : ['retry', 'give-up'];
    case 'move':
      return visit ? ['move', 'retry', 'give-up'] : ['give-up'];
    case 'change-patient':
      return patient ? ['fix-patient', 'retry', 'give-up'] : ['retry', 'give-up'];
    default:
      return ['retry', 'give-up'];
  }
}

import type { SessionView } from '../../contract/access-views.ts';
import type { DeskContext } from '../desk-context.ts';

/** IT's word counts before everything: a machine that may not train does not even go on with it. */
export function trainingState({ program, machine }: Pick<DeskContext, 'program' | 'machine'>): SessionView['training'] {
  if (machine.policy.values.training === false) return 'forbidden';
  if (program.training === null) return 'absent';
  return program.training.centralUrl === null ? 'offered' : 'active';
}

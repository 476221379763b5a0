import type { implement } from '@orpc/server';
import type { DeskContract } from '../../core/contract/contract.ts';
import type { TrainingView } from '../../core/contract/training-views.ts';
import { fakeNow } from './fake-desk-clinic.ts';

/** The fake desk is the clinic's own: training is offered and cannot be opened. */
export function fakeTraining(os: ReturnType<typeof implement<DeskContract>>) {
  const view = (): TrainingView => ({
    active: false,
    now: fakeNow,
    lineIsOff: false,
    crowd: null,
    done: [],
    canTakeSlot: false,
  });
  const no = () => ({ shown: false });
  return {
    training: {
      view: os.training.view.handler(view),
      show: os.training.show.handler(no),
      beginAnew: os.training.beginAnew.handler(no),
      moveClock: os.training.moveClock.handler(view),
      cutLine: os.training.cutLine.handler(view),
      crowd: os.training.crowd.handler(view),
      takeSlot: os.training.takeSlot.handler(view),
    },
  };
}

import type { implement } from '@orpc/server';
import type { DeskContract } from '../../core/contract/contract.ts';
import type { Exercise, TrainingView } from '../../core/contract/training-views.ts';
import { fakeNow } from './fake-desk-clinic.ts';

/** `active`: the fake desk is the training desk, three exercises in; otherwise training is offered and cannot be opened. */
export function fakeTraining(os: ReturnType<typeof implement<DeskContract>>, active: boolean) {
  const done: Exercise[] = active ? ['book', 'move', 'cancel'] : [];
  let lineIsOff = false;
  let crowdIsOn = true;
  const view = (): TrainingView => ({
    active,
    now: fakeNow,
    lineIsOff,
    crowd: active ? { on: crowdIsOn, patients: 40, acts: 217 } : null,
    done,
    canTakeSlot: lineIsOff,
  });
  const no = () => ({ shown: false });
  return {
    training: {
      view: os.training.view.handler(view),
      show: os.training.show.handler(no),
      beginAnew: os.training.beginAnew.handler(no),
      moveClock: os.training.moveClock.handler(view),
      cutLine: os.training.cutLine.handler(({ input }) => {
        lineIsOff = input.off;
        return view();
      }),
      crowd: os.training.crowd.handler(({ input }) => {
        crowdIsOn = input.on;
        return view();
      }),
      takeSlot: os.training.takeSlot.handler(() => ({ ...view(), tookSlot: true })),
    },
  };
}

import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { SlotView, TaskView } from '../../../core/contract/views.ts';
import { type DeskClient, useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { type CommandState, useCommand } from '../../app/use-command.ts';
import type { TaskAct } from './task-acts.ts';

export interface TaskCommands {
  command: CommandState;
  /** One click: books anew or moves to this slot. */
  place(slot: SlotView): void;
  act(act: TaskAct): void;
  /** The patient's data were put right: settles what the task was about. */
  fixed(): void;
}

export function useTaskCommands(task: TaskView): TaskCommands {
  const { t } = useTranslation();
  const format = useFormat();
  const { client } = useDesk();
  const command = useCommand();
  const tell = (message: string) => notifications.show({ message });
  const close = (resolution: string, said: string = t('tasks.act.closed')) => {
    const input = { intentId: v7(), taskId: task.id, resolution };
    command.run(
      () => client.tasks.close(input),
      () => tell(said),
    );
  };

  return {
    command,
    place(slot) {
      const when = format.moment(slot.localStart);
      if (task.refused?.wanted) {
        const { here, intentId, wanted } = task.refused;
        const input = bookInput(here ? intentId : null, wanted, slot);
        const booked = t('tasks.act.booked', { when });
        command.run(
          () => client.visits.book(input),
          () => (here ? tell(booked) : close('booked-elsewhere', booked)),
        );
        return;
      }
      if (!task.visit) return;
      const input = {
        intentId: v7(),
        visitId: task.visit.id,
        slotId: slot.id,
        seenVersion: task.visit.version,
        supersedes: task.refused?.here ? task.refused.intentId : null,
      };
      command.run(
        () => client.visits.move(input),
        () => {
          const moved = t('tasks.act.moved', { when });
          // A refused move is settled by the one that replaces it; a gap has nothing that would settle it but this.
          if (task.refused?.here) tell(moved);
          else close(task.refused ? 'booked-elsewhere' : 'fixed', moved);
        },
      );
    },
    act(act) {
      if (act === 'keep') close('kept');
      if (act === 'patient-called') close('patient-called');
      if (act === 'mark-done') close('fixed');
      if (act === 'retry' && task.refused) {
        const input = { intentId: task.refused.intentId, newIntentId: v7() };
        command.run(
          () => client.queue.retry(input),
          () => tell(t('queue.asked')),
        );
      }
    },
    fixed: () => close('fixed'),
  };
}

type BookInput = Parameters<DeskClient['visits']['book']>[0];

/** The refused booking as it was, on another slot: a new visit, the same patient. */
function bookInput(
  supersedes: string | null,
  wanted: NonNullable<NonNullable<TaskView['refused']>['wanted']>,
  slot: SlotView,
): BookInput {
  const { clinicCode: _clinicCode, ...rest } = wanted;
  return { ...rest, intentId: v7(), visitId: v7(), slotId: slot.id, supersedes };
}

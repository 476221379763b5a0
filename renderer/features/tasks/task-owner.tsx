import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { TaskView } from '../../../core/contract/views.ts';
import { type DeskClient, useDesk } from '../../app/desk-client.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import styles from './task-detail.module.css';

type To = Parameters<DeskClient['tasks']['assign']>[0]['to'];

/** Who takes care of it. Taking, handing over and giving back are seen at every desk. */
export function TaskOwner({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const command = useCommand();
  const colleagues = useColleagues(task.owner);
  if (task.state === 'done') return null;
  const assign = (to: To) => {
    const input = { intentId: v7(), taskId: task.id, to };
    command.run(
      () => client.tasks.assign(input),
      () => undefined,
    );
  };
  const busy = command.phase === 'running';
  return (
    <section className={styles.owner} aria-label={t('tasks.owner')}>
      <span>
        {t('tasks.owner')}:{' '}
        <b>{task.mine && task.owner ? t('tasks.me', { name: task.owner }) : (task.owner ?? t('tasks.nobody'))}</b>
      </span>
      {task.mine ? null : (
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => assign('me')}>
          {t('tasks.take')}
        </Button>
      )}
      {task.owner ? (
        <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => assign('nobody')}>
          {t('tasks.giveBack')}
        </Button>
      ) : null}
      {colleagues.length > 0 ? (
        <Menu>
          <Menu.Target>
            <Button size="compact-sm" variant="subtle" disabled={busy}>
              {t('tasks.handOver')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {colleagues.map((colleague) => (
              <Menu.Item key={colleague} onClick={() => assign({ colleague })}>
                {colleague}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      <CommandTrouble command={command} />
    </section>
  );
}

/** Whoever has had a hand in the clinic's tasks so far. */
function useColleagues(owner: string | null): string[] {
  const { orpc } = useDesk();
  const { data } = useQuery(orpc.tasks.list.queryOptions({ input: { state: 'open', limit: 2000 } }));
  const names = (data ?? []).flatMap((task) => [task.mine ? null : task.owner, ...task.calls.map((call) => call.author)]);
  const mine = data?.find((task) => task.mine)?.owner;
  return [...new Set(names)]
    .filter((name): name is string => name !== null && name !== owner && name !== mine)
    .toSorted((a, b) => a.localeCompare(b));
}

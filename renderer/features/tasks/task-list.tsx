import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCalendarExclamation, IconPhone, IconUserExclamation } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { hrefOf, navigate, tasks as tasksRoute } from '../../app/routes.ts';
import { useDeskStatus } from '../../app/status.ts';
import { AgeOf } from './age-of.tsx';
import { groupOf, kindOf, type TaskGroup } from './task-kind.ts';
import styles from './task-list.module.css';

/** An import can leave hundreds: so many are drawn at a time. */
const page = 100;

const icons = {
  refused: IconAlertTriangle,
  place: IconCalendarExclamation,
  person: IconUserExclamation,
  call: IconPhone,
} satisfies Record<TaskGroup, unknown>;

/** One tab stop; arrows walk and show the task beside, Enter goes into it. */
export function TaskList({
  tasks,
  selectedId,
  onOpen,
}: {
  tasks: readonly TaskView[];
  selectedId: string | null;
  onOpen(): void;
}) {
  const { t } = useTranslation();
  const [drawn, setDrawn] = useState(page);
  const list = useRef<HTMLUListElement>(null);
  const selectedAt = tasks.findIndex((task) => task.id === selectedId);
  const shown = tasks.slice(0, Math.max(drawn, selectedAt + 1));
  const stop = Math.max(selectedAt, 0);
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const task = to === undefined ? undefined : shown[to];
    if (!task || to === undefined) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('a')[to]?.focus();
    navigate(tasksRoute(task.id), { replace: true });
  };
  return (
    <div className={styles.scroll}>
      <ul className={styles.list} ref={list} aria-label={t('tasks.list')}>
        {shown.map((task, at) => (
          <li key={task.id}>
            <a
              className={styles.row}
              href={hrefOf(tasksRoute(task.id))}
              aria-current={task.id === selectedId || undefined}
              tabIndex={at === stop ? 0 : -1}
              onKeyDown={(event) => onKeyDown(event, at)}
              onClick={onOpen}
            >
              <Row task={task} />
            </a>
          </li>
        ))}
      </ul>
      {tasks.length > shown.length ? (
        <Button className={styles.more} variant="subtle" onClick={() => setDrawn(shown.length + page)}>
          {t('tasks.more', { count: Math.min(page, tasks.length - shown.length) })}
        </Button>
      ) : null}
    </div>
  );
}

function Row({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useDeskStatus()?.now;
  const group = groupOf(task);
  const Icon = icons[group];
  const when = task.visit?.localStart ?? task.refused?.wantedLocalStart;
  return (
    <>
      <span className={styles.icon} data-group={group}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </span>
      <span className={styles.kind}>{t(`tasks.kind.${kindOf(task)}`)}</span>
      <span className={styles.age}>{now ? <AgeOf openedAt={task.openedAt} now={now} /> : null}</span>
      <span className={styles.who}>{[task.patient?.name, when ? format.moment(when) : null].filter(Boolean).join(' · ')}</span>
      <span className={styles.owner}>
        {task.callBackAt ? `${t('tasks.calls.short', { when: format.shortInstant(task.callBackAt) })} ` : null}
        {task.owner ?? (task.carriedOver ? t('tasks.carriedOver') : null)}
      </span>
    </>
  );
}

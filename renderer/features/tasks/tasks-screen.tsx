import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { navigate, tasks as tasksRoute, useRoute } from '../../app/routes.ts';
import { useDeskStatus } from '../../app/status.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { FreedSlots } from './freed-slots.tsx';
import { NoneOfKind, NoTasks } from './no-tasks.tsx';
import { TaskDetail } from './task-detail.tsx';
import { TaskFilter } from './task-filter.tsx';
import { everyTask, fitsWish, orderTasks, type TaskWish } from './task-kind.ts';
import { TaskList } from './task-list.tsx';
import styles from './tasks-screen.module.css';

const limit = 2000;

/** Zadania: what waits for a person's decision. The list to the left, the task with its next acts to the right. */
export function TasksScreen() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const route = useRoute();
  const [shownList, setState] = useState<'open' | 'done' | 'freed'>('open');
  const state = shownList === 'done' ? 'done' : 'open';
  const [wanted, setWanted] = useState<TaskWish>(everyTask);
  const now = useDeskStatus()?.now ?? '';
  const query = useQuery(orpc.tasks.list.queryOptions({ input: { state, limit } }));
  const all = query.data ? (state === 'open' ? orderTasks(query.data, now) : query.data) : [];
  const shown = all.filter((task) => fitsWish(task, wanted));
  const taskId = route.screen === 'tasks' ? route.taskId : null;
  const selected = shown.find((task) => task.id === taskId) ?? null;
  const detail = useRef<HTMLDivElement>(null);
  useFollowNext(shown, taskId);

  return (
    <>
      <ScreenHeader
        title={t('tasks.title')}
        note={query.data && shownList !== 'freed' ? t('tasks.count', { count: all.length }) : null}
      >
        <ChoiceRow<'open' | 'done' | 'freed'>
          hideLabel
          label={t('tasks.title')}
          value={shownList}
          choices={(['open', 'done', 'freed'] as const).map((value) => ({ value, label: t(`tasks.${value}`) }))}
          onChange={(value) => setState(value)}
        />
      </ScreenHeader>
      {shownList === 'freed' ? (
        <FreedSlots />
      ) : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <LoadingLines />
      ) : all.length === 0 ? (
        <NoTasks state={state} />
      ) : (
        <div className={styles.page}>
          <div className={styles.side}>
            <TaskFilter tasks={all} wish={wanted} onWish={setWanted} />
            {shown.length > 0 ? (
              <TaskList tasks={shown} selectedId={selected?.id ?? null} onOpen={() => detail.current?.focus()} />
            ) : (
              <NoneOfKind onShowAll={() => setWanted(everyTask)} />
            )}
            {query.data.length === limit ? <p className={styles.limited}>{t('tasks.limited', { count: limit })}</p> : null}
          </div>
          <div className={styles.detail} ref={detail} tabIndex={-1}>
            {selected ? (
              <TaskDetail key={selected.id} task={selected} />
            ) : (
              <EmptyState title={t('tasks.pick')}>{t('tasks.pickTeach')}</EmptyState>
            )}
          </div>
        </div>
      )}
    </>
  );
}

/** A settled task leaves the list: the one that took its place opens, so that a row of tasks is worked through without the mouse. */
function useFollowNext(shown: readonly TaskView[], taskId: string | null): void {
  const place = useRef(-1);
  useEffect(() => {
    const at = shown.findIndex((task) => task.id === taskId);
    if (at >= 0) {
      place.current = at;
      return;
    }
    if (taskId === null || place.current < 0) return;
    const next = shown[place.current] ?? shown.at(-1);
    place.current = -1;
    navigate(tasksRoute(next?.id ?? null), { replace: true });
  }, [shown, taskId]);
}

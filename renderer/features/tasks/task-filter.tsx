import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import styles from './task-filter.module.css';
import { everyTask, groupOf, kindOf, type TaskGroup, type TaskKind, type TaskWish } from './task-kind.ts';

const groups = ['refused', 'place', 'person', 'call'] as const satisfies readonly TaskGroup[];

/** Groups that have tasks, with how many; inside a group its kinds. A single group needs no choice. */
export function TaskFilter({
  tasks,
  wish,
  onWish,
}: {
  tasks: readonly TaskView[];
  wish: TaskWish;
  onWish(wish: TaskWish): void;
}) {
  const { t } = useTranslation();
  const count = (group: TaskGroup) => tasks.filter((task) => groupOf(task) === group).length;
  const present = groups.filter((group) => count(group) > 0 || group === wish.group);
  if (present.length === 0) return null;
  const label = (name: string, n: number) => (
    <>
      {name} <span className={styles.count}>{n}</span>
    </>
  );
  return (
    <div className={styles.filter}>
      {present.length > 1 ? (
        <ChoiceRow<TaskGroup | 'all'>
          hideLabel
          label={t('tasks.filter')}
          value={wish.group ?? 'all'}
          choices={[
            { value: 'all', label: label(t('tasks.all'), tasks.length) },
            ...present.map((value) => ({ value, label: label(t(`tasks.group.${value}`), count(value)) })),
          ]}
          onChange={(value) => onWish(value === 'all' ? everyTask : { group: value, kind: null })}
        />
      ) : null}
      <KindFilter
        tasks={wish.group ? tasks.filter((task) => groupOf(task) === wish.group) : tasks}
        kind={wish.kind}
        onKind={(kind) => onWish({ ...wish, kind })}
      />
    </div>
  );
}

function KindFilter({
  tasks,
  kind,
  onKind,
}: {
  tasks: readonly TaskView[];
  kind: TaskKind | null;
  onKind(kind: TaskKind | null): void;
}) {
  const { t } = useTranslation();
  const counts = new Map<TaskKind, number>();
  for (const task of tasks) counts.set(kindOf(task), (counts.get(kindOf(task)) ?? 0) + 1);
  if (kind !== null && !counts.has(kind)) counts.set(kind, 0);
  if (counts.size < 2) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('tasks.filter')}
      value={kind ?? ''}
      data={[
        { value: '', label: t('tasks.allKinds') },
        ...[...counts].map(([value, n]) => ({ value, label: `${t(`tasks.kind.${value}`)} (${n})` })),
      ]}
      onChange={(event) => onKind((event.currentTarget.value || null) as TaskKind | null)}
    />
  );
}

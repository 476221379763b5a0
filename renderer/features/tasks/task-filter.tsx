import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import styles from './task-filter.module.css';
import { groupOf, type TaskGroup } from './task-kind.ts';

const groups = ['refused', 'place', 'person', 'call'] as const satisfies readonly TaskGroup[];

/** Groups that have tasks, with how many; a single group needs no filter. */
export function TaskFilter({
  tasks,
  group,
  onGroup,
}: {
  tasks: readonly TaskView[];
  group: TaskGroup | null;
  onGroup(group: TaskGroup | null): void;
}) {
  const { t } = useTranslation();
  const count = (one: TaskGroup) => tasks.filter((task) => groupOf(task) === one).length;
  const present = groups.filter((one) => count(one) > 0 || one === group);
  if (present.length < 2) return null;
  const label = (name: string, n: number) => (
    <>
      {name} <span className={styles.count}>{n}</span>
    </>
  );
  return (
    <div className={styles.filter}>
      <ChoiceRow<TaskGroup | 'all'>
        hideLabel
        label={t('tasks.filter')}
        value={group ?? 'all'}
        choices={[
          { value: 'all', label: label(t('tasks.all'), tasks.length) },
          ...present.map((value) => ({ value, label: label(t(`tasks.group.${value}`), count(value)) })),
        ]}
        onChange={(value) => onGroup(value === 'all' ? null : value)}
      />
    </div>
  );
}

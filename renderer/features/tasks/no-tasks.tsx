import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/empty-state.tsx';

/** An empty list teaches what would be in it. */
export function NoTasks({ state }: { state: 'open' | 'done' }) {
  const { t } = useTranslation();
  const icon = <IconListCheck size={30} stroke={1.4} aria-hidden />;
  return state === 'open' ? (
    <EmptyState icon={icon} title={t('tasks.empty.title')}>
      {t('tasks.empty.teach')}
    </EmptyState>
  ) : (
    <EmptyState icon={icon} title={t('tasks.empty.done')}>
      {t('tasks.empty.doneTeach')}
    </EmptyState>
  );
}

/** The last of its kind is settled; others may be left. */
export function NoneOfKind({ onShowAll }: { onShowAll(): void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('tasks.empty.filtered')}
      action={
        <Button variant="default" onClick={onShowAll}>
          {t('tasks.empty.showAll')}
        </Button>
      }
    >
      {t('tasks.empty.filteredTeach')}
    </EmptyState>
  );
}

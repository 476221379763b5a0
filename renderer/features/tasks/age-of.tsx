import { useTranslation } from 'react-i18next';
import { taskAge } from './task-age.ts';

/** `3 dni`, `12 min`. */
export function AgeOf({ openedAt, now }: { openedAt: string; now: string }) {
  const { t } = useTranslation();
  const age = taskAge(openedAt, now);
  if (age.unit === 'now') return <>{t('tasks.age.now')}</>;
  return (
    <>{age.unit === 'days' ? t('tasks.age.days', { count: age.count }) : t(`tasks.age.${age.unit}`, { count: age.count })}</>
  );
}

import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayHours } from '../../../core/domain/schedule.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';

/** Which slots are for first visits: none, all, or every n-th, beginning with the first. */
export function KindFields({ hours, onChange }: { hours: DayHours; onChange(some: { firstEvery: number }): void }) {
  const { t } = useTranslation();
  const { firstEvery } = hours;
  const kinds = firstEvery === 0 ? 'none' : firstEvery === 1 ? 'all' : 'mixed';
  return (
    <>
      <ChoiceRow<'none' | 'all' | 'mixed'>
        label={t('schedules.hours.kinds')}
        value={kinds}
        layout="list"
        choices={[
          { value: 'mixed', label: t('schedules.hours.kindMixed') },
          { value: 'all', label: t('schedules.hours.kindAll') },
          { value: 'none', label: t('schedules.hours.kindNone') },
        ]}
        onChange={(kind) => onChange({ firstEvery: kind === 'none' ? 0 : kind === 'all' ? 1 : 3 })}
      />
      {kinds === 'mixed' ? (
        <NumberInput
          label={t('schedules.hours.kindsEvery')}
          value={firstEvery}
          min={2}
          max={40}
          onChange={(value) => (typeof value === 'number' && value >= 2 ? onChange({ firstEvery: value }) : undefined)}
        />
      ) : null}
    </>
  );
}

import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Weekday } from '../../../core/domain/time.ts';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { useOverview } from '../../app/overview.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { readDate, writeDate } from '../patients/read-date.ts';
import { voivodeships, weekdayNames } from './criteria-words.ts';
import styles from './waiting-screen.module.css';

const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const hours = Array.from({ length: 15 }, (_, index) => `${String(index + 6).padStart(2, '0')}:00`);

/** R19: clinic, doctor, place, days and hours; everything may be left open. R14: a desk begins with its own clinic. */
export function CriteriaFields({
  criteria,
  clinicCodes,
  onEdit,
}: {
  criteria: SearchCriteria;
  clinicCodes: readonly string[];
  onEdit(change: Partial<SearchCriteria>): void;
}) {
  const { t } = useTranslation();
  const overview = useOverview();
  const own = overview?.clinicId ?? null;
  const scope = criteria.clinicIds.length === 0 ? 'any' : criteria.clinicIds.includes(own ?? '') ? 'own' : 'others';
  const actors = (overview?.schedules ?? []).filter(({ clinicCode }) => clinicCodes.includes(clinicCode));
  return (
    <div className={styles.criteria}>
      <ChoiceRow
        label={t('waiting.criteria.clinic')}
        value={scope}
        choices={[
          { value: 'own', label: t('waiting.criteria.own') },
          { value: 'any', label: t('waiting.criteria.any') },
          ...(scope === 'others' ? [{ value: 'others' as const, label: t('waiting.criteria.others') }] : []),
        ]}
        onChange={(value) => {
          if (value === 'any') onEdit({ clinicIds: [], actorIds: [] });
          if (value === 'own' && own) onEdit({ clinicIds: [own], town: null, radiusKm: null, voivodeship: null });
        }}
      />
      {scope === 'own' ? (
        <NativeSelect
          label={t('waiting.criteria.actor')}
          value={criteria.actorIds[0] ?? ''}
          data={[
            { value: '', label: t('waiting.criteria.anyActor') },
            ...actors.map(({ actorId, actorName }) => ({ value: actorId, label: actorName })),
          ]}
          onChange={({ currentTarget }) => onEdit({ actorIds: currentTarget.value ? [currentTarget.value] : [] })}
        />
      ) : (
        <>
          <NativeSelect
            label={t('waiting.criteria.voivodeshipLabel')}
            value={criteria.voivodeship ?? ''}
            data={[
              { value: '', label: t('waiting.criteria.voivodeshipAny') },
              ...voivodeships.map((code) => ({ value: code, label: t(`waiting.voivodeships.${code}`) })),
            ]}
            onChange={({ currentTarget }) => onEdit({ voivodeship: currentTarget.value || null })}
          />
          <div className={styles.pair}>
            <TextInput
              label={t('waiting.criteria.town')}
              placeholder={t('waiting.criteria.townAny')}
              value={criteria.town ?? ''}
              maxLength={80}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) =>
                onEdit(value.trim() === '' ? { town: null, radiusKm: null } : { town: value })
              }
            />
            <NumberInput
              label={t('waiting.criteria.radius')}
              suffix=" km"
              placeholder={t('waiting.criteria.radiusAny')}
              hideControls
              min={1}
              max={500}
              disabled={criteria.town === null}
              value={criteria.radiusKm ?? ''}
              onChange={(value) => onEdit({ radiusKm: typeof value === 'number' && value >= 1 ? Math.round(value) : null })}
            />
          </div>
        </>
      )}
      <div className={styles.pair}>
        <DayField label={t('waiting.criteria.from')} date={criteria.from} onEdit={(from) => onEdit({ from })} />
        <DayField label={t('waiting.criteria.to')} date={criteria.to} onEdit={(to) => onEdit({ to })} />
      </div>
      <fieldset className={styles.weekdays}>
        <legend>{t('waiting.criteria.weekdays')}</legend>
        {weekdays.map((day) => (
          <label key={day} data-on={criteria.weekdays.includes(day) || undefined}>
            <input
              type="checkbox"
              className="sr-only"
              checked={criteria.weekdays.includes(day)}
              onChange={({ currentTarget }) =>
                onEdit({
                  weekdays: currentTarget.checked
                    ? weekdays.filter((each) => each === day || criteria.weekdays.includes(each))
                    : criteria.weekdays.filter((each) => each !== day),
                })
              }
            />
            {t(`waiting.weekday.${weekdayNames[day]}`)}
          </label>
        ))}
      </fieldset>
      <div className={styles.pair}>
        <HourField label={t('waiting.criteria.fromTime')} time={criteria.fromTime} onEdit={(fromTime) => onEdit({ fromTime })} />
        <HourField label={t('waiting.criteria.toTime')} time={criteria.toTime} onEdit={(toTime) => onEdit({ toTime })} />
      </div>
    </div>
  );
}

function DayField({ label, date, onEdit }: { label: string; date: string | null; onEdit(date: string | null): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(date === null ? '' : writeDate(date));
  const read = readDate(typed);
  // What came from elsewhere (a criterion dropped by a button) is shown; what is being typed is left alone.
  const shown = read === date || (date === null && read === null && typed !== '') ? typed : date === null ? '' : writeDate(date);
  return (
    <TextInput
      label={label}
      placeholder={t('waiting.criteria.dayStyle')}
      value={shown}
      maxLength={10}
      autoComplete="off"
      error={shown.length >= 8 && readDate(shown) === null ? t('waiting.criteria.dayInvalid') : undefined}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onEdit(readDate(value));
      }}
    />
  );
}

function HourField({ label, time, onEdit }: { label: string; time: string | null; onEdit(time: string | null): void }) {
  const { t } = useTranslation();
  const data = time === null || hours.includes(time) ? hours : [...hours, time].toSorted((a, b) => a.localeCompare(b));
  return (
    <NativeSelect
      label={label}
      value={time ?? ''}
      data={[
        { value: '', label: t('waiting.criteria.anyHour') },
        ...data.map((each) => ({ value: each, label: each.replace(/^0/, '') })),
      ]}
      onChange={({ currentTarget }) => onEdit(currentTarget.value || null)}
    />
  );
}

import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SeriesUnit, type SeriesWish, seriesBounds } from '../../../core/domain/visit-series.ts';
import { readDate, writeDate } from '../patients/read-date.ts';
import styles from './series-panel.module.css';
import type { Booking } from './use-booking.ts';

const units: readonly SeriesUnit[] = ['days', 'weeks', 'months'];
const counts = Array.from({ length: seriesBounds.most - seriesBounds.least + 1 }, (_, n) => String(n + seriesBounds.least));
const hours = Array.from({ length: 14 }, (_, n) => `${String(n + 7).padStart(2, '0')}:00`);

/** How many, how often, from when, at about what time, with whom. Every change asks anew at once. */
export function SeriesWishFields({ booking, wish }: { booking: Booking; wish: SeriesWish }) {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  const [everyText, setEveryText] = useState(String(wish.every));
  const [fromText, setFromText] = useState(writeDate(wish.from));
  const edit = (change: Partial<SeriesWish>) => dispatch({ type: 'series-wished', wish: change });
  const every = Number(everyText);
  const everyWrong = !Number.isInteger(every) || every < 1 || every > seriesBounds.mostEvery;
  const from = readDate(fromText);
  const fromWrong = from === null || from < context.today;
  const actors = context.schedules.filter(({ clinicCode }) => clinicCode === draft.clinicCode);
  return (
    <>
      <NativeSelect
        label={t('booking.series.count')}
        data-autofocus
        value={String(wish.count)}
        data={counts}
        onChange={({ currentTarget }) => edit({ count: Number(currentTarget.value) })}
      />
      <TextInput
        label={t('booking.series.every')}
        value={everyText}
        inputMode="numeric"
        maxLength={2}
        autoComplete="off"
        error={everyWrong ? t('booking.series.everyWrong', { most: seriesBounds.mostEvery }) : undefined}
        onChange={({ currentTarget: { value } }) => {
          setEveryText(value);
          const typed = Number(value);
          if (Number.isInteger(typed) && typed >= 1 && typed <= seriesBounds.mostEvery) edit({ every: typed });
        }}
      />
      <NativeSelect
        label={t('booking.series.unit')}
        value={wish.unit}
        data={units.map((value) => ({ value, label: t(`booking.series.unitName.${value}`, { count: wish.every }) }))}
        onChange={({ currentTarget }) => edit({ unit: currentTarget.value as SeriesUnit })}
      />
      <TextInput
        label={t('booking.series.from')}
        value={fromText}
        maxLength={10}
        autoComplete="off"
        error={fromWrong ? t('booking.series.fromWrong') : undefined}
        onChange={({ currentTarget: { value } }) => {
          setFromText(value);
          const typed = readDate(value);
          if (typed && typed >= context.today) edit({ from: typed });
        }}
      />
      <NativeSelect
        label={t('booking.series.time')}
        value={wish.time ?? ''}
        data={[
          { value: '', label: t('booking.series.anyTime') },
          ...hours.map((value) => ({ value, label: value.replace(/^0/, '') })),
        ]}
        onChange={({ currentTarget }) => edit({ time: currentTarget.value || null })}
      />
      <NativeSelect
        className={styles.actor}
        label={t('booking.slot.doctor')}
        value={draft.scheduleId ?? ''}
        data={[
          { value: '', label: t('booking.slot.anyDoctor') },
          ...actors.map((schedule) => ({ value: schedule.id, label: schedule.actorName })),
        ]}
        onChange={({ currentTarget }) => dispatch({ type: 'schedule-wished', scheduleId: currentTarget.value || null })}
      />
    </>
  );
}

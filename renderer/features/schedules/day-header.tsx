import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stopText } from '../../../core/domain/mobile-stops.ts';
import { useFormat } from '../../app/format.ts';
import styles from './week-grid.module.css';
import type { GridDay } from './week-model.ts';

/** A day's name and what it is: a button to what may be done with that day alone. */
export function DayHeader({
  day,
  booked,
  isToday,
  selected,
  onSelect,
}: {
  day: GridDay;
  booked: number;
  isToday: boolean;
  selected: boolean;
  onSelect(): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const open = [
    t('schedules.week.slots', { count: day.slots.length }),
    ...(booked > 0 ? [t('schedules.week.booked', { count: booked })] : []),
  ].join(', ');
  const counted = { slots: day.slots.length, booked };
  const short = t(day.state === 'one-off' ? 'schedules.week.shortOneOff' : 'schedules.week.short', counted);
  const state =
    day.state === 'holiday'
      ? t(`calendar.holiday.${day.holiday as 'easter'}`)
      : day.state === 'absent'
        ? day.reason || t('schedules.year.absent')
        : null;
  const said = [state ?? open, ...(day.stop ? [t('schedules.stops.inDay', { where: stopText(day.stop) })] : [])].join(', ');
  const label = t('schedules.week.dayLabel', { day: format.longDay(day.date), state: said });
  return (
    <button
      type="button"
      className={styles.head}
      data-state={day.state}
      data-today={isToday || undefined}
      aria-pressed={selected}
      aria-label={label}
      onClick={onSelect}
    >
      <b>{`${format.weekday(day.date)} ${format.dayMonth(day.date)}`}</b>
      <span>{state ?? (day.slots.length > 0 ? short : '–')}</span>
      {day.stop ? (
        <small title={stopText(day.stop)}>
          <IconMapPin size={12} aria-hidden />
          {day.stop.town}
        </small>
      ) : null}
    </button>
  );
}

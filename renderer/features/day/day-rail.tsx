import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, weekdayOf } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import type { Translate } from '../../messages/i18n.ts';
import { loadOf } from './column-header.tsx';
import styles from './day-rail.module.css';
import { LoadBar } from './load-bar.tsx';
import { type DayLoad, useMonthLoad } from './month-load.ts';

const daysShown = 12;

/** The month folded away at 1366 px: the working days from this week's Monday on, each with its load. */
export function DayRail({
  date,
  today,
  onChoose,
  onOpen,
}: {
  date: string;
  today: string;
  onChoose: (date: string) => void;
  onOpen: () => void;
}) {
  const { t } = useTranslation();
  const days = workingDaysFrom(mondayOf(date), daysShown);
  const loads = useMonthLoad(days.map((day) => day.slice(0, 7)));
  const stop = days.includes(date) ? date : days[0];
  return (
    <nav className={styles.rail} aria-label={t('calendar.month.title')}>
      <Tooltip label={t('calendar.month.open')} position="right">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('calendar.month.open')}
          aria-expanded={false}
          onClick={onOpen}
        >
          <IconLayoutSidebarLeftExpand size={19} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {/* One stop of Tab: the arrows walk over the days. */}
      <ol className={styles.days} onKeyDown={walkDays}>
        {days.map((day) => (
          <li key={day} data-week-start={weekdayOf(day) === 1 || undefined}>
            <RailDay
              day={day}
              load={loads.get(day)}
              chosen={day === date}
              tabStop={day === stop}
              isToday={day === today}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

export interface RailDayProps {
  day: string;
  load: DayLoad | undefined;
  chosen: boolean;
  isToday: boolean;
  onChoose: (date: string) => void;
}

const RailDay = memo(function RailDay({ day, load, chosen, tabStop, isToday, onChoose }: RailDayProps & { tabStop: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <button
      type="button"
      className={styles.day}
      tabIndex={tabStop ? 0 : -1}
      aria-current={chosen ? 'date' : undefined}
      data-today={isToday || undefined}
      data-off={isOff(load) || undefined}
      aria-label={dayLabel(day, load, t, format.longDay)}
      onClick={() => onChoose(day)}
    >
      <span className={styles.weekday}>{format.weekday(day).replace('.', '')}</span>
      <span className={styles.number}>{Number(day.slice(8))}</span>
      <LoadBar percent={load ? loadOf(load) : 0} />
    </button>
  );
});

function walkDays(event: KeyboardEvent<HTMLOListElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  buttons[buttons.indexOf(event.target as HTMLButtonElement) + by]?.focus();
  event.preventDefault();
}

/** Nobody works, as far as is known. */
export function isOff(load: DayLoad | undefined): boolean {
  return load !== undefined && (load.holiday !== null || load.free + load.booked === 0);
}

export function dayLabel(day: string, load: DayLoad | undefined, t: Translate, longDay: (date: string) => string): string {
  if (!load) return longDay(day);
  return t('calendar.month.dayLabel', {
    day: longDay(day),
    visits: t('calendar.visits', { count: load.booked }),
    free: t('calendar.freeSlots', { count: load.free }),
  });
}

export function mondayOf(date: string): string {
  return addDays(date, 1 - weekdayOf(date));
}

function workingDaysFrom(date: string, count: number): string[] {
  const days: string[] = [];
  for (let day = date; days.length < count; day = addDays(day, 1)) if (weekdayOf(day) <= 5) days.push(day);
  return days;
}

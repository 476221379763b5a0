import { ActionIcon, Checkbox } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconLayoutSidebarLeftCollapse } from '@tabler/icons-react';
import { memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleView } from '../../../core/contract/views.ts';
import { addDays } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import { loadOf } from './column-header.tsx';
import { dayLabel, isOff, mondayOf, type RailDayProps } from './day-rail.tsx';
import { LoadBar } from './load-bar.tsx';
import { useMonthLoad } from './month-load.ts';
import styles from './month-panel.module.css';
import { monthAfter, weeksOf } from './month-weeks.ts';

/** The month with the load of each day, and the doctors to show. */
export function MonthPanel({
  date,
  today,
  schedules,
  hidden,
  onChoose,
  onHide,
  onClose,
}: {
  date: string;
  today: string;
  schedules: readonly ScheduleView[];
  hidden: readonly string[];
  onChoose: (date: string) => void;
  onHide: (hidden: string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [month, setMonth] = useState(date.slice(0, 7));
  useEffect(() => setMonth(date.slice(0, 7)), [date]);
  const weeks = weeksOf(month);
  const loads = useMonthLoad([month]);
  const monday = mondayOf(today);
  return (
    <nav className={styles.panel} aria-label={t('calendar.month.title')}>
      <div className={styles.top}>
        <h2>{format.month(month)}</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('calendar.month.previous')}
          onClick={() => setMonth(monthAfter(month, -1))}
        >
          <IconChevronLeft size={17} stroke={1.7} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('calendar.month.next')}
          onClick={() => setMonth(monthAfter(month, 1))}
        >
          <IconChevronRight size={17} stroke={1.7} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('calendar.month.close')} aria-expanded onClick={onClose}>
          <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
        </ActionIcon>
      </div>
      <table className={styles.month}>
        <thead>
          <tr>
            {[0, 1, 2, 3, 4, 5, 6].map((index) => (
              <th key={index} scope="col">
                {format.weekday(addDays(monday, index)).replace('.', '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                if (!day.startsWith(month)) return <td key={day} />;
                return (
                  <td key={day}>
                    <MonthDay day={day} load={loads.get(day)} chosen={day === date} isToday={day === today} onChoose={onChoose} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <DoctorFilter schedules={schedules} hidden={hidden} onHide={onHide} />
    </nav>
  );
}

const MonthDay = memo(function MonthDay({ day, load, chosen, isToday, onChoose }: RailDayProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <button
      type="button"
      className={styles.day}
      aria-current={chosen ? 'date' : undefined}
      data-today={isToday || undefined}
      data-off={isOff(load) || undefined}
      aria-label={dayLabel(day, load, t, format.longDay)}
      onClick={() => onChoose(day)}
    >
      <span>{Number(day.slice(8))}</span>
      <LoadBar percent={load ? loadOf(load) : 0} />
    </button>
  );
});

function DoctorFilter({
  schedules,
  hidden,
  onHide,
}: {
  schedules: readonly ScheduleView[];
  hidden: readonly string[];
  onHide: (hidden: string[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.doctors}>
      <legend>
        {t('calendar.month.doctors')}
        {hidden.length > 0 ? (
          <button type="button" onClick={() => onHide([])}>
            {t('calendar.month.showAll')}
          </button>
        ) : null}
      </legend>
      {schedules.map(({ id, actorShort, clinicCode }) => (
        <Checkbox
          key={id}
          size="xs"
          label={
            <>
              {actorShort} <small>{clinicCode}</small>
            </>
          }
          checked={!hidden.includes(id)}
          onChange={({ currentTarget }) => onHide(currentTarget.checked ? hidden.filter((each) => each !== id) : [...hidden, id])}
        />
      ))}
    </fieldset>
  );
}

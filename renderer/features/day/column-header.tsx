import { useTranslation } from 'react-i18next';
import type { DayColumn } from '../../../core/contract/views.ts';
import { hrefOf, week } from '../../app/routes.ts';
import { roomName } from '../../components/room-name.ts';
import styles from './column-header.module.css';
import { LoadBar } from './load-bar.tsx';

/** Who, where, how many are free, and a thin line for the load. Leads to the doctor's week. */
export function ColumnHeader({ column, date }: { column: DayColumn; date: string }) {
  const { t } = useTranslation();
  const { schedule, rooms, free, booked } = column;
  const percent = loadOf(column);
  return (
    <a
      className={styles.header}
      href={hrefOf(week(date, schedule.id))}
      aria-label={t('calendar.openWeek', { actor: schedule.actorName })}
      title={`${schedule.actorName} · ${t('calendar.load', { percent })}`}
    >
      <b className={styles.name}>{schedule.actorShort}</b>
      <span className={styles.place}>
        <span>{[schedule.clinicCode, rooms.length > 0 ? roomName(rooms.join(', '), t) : null].filter(Boolean).join(' · ')}</span>
        <span className={styles.count}>
          <b>{booked}</b>
          {free > 0 ? <i>+{free}</i> : null}
        </span>
      </span>
      <span className={styles.load}>
        <LoadBar percent={percent} />
      </span>
    </a>
  );
}

/** Taken share of the day in whole percent; what has passed unused counts as neither. */
export function loadOf({ free, booked }: { free: number; booked: number }): number {
  return free + booked === 0 ? 0 : Math.round((booked / (free + booked)) * 100);
}

import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '../../../core/domain/schedule.ts';
import { minuteOfDay } from '../../../core/domain/wall-clock.ts';
import { useFormat } from '../../app/format.ts';
import { gridMinutes, timeOf } from './grid-drag.ts';
import styles from './hours-block.module.css';
import type { Block, GridDay } from './week-model.ts';

type Reshaped = { startsAt: string; endsAt: string } | null;

/** A stretch of hours. Keys do what the hand does: arrows shift it, with Shift they change its end, Delete removes it. */
export function HoursBlock({
  block,
  index,
  day,
  service,
  describedBy,
  selected,
  place,
  locked,
  onSelect,
  onReshape,
}: {
  block: Block;
  index: number;
  day: GridDay;
  service: Service;
  describedBy: string;
  selected: boolean;
  place: { top: string; height: string };
  locked: boolean;
  onSelect(): void;
  onReshape(hours: Reshaped): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hours, off } = block;
  const room = hours.room ? t('schedules.block.room', { room: hours.room }) : '';
  const slots = t('schedules.week.slots', { count: block.first + block.continuation });
  const label = t('schedules.block.label', {
    day: format.longDay(day.date),
    from: hours.startsAt,
    to: hours.endsAt,
    slots,
    room,
  });

  const onKey = (event: KeyboardEvent) => {
    if (locked) return;
    const reshaped = reshapedBy(event, hours);
    if (reshaped === undefined) return;
    event.preventDefault();
    onReshape(reshaped);
  };

  return (
    <button
      type="button"
      className={styles.block}
      style={place}
      data-block={index}
      data-off={off || undefined}
      aria-pressed={selected}
      aria-label={off ? `${label}, ${t('schedules.block.off')}` : label}
      aria-describedby={describedBy}
      onClick={onSelect}
      onKeyDown={onKey}
    >
      <span className={styles.edge} data-edge-of="start" />
      <span className={styles.time}>{`${shortTime(hours.startsAt)}–${shortTime(hours.endsAt)}`}</span>
      {hours.room ? <span className={styles.line}>{t('common.room', { room: hours.room })}</span> : null}
      <span className={styles.line}>
        {off ? t('schedules.block.off') : service === 'cardiology' ? `${block.first} + ${block.continuation}` : slots}
      </span>
      <span className={styles.edge} data-edge-of="end" />
    </button>
  );
}

const shortTime = (time: string) => time.replace(/^0/, '');

/** undefined = not a key of ours. */
function reshapedBy(event: KeyboardEvent, { startsAt, endsAt }: { startsAt: string; endsAt: string }): Reshaped | undefined {
  if (event.key === 'Delete') return null;
  const by = event.key === 'ArrowUp' ? -gridMinutes : event.key === 'ArrowDown' ? gridMinutes : 0;
  if (by === 0) return undefined;
  const [from, to] = [minuteOfDay(startsAt), minuteOfDay(endsAt)];
  if (event.shiftKey) return { startsAt, endsAt: timeOf(Math.max(from + gridMinutes, to + by)) };
  if (from + by < 0 || to + by > 1439) return { startsAt, endsAt };
  return { startsAt: timeOf(from + by), endsAt: timeOf(to + by) };
}

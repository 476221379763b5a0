import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { shortPersonName } from '../../components/short-person-name.ts';
import styles from './series-list.module.css';
import { dayOf, type SeriesRow } from './series-rows.ts';
import { moveInStrip } from './strip-keys.ts';
import type { Booking } from './use-booking.ts';
import type { SeriesSearch } from './use-series.ts';

/** Rows below each other are what days side by side are to `moveInStrip`. */
const turned: Record<string, string> = {
  ArrowUp: 'ArrowLeft',
  ArrowDown: 'ArrowRight',
  ArrowLeft: 'ArrowUp',
  ArrowRight: 'ArrowDown',
  Home: 'Home',
  End: 'End',
};
const controls = ':is(button, select, input):not(:disabled)';

/**
 * A line for each visit: its date, the day before and after, the hours of the day, and whether it is left out. One tab stop;
 * arrows walk over lines and controls, in a list of hours up and down choose.
 */
export function SeriesList({ booking, search, locked }: { booking: Booking; search: SeriesSearch; locked: boolean }) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [stop, setStop] = useState('0 later');
  const onKeyDown = (event: KeyboardEvent) => {
    const at = (event.target as HTMLElement).closest<HTMLElement>(controls);
    const key = turned[event.key];
    if (!at || !key || !list.current || (at.tagName === 'SELECT' && event.key.match(/Up|Down|Home|End/))) return;
    const lines = [...list.current.querySelectorAll('li')].map((line) => [...line.querySelectorAll<HTMLElement>(controls)]);
    const next = moveInStrip(lines, at, key);
    event.preventDefault();
    next?.focus();
  };
  const onFocus = (event: FocusEvent) => {
    const name = (event.target as HTMLElement).dataset.control;
    if (name) setStop(name);
  };
  const names = search.rows.flatMap((row) => controlsOf(row));
  const tabStop = names.includes(stop) ? stop : names[0];
  const tabIndexOf = (name: string) => (name === tabStop ? 0 : -1);
  return (
    <ol className={styles.list} ref={list} aria-label={t('booking.series.dates')} onKeyDown={onKeyDown} onFocus={onFocus}>
      {search.rows.map((row) => (
        <Line key={row.place} row={row} booking={booking} search={search} locked={locked} tabIndexOf={tabIndexOf} />
      ))}
    </ol>
  );
}

const controlsOf = ({ place, slot, left }: SeriesRow) =>
  left ? [`${place} skip`] : [`${place} earlier`, `${place} later`, ...(slot ? [`${place} hour`] : []), `${place} skip`];

function Line({
  row,
  booking: { context, dispatch },
  search,
  locked,
  tabIndexOf,
}: {
  row: SeriesRow;
  booking: Booking;
  search: SeriesSearch;
  locked: boolean;
  tabIndexOf(name: string): number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { place, slot, sameDay, wanted, left } = row;
  const n = place + 1;
  const control = (name: string) => ({ 'data-control': `${place} ${name}`, tabIndex: tabIndexOf(`${place} ${name}`) });
  const actorOf = (scheduleId: string) =>
    shortPersonName(context.schedules.find(({ id }) => id === scheduleId)?.actorShort ?? '');
  const hours = slot && !sameDay.some(({ id }) => id === slot.id) ? [slot, ...sameDay] : sameDay;
  return (
    <li className={styles.line} data-left={left || undefined} data-bad={row.clash || (!slot && !left) || undefined}>
      <span className={styles.place}>{n}.</span>
      <span className={styles.days}>
        {(['earlier', 'later'] as const).map((direction) => (
          <Button
            key={direction}
            variant="default"
            size="compact-sm"
            px={6}
            disabled={left || locked}
            aria-label={t(`booking.series.${direction}`, { n })}
            title={t(`booking.series.${direction}`, { n })}
            onClick={() => search.step(row, direction)}
            {...control(direction)}
          >
            {direction === 'earlier' ? <IconChevronLeft size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          </Button>
        ))}
      </span>
      <span className={styles.date}>
        <b>{format.shortDay(slot ? dayOf(slot) : wanted)}</b>{' '}
        <span className={styles.year}>{(slot ? dayOf(slot) : wanted).slice(0, 4)}</span>
        <span className={styles.hint}>{hintOf()}</span>
      </span>
      {slot ? (
        <NativeSelect
          size="xs"
          aria-label={t('booking.series.hour', { n })}
          value={slot.id}
          disabled={left || locked}
          data={hours.map((each) => ({ value: each.id, label: `${format.time(each.localStart)} · ${actorOf(each.scheduleId)}` }))}
          onChange={({ currentTarget }) => {
            const chosen = hours.find(({ id }) => id === currentTarget.value);
            if (chosen) dispatch({ type: 'series-placed', place, slot: chosen, sameDay });
          }}
          {...control('hour')}
        />
      ) : (
        <span className={styles.none}>{t('booking.series.none')}</span>
      )}
      <Checkbox
        size="xs"
        label={t('booking.series.skip')}
        aria-label={t('booking.series.skipOf', { n })}
        checked={left}
        disabled={locked}
        onChange={({ currentTarget }) => dispatch({ type: 'series-left-out', place, out: currentTarget.checked })}
        {...control('skip')}
      />
    </li>
  );

  /** Why this date, or why none. */
  function hintOf(): string {
    if (left) return t('booking.series.leftOut');
    if (row.clash) return t('booking.series.clash');
    const ended = (['earlier', 'later'] as const).find((direction) => search.ends[`${place} ${direction}`]);
    if (!slot) return row.gaps.map((gap) => t(`booking.series.gap.${gap}`)).join(' ');
    if (ended) return t(`booking.series.end.${ended}`);
    return dayOf(slot) === wanted ? '' : t('booking.series.instead', { day: format.shortDay(wanted) });
  }
}

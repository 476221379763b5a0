import { type MouseEvent, memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { holidayOn } from '../../../core/domain/holidays.ts';
import type { Schedule, Slot } from '../../../core/domain/schedule.ts';
import { addDays } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import { mondayOf } from './week-model.ts';
import styles from './year-strip.module.css';

const weeks = 53;
const step = 14;
const size = 11;
const top = 14;

type DayState = 'open' | 'absent' | 'one-off' | 'holiday' | 'none' | 'past';

/** A year at a glance, a column for each week. Keys need it not: the arrows and the date field above lead to the same weeks. */
export const YearStrip = memo(function YearStrip({
  schedule,
  slots,
  today,
  monday,
  onShow,
}: {
  schedule: Schedule;
  slots: readonly Slot[];
  today: string;
  monday: string;
  onShow(date: string): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const start = mondayOf(today);
  const cells = useMemo(() => cellsOf(schedule, slots, start, today), [schedule, slots, start, today]);
  const count = (state: DayState) => cells.filter((cell) => cell.state === state).length;
  const shown = Math.round((Date.parse(monday) - Date.parse(start)) / 604_800_000);
  const label = t('schedules.year.label', { open: count('open'), absent: count('absent'), oneOff: count('one-off') });
  const pick = (event: MouseEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const week = Math.floor(((event.clientX - box.left) / box.width) * weeks);
    onShow(addDays(start, Math.min(weeks - 1, Math.max(0, week)) * 7));
  };
  return (
    <div className={styles.strip}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the hand; the week's arrows and date field are its keys. */}
      <svg
        className={styles.year}
        viewBox={`-2 0 ${weeks * step + 2} ${top + 7 * step}`}
        role="img"
        aria-label={label}
        onClick={pick}
      >
        <title>{t('schedules.year.hint')}</title>
        {cells.map(({ date, state, week, day }) => (
          <rect key={date} x={week * step} y={top + day * step} width={size} height={size} rx="2" data-state={state} />
        ))}
        {monthsOf(start).map(({ date, week }) => (
          <text key={date} x={week * step} y="9">
            {format.dayMonth(date).replace(/^\d+\s/, '')}
          </text>
        ))}
        {shown >= 0 && shown < weeks ? (
          <rect className={styles.shown} x={shown * step - 1.5} y={top - 2} width={step} height={7 * step} rx="3" />
        ) : null}
      </svg>
      <ul className={styles.legend} aria-hidden>
        {(['open', 'absent', 'one-off', 'holiday'] as const).map((state) => (
          <li key={state} data-state={state}>
            {t(`schedules.year.${state === 'one-off' ? 'oneOff' : state}`)}
          </li>
        ))}
      </ul>
    </div>
  );
});

function cellsOf(schedule: Schedule, slots: readonly Slot[], start: string, today: string) {
  const open = new Set(slots.map(({ startsAt }) => startsAt.slice(0, 10)));
  const exceptions = new Map(schedule.exceptions.map(({ date, kind }) => [date, kind]));
  const startMs = Date.parse(`${start}T00:00:00Z`);
  return Array.from({ length: weeks * 7 }, (_, index) => {
    const date = new Date(startMs + index * 86_400_000).toISOString().slice(0, 10);
    return { date, state: stateOf(date), week: Math.floor(index / 7), day: index % 7 };
  });

  function stateOf(date: string): DayState {
    if (date < today) return 'past';
    const exception = exceptions.get(date);
    if (exception === 'closed') return 'absent';
    if (holidayOn(date)) return 'holiday';
    if (exception === 'hours') return 'one-off';
    return open.has(date) ? 'open' : 'none';
  }
}

/** First week of each month. */
function monthsOf(start: string): { date: string; week: number }[] {
  const months: { date: string; week: number }[] = [];
  const startMs = Date.parse(`${start}T00:00:00Z`);
  for (let week = 0; week < weeks - 2; week++) {
    const date = new Date(startMs + (week * 7 + 6) * 86_400_000).toISOString().slice(0, 10);
    if (week === 0 || date.slice(5, 7) !== months.at(-1)?.date.slice(5, 7)) months.push({ date, week });
  }
  // A month of which only a week is left gives its place to the next.
  return months.filter(({ week }, index) => (months[index + 1]?.week ?? weeks) - week > 1);
}

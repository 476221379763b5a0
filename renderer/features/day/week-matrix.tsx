import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleView, SlotView, VisitView, WeekView } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf, week } from '../../app/routes.ts';
import { kindEdge } from '../../components/kind-chip.tsx';
import { minuteOf } from './column-days.ts';
import { hoursOf, type MinuteRange } from './time-column.ts';
import styles from './week-matrix.module.css';

type WeekDay = WeekView['days'][number];

/**
 * All doctors over a week: two thousand visits cannot be read as blocks, but each day of each doctor can as a strip of
 * time: visits filled by kind, free slots open. Each strip leads to its day.
 */
export function WeekMatrix({
  days,
  schedules,
  today,
  range,
}: {
  days: readonly WeekDay[];
  schedules: readonly ScheduleView[];
  today: string;
  range: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const hours = hoursOf(days.map((each) => ({ key: each.date, label: '', exam: false, slots: each.slots, visits: each.visits })));
  const cells = days.map((each) => ({ ...each, bySchedule: grouped(each) }));
  const monday = days[0]?.date ?? today;
  return (
    <div className={styles.scroller}>
      <table className={styles.matrix}>
        <caption className="sr-only">{t('calendar.week.caption', { range })}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('calendar.week.actor')}</span>
            </th>
            {days.map(({ date, free, booked }) => (
              <th key={date} scope="col" data-today={date === today || undefined}>
                <a href={hrefOf(day(date))}>{format.shortDay(date)}</a>
                <small>
                  {booked} {free > 0 ? <i>+{free}</i> : null}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {schedules.map((schedule) => (
            <tr key={schedule.id}>
              <th scope="row">
                <a href={hrefOf(week(monday, schedule.id))}>{schedule.actorShort}</a>
                <small>{schedule.clinicCode}</small>
              </th>
              {cells.map(({ date, bySchedule }) => (
                <td key={date} data-today={date === today || undefined}>
                  <StripCell
                    date={date}
                    schedule={schedule}
                    {...(bySchedule.get(schedule.id) ?? nothing)}
                    from={hours.from}
                    to={hours.to}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellContent {
  slots: readonly SlotView[];
  visits: readonly VisitView[];
}

const nothing: CellContent = { slots: [], visits: [] };

const isEdge = (edge: ReturnType<typeof kindEdge>) => (visit: VisitView) => kindEdge(visit) === edge;

/** Kinds by hue and by shape: a first visit is tall, a continuation low, an exam split. */
const StripCell = memo(function StripCell({
  date,
  schedule,
  slots,
  visits,
  from,
  to,
}: CellContent & MinuteRange & { date: string; schedule: ScheduleView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const free = slots.filter(({ state }) => state === 'free');
  const held = slots.filter(({ state }) => state === 'held');
  if (slots.length === 0 && visits.length === 0) return <span className={styles.off}>{t('calendar.week.off')}</span>;
  const label = t('calendar.week.cellLabel', {
    actor: schedule.actorName,
    day: format.longDay(date),
    visits: t('calendar.visits', { count: visits.length }),
    free: t('calendar.freeSlots', { count: free.length }),
  });
  const x = (localStart: string) => minuteOf(localStart) - from;
  return (
    <a className={styles.cell} href={hrefOf(day(date))} aria-label={label}>
      <span className={styles.counts}>
        <b>{visits.length}</b>
        {free.length > 0 ? <i>+{free.length}</i> : null}
      </span>
      {/* One path per kind: a week of ten doctors is then forty shapes, not two thousand. */}
      <svg className={styles.strip} viewBox={`0 0 ${to - from} 16`} preserveAspectRatio="none" aria-hidden="true">
        <path className={styles.open} d={boxes(slots, x, 0, 16)} />
        <path className={styles.free} d={boxes(free, x, 4, 8)} />
        <path className={styles.free} data-held d={boxes(held, x, 4, 8)} />
        <path data-edge="first" d={boxes(visits.filter(isEdge('first')), x, 0, 16)} />
        <path data-edge="cont" d={boxes(visits.filter(isEdge('cont')), x, 5, 11)} />
        <path
          data-edge="exam"
          d={boxes(visits.filter(isEdge('exam')), x, 0, 7) + boxes(visits.filter(isEdge('exam')), x, 9, 7)}
        />
      </svg>
    </a>
  );
});

function boxes(
  things: readonly { localStart: string; durationMinutes: number }[],
  x: (local: string) => number,
  y: number,
  height: number,
): string {
  return things
    .map(
      (thing) =>
        `M${x(thing.localStart)} ${y}h${Math.max(1, thing.durationMinutes - 2)}v${height}h-${Math.max(1, thing.durationMinutes - 2)}z`,
    )
    .join('');
}

function grouped({ slots, visits }: WeekDay): Map<string, { slots: SlotView[]; visits: VisitView[] }> {
  const groups = new Map<string, { slots: SlotView[]; visits: VisitView[] }>();
  const of = (scheduleId: string) => {
    const known = groups.get(scheduleId) ?? { slots: [], visits: [] };
    groups.set(scheduleId, known);
    return known;
  };
  for (const slot of slots) of(slot.scheduleId).slots.push(slot);
  for (const visit of visits) of(visit.scheduleId).visits.push(visit);
  return groups;
}

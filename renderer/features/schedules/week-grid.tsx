import { type PointerEvent, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '../../../core/domain/schedule.ts';
import { localTimeOf } from '../../../core/domain/time.ts';
import { minuteOfDay } from '../../../core/domain/wall-clock.ts';
import { useFormat } from '../../app/format.ts';
import { kindEdge } from '../../components/kind-chip.tsx';
import { DayHeader } from './day-header.tsx';
import type { Source } from './edit-hours.ts';
import { type Drag, type Span, spanOfDrag, timeOf } from './grid-drag.ts';
import { HoursBlock } from './hours-block.tsx';
import styles from './week-grid.module.css';
import { type GridDay, hoursToDraw } from './week-model.ts';

export interface WeekGridProps {
  actorName: string;
  service: Service;
  days: readonly GridDay[];
  today: string;
  booked: Readonly<Record<string, number>>;
  selected: Source | null;
  selectedDate: string | null;
  onSelect(source: Source): void;
  onSelectDay(date: string): void;
  onDraw(date: string, hours: { startsAt: string; endsAt: string }): void;
  /** Moved or resized by hand or by keys; null = removed. */
  onReshape(source: Source, hours: { startsAt: string; endsAt: string } | null): void;
}

interface Held {
  date: string;
  drag: Drag;
  source: Source | null;
  span: Span;
}

/** As in the gradient of a day's lines (week-grid.module.css). */
const hourHeight = 41;

/** One week of a schedule: hours drawn by dragging, and the slots that come out of them beside each block. */
export function WeekGrid(props: WeekGridProps) {
  const { t } = useTranslation();
  const { days, actorName } = props;
  const hintId = useId();
  const { from, to } = hoursToDraw(days);
  const hours = Array.from({ length: to - from }, (_, index) => from + index);
  return (
    <section className={styles.grid} aria-label={t('schedules.week.grid', { actor: actorName })}>
      <div className={styles.heads}>
        <span />
        {days.map((day) => (
          <DayHeader
            key={day.date}
            day={day}
            booked={props.booked[day.date] ?? 0}
            isToday={day.date === props.today}
            selected={props.selectedDate === day.date}
            onSelect={() => props.onSelectDay(day.date)}
          />
        ))}
      </div>
      <div className={styles.scroll}>
        <div className={styles.body} style={{ height: (to - from) * hourHeight }}>
          <div className={styles.axis} aria-hidden>
            {hours.map((hour) => (
              <span key={hour} className={styles.hour} style={{ top: (hour - from) * hourHeight }}>
                {hour}
              </span>
            ))}
          </div>
          {days.map((day) => (
            <DayColumn key={day.date} {...props} day={day} range={{ from: from * 60, to: to * 60 }} hintId={hintId} />
          ))}
        </div>
      </div>
      <p id={hintId} className="sr-only">
        {t('schedules.block.keys')}
      </p>
    </section>
  );
}

function DayColumn({ day, range, hintId, ...props }: WeekGridProps & { day: GridDay; range: Span; hintId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [held, setHeld] = useState<Held | null>(null);
  const closed = day.state === 'absent' || day.state === 'holiday' || day.date < props.today;
  const place = ({ from, to }: Span) => ({
    top: `${((from - range.from) / (range.to - range.from)) * 100}%`,
    height: `${((to - from) / (range.to - range.from)) * 100}%`,
  });

  const minutesAt = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return range.from + ((event.clientY - box.top) / box.height) * (range.to - range.from);
  };
  const grab = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || closed) return;
    const at = minutesAt(event);
    const handle = (event.target as Element).closest<HTMLElement>('[data-block]');
    const block = handle ? day.blocks[Number(handle.dataset.block)] : undefined;
    const edge = (event.target as Element).closest<HTMLElement>('[data-edge-of]')?.dataset.edgeOf;
    const span = block && { from: minuteOfDay(block.hours.startsAt), to: minuteOfDay(block.hours.endsAt) };
    const drag: Drag = span ? { kind: edge === 'start' || edge === 'end' ? edge : 'move', at, span } : { kind: 'draw', at };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (block) props.onSelect(block.source);
    setHeld({ date: day.date, drag, source: block?.source ?? null, span: span ?? spanOfDrag(drag, at, range) });
  };
  const drop = () => {
    if (!held) return;
    setHeld(null);
    const hours = { startsAt: timeOf(held.span.from), endsAt: timeOf(held.span.to) };
    if (held.drag.kind === 'draw') props.onDraw(day.date, hours);
    else if (held.source && (held.span.from !== held.drag.span.from || held.span.to !== held.drag.span.to)) {
      props.onReshape(held.source, hours);
    }
  };

  return (
    <div
      className={styles.day}
      data-closed={closed || undefined}
      data-state={day.state}
      onPointerDown={grab}
      onPointerMove={(event) => {
        const to = minutesAt(event);
        setHeld((now) => now && { ...now, span: spanOfDrag(now.drag, to, range) });
      }}
      onPointerUp={drop}
      onPointerCancel={() => setHeld(null)}
    >
      {day.blocks.map((block, index) => (
        <HoursBlock
          key={`${block.source.kind} ${block.source.index}`}
          block={block}
          index={index}
          day={day}
          service={props.service}
          describedBy={hintId}
          selected={isSame(block.source, props.selected)}
          place={place({ from: minuteOfDay(block.hours.startsAt), to: minuteOfDay(block.hours.endsAt) })}
          onSelect={() => props.onSelect(block.source)}
          onReshape={(hours) => props.onReshape(block.source, hours)}
          locked={closed}
        />
      ))}
      <SlotTicks day={day} service={props.service} place={place} />
      {held ? (
        <div className={styles.held} style={place(held.span)} aria-hidden>
          {`${format.time(`2026-01-01T${timeOf(held.span.from)}`)}–${timeOf(held.span.to)}`}
        </div>
      ) : null}
      {closed ? null : (
        <button
          type="button"
          className={styles.add}
          aria-label={t('schedules.week.addHoursOn', { day: format.longDay(day.date) })}
          title={t('schedules.week.addHours')}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => props.onDraw(day.date, nextFreeHours(day))}
        >
          +
        </button>
      )}
    </div>
  );
}

/** Each slot as a bar whose shape tells its kind, as in the calendar: solid, double, broken. */
function SlotTicks({
  day,
  service,
  place,
}: {
  day: GridDay;
  service: Service;
  place(span: Span): { top: string; height: string };
}) {
  const ticks = useMemo(
    () =>
      day.slots.map(({ id, startsAt, durationMinutes, kind, overbooked }) => {
        const from = minuteOfDay(localTimeOf(startsAt));
        return { id, kind, overbooked, span: { from, to: from + durationMinutes } };
      }),
    [day.slots],
  );
  return ticks.map(({ id, kind, overbooked, span }) => (
    <i
      key={id}
      className={styles.tick}
      data-edge={kindEdge({ service, kind })}
      data-extra={overbooked || undefined}
      style={place(span)}
      aria-hidden
    />
  ));
}

/** Where new hours begin without a mouse: after the day's last, or at eight. */
function nextFreeHours({ blocks }: GridDay): { startsAt: string; endsAt: string } {
  const last = Math.max(0, ...blocks.filter(({ off }) => !off).map(({ hours }) => minuteOfDay(hours.endsAt)));
  const from = last === 0 ? 480 : Math.min(last, 1320);
  return { startsAt: timeOf(from), endsAt: timeOf(Math.min(from + (last === 0 ? 300 : 120), 1439)) };
}

function isSame(one: Source, other: Source | null): boolean {
  if (!other || one.index !== other.index) return false;
  return one.kind === 'weekly' ? other.kind === 'weekly' : other.kind === 'day' && other.date === one.date;
}

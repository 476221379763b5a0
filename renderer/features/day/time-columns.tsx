import FullCalendar, { type CalendarOptions, type EventDropInfo } from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import '@fullcalendar/react/skeleton.css';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { VisitView } from '../../../core/contract/views.ts';
import { BlockWordsProvider, useWordsOfLanguage } from './block-words.ts';
import { type Block, eventsOf } from './calendar-events.ts';
import { dayOfColumn, firstColumnDay, minuteOf, placeOf, timeOfMinute } from './column-days.ts';
import { hoursOf, type MinuteRange, type TimeColumn } from './time-column.ts';
import styles from './time-columns.module.css';
import { SlotBlock, VisitBlock } from './visit-block.tsx';

const plugins = [timeGridPlugin, interactionPlugin];

export interface Ghost {
  column: number;
  localStart: string;
  durationMinutes: number;
  allowed: boolean | null;
}

interface TimeColumnsProps {
  /** Of the whole calendar, for a screen reader. */
  title: string;
  columns: readonly TimeColumn[];
  headers: readonly ReactNode[];
  /** Wall clock `HH:MM`; null = the columns show another day. `column`: the only one for which it is now. */
  now: { time: string; column: number | null } | null;
  /** Where a visit carried by keyboard would land. */
  ghost?: Ghost | null;
  /** Lowest height of half an hour, in px. */
  halfHourPx: number;
  /** A block this high (px) or lower has room for one line only. */
  oneLineUpTo: number;
  onDrop(visit: VisitView, column: number, time: string): void;
  onDragging(dragging: boolean): void;
}

/**
 * The columns of the calendar: one FullCalendar timeGrid whose days stand for the columns (see column-days.ts). It draws
 * and drags; what it shows follows from `columns` alone, and a drop is handed on as a wish, never kept (architecture §6).
 */
export function TimeColumns({
  title,
  columns,
  headers,
  now,
  ghost = null,
  halfHourPx,
  oneLineUpTo,
  onDrop,
  onDragging,
}: TimeColumnsProps) {
  const root = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<HTMLElement | null>(null);
  const { from, to } = useMemo(() => hoursOf(columns), [columns]);
  const hours = useMemo(() => ({ from, to }), [from, to]);
  const [drops, setDrops] = useState(0);
  const latest = useRef({ onDrop, onDragging });
  latest.current = {
    onDragging,
    onDrop: (...drop) => {
      setDrops((count) => count + 1);
      onDrop(...drop);
    },
  };
  // Anew after each drop too: what FullCalendar made of it meanwhile is forgotten.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `drops` is the reason to begin anew
  const events = useMemo(() => eventsOf(columns), [columns, drops]);
  const count = columns.length;
  const words = useWordsOfLanguage();
  const options = useMemo(
    () => optionsOf(count, hours, { halfHourPx, oneLineUpTo }, latest, setCanvas),
    [count, hours, halfHourPx, oneLineUpTo],
  );
  useLayoutEffect(() => nameForReaders(root.current, title, columns));
  return (
    <div ref={root} className={styles.columns}>
      <BlockWordsProvider value={words}>
        <HeadersContext value={headers}>
          <FullCalendar {...options} events={events} />
        </HeadersContext>
      </BlockWordsProvider>
      {canvas && now ? createPortal(<NowLine time={now.time} column={now.column} count={count} hours={hours} />, canvas) : null}
      {canvas && ghost ? createPortal(<GhostBox ghost={ghost} count={count} hours={hours} />, canvas) : null}
    </div>
  );
}

/** Past FullCalendar, so that new headers are no new options to it. */
const HeadersContext = createContext<readonly ReactNode[]>([]);

function HeaderOf({ column }: { column: number }) {
  return useContext(HeadersContext)[column];
}

/** Everything but the events: kept as one object, so that FullCalendar takes new events without reading its options again. */
function optionsOf(
  count: number,
  hours: MinuteRange,
  { halfHourPx, oneLineUpTo }: Pick<TimeColumnsProps, 'halfHourPx' | 'oneLineUpTo'>,
  latest: { current: Pick<TimeColumnsProps, 'onDrop' | 'onDragging'> },
  onCanvas: (canvas: HTMLElement | null) => void,
): CalendarOptions {
  return {
    plugins,
    initialView: 'columns',
    views: { columns: { type: 'timeGrid', dayCount: count } },
    initialDate: firstColumnDay,
    timeZone: 'UTC',
    height: '100%',
    headerToolbar: false,
    borderless: true,
    allDaySlot: false,
    expandRows: true,
    slotEventOverlap: false,
    slotDuration: '00:30:00',
    snapDuration: '00:05:00',
    slotHeaderInterval: '01:00:00',
    slotHeaderContent: ({ date }) => `${date.getUTCHours()}:00`,
    slotMinTime: timeOfMinute(hours.from),
    slotMaxTime: timeOfMinute(hours.to),
    // The same hour stays in sight from day to day; setting it anew would lay everything out twice.
    scrollTimeReset: false,
    slotMinHeight: halfHourPx,
    eventShortHeight: oneLineUpTo,
    displayEventTime: false,
    eventInteractive: false,
    eventDurationEditable: false,
    dragRevertDuration: 0,
    longPressDelay: 300,
    eventContent: ({ event, isShort, isMirror }) =>
      blockContent(event.extendedProps.block as Block | undefined, isShort ? 1 : 2, isMirror ? event.startStr : null),
    eventClass: styles.event,
    tableHeaderClass: styles.headers,
    dayHeaderContent: ({ date }) => <HeaderOf column={placeOf(date).column} />,
    dayHeaderClass: styles.header,
    dayHeaderAlign: 'start',
    dayHeaderInnerClass: styles.headerInner,
    dayHeaderDividerClass: styles.divider,
    dayLaneClass: styles.lane,
    dayLaneDidMount: ({ el }) => onCanvas(canvasOf(el)),
    slotLaneClass: ({ isMinor }) => (isMinor ? styles.half : styles.hour),
    slotHeaderClass: ({ isFirst }) => (isFirst ? styles.axisFirst : styles.axis),
    slotHeaderInnerClass: styles.axisText,
    backgroundEventClass: styles.open,
    eventDragStart: () => latest.current.onDragging(true),
    eventDragStop: () => latest.current.onDragging(false),
    eventDrop: (info: EventDropInfo) => {
      info.revert();
      const block = info.event.extendedProps.block as Block | undefined;
      if (block?.kind !== 'visit' || !info.event.start) return;
      const { column, time } = placeOf(info.event.start);
      latest.current.onDrop(block.visit, column, time);
    },
  };
}

/** `heldAt`: the block is the one under the pointer, above this time. */
function blockContent(block: Block | undefined, lines: 1 | 2, heldAt: string | null): ReactNode {
  if (!block) return null;
  if (block.kind === 'visit') return <VisitBlock visit={block.visit} lines={lines} heldAt={heldAt} />;
  return <SlotBlock slot={block.slot} exam={block.exam} />;
}

/** The scrolled content below the headers: axis and lanes. */
function canvasOf(lane: HTMLElement): HTMLElement | null {
  return lane.closest<HTMLElement>('[role="row"]')?.parentElement ?? null;
}

/**
 * FullCalendar names the table and its columns by their dates, which stand for something else here, and offers no option
 * for it: its hidden texts are replaced after each drawing.
 */
function nameForReaders(root: HTMLElement | null, title: string, columns: readonly TimeColumn[]): void {
  root?.querySelector('[role="table"], [role="grid"]')?.setAttribute('aria-label', title);
  for (const [index, { label }] of columns.entries()) {
    const header = root?.querySelector(`[role="columnheader"][data-date="${dayOfColumn(index)}"]`);
    const [hiddenText, shown] = header?.children ?? [];
    if (hiddenText && hiddenText.textContent !== label) hiddenText.textContent = label;
    // What is shown is a link: a reader must be able to reach it.
    shown?.removeAttribute('aria-hidden');
  }
}

const percentOf = (minute: number, hours: MinuteRange) => `${((minute - hours.from) / (hours.to - hours.from)) * 100}%`;

/** Over all columns, or over the one for which it is now. */
function NowLine({ time, column, count, hours }: { time: string; column: number | null; count: number; hours: MinuteRange }) {
  const minute = minuteOf(time);
  if (minute < hours.from || minute > hours.to) return null;
  return (
    <div className={styles.now} style={{ top: percentOf(minute, hours) }} aria-hidden>
      <span className={styles.nowTime}>{time.replace(/^0/, '')}</span>
      <span className={styles.nowRule} style={column === null ? undefined : acrossColumn(column, count)} />
    </div>
  );
}

function GhostBox({ ghost, count, hours }: { ghost: Ghost; count: number; hours: MinuteRange }) {
  const from = minuteOf(ghost.localStart);
  const height = `${(ghost.durationMinutes / (hours.to - hours.from)) * 100}%`;
  return (
    <div className={styles.ghostRow} style={{ top: percentOf(from, hours), height }} aria-hidden>
      <div
        className={styles.ghost}
        data-allowed={ghost.allowed ?? undefined}
        style={acrossColumn(ghost.column, count)}
        ref={(el) => el?.scrollIntoView({ block: 'nearest' })}
      />
    </div>
  );
}

function acrossColumn(column: number, count: number) {
  return { left: `${(column / count) * 100}%`, right: `${((count - column - 1) / count) * 100}%` };
}

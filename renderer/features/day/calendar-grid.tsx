import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SlotView, VisitView } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { useMachineSettings } from '../../app/machine-settings.ts';
import { useElementSize } from '../../components/element-size.ts';
import styles from './calendar-grid.module.css';
import { useCalendarSelection } from './calendar-selection.ts';
import { CarryBar } from './carry-bar.tsx';
import { minuteOf } from './column-days.ts';
import { type ColumnWindow, columnsThatFit, windowAt } from './column-window.ts';
import { slotUnder } from './drop-slot.ts';
import { useEdgeTurn } from './edge-turn.ts';
import { changedFromOutside, snapshotOf } from './glow.ts';
import { hoursOf, type TimeColumn } from './time-column.ts';
import { TimeColumns } from './time-columns.tsx';
import { type CarryActs, useCarry } from './use-carry.ts';
import { type Direction, firstStop, stepFrom } from './walk.ts';

/** Narrowest column in which a name can be read, px (docs/architecture.md, 1366 px: nine columns). */
const columnMinPx = 132;
const axisPx = 46;
const arrows: Partial<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

export interface GridColumn extends TimeColumn {
  header: ReactNode;
  /** `dr M. Kalinowska`, or the day in a week. */
  name: string;
}

interface CalendarGridProps {
  /** Changes when other days or doctors are shown: then nothing glows. */
  subject: string;
  title: string;
  columns: readonly GridColumn[];
  now: { time: string; column: number | null } | null;
  selectedId: string | null;
  /** First column in sight; the grid says what is in sight after each change. */
  start: number;
  onWindow(window: ColumnWindow): void;
  onVisit(visit: VisitView): void;
  onSlot(slot: SlotView): void;
  onBook(slot: SlotView): void;
  /** A visit dropped on a place; `slot` null = there is none. */
  onDrop(visit: VisitView, slot: SlotView | null, place: { column: number; time: string }): void;
  carryActs: CarryActs;
  /** Shows the columns beyond the edge at which a dragged visit rests. */
  onTurn(by: 1 | -1): void;
}

/** The calendar proper: the columns in sight, walking over it by arrows, and a visit picked up by keyboard. */
export function CalendarGrid(props: CalendarGridProps) {
  const { columns, selectedId, now, subject, title, start } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const selection = useCalendarSelection();
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const size = useElementSize(frame);
  const carry = useCarry(columns, props.carryActs);
  const wanted = carry.carry?.column ?? columnWith(columns, selectedId);
  const fit = size ? columnsThatFit(size.width, axisPx, columnMinPx, columns.length) : columns.length;
  const window = useMemo(() => windowAt(start, fit, columns.length, wanted), [start, fit, columns.length, wanted]);
  const inSight = useMemo(() => columns.slice(window.start, window.start + window.count), [columns, window]);
  const { halfHourPx, oneLineUpTo } = useHeights(inSight);
  const hours = useMemo(() => hoursOf(inSight), [inSight]);
  const { onWindow } = props;
  useEffect(() => onWindow(window), [onWindow, window]);
  useEffect(() => selection.select(selectedId), [selection, selectedId]);
  const [dragging, setDragging] = useState(false);
  useEdgeTurn(frame, dragging && window.count < columns.length, props.onTurn);
  useTabStop(inSight, selectedId, now);
  useGlow(columns, subject);

  const things = useMemo(() => thingsOf(columns), [columns]);
  const choose = (target: EventTarget) => {
    const id = blockIdOf(target);
    const thing = id === null ? undefined : things.get(id);
    if (!id || !thing || carry.carry) return;
    // FullCalendar keeps the press from giving the focus (it might become a drag).
    focusBlock(frame, id);
    if (thing.visit) props.onVisit(thing.visit);
    else props.onSlot(thing.slot);
  };
  const onDoubleClick = (event: MouseEvent) => {
    const slot = things.get(blockIdOf(event.target) ?? '')?.slot;
    if (slot?.state === 'free') props.onBook(slot);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (carry.onKey(event)) return;
    const id = blockIdOf(event.target);
    const thing = id === null ? undefined : things.get(id);
    const direction = arrows[event.key];
    if (!id || !thing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (direction) {
      event.preventDefault();
      event.stopPropagation();
      const next = stepFrom(inSight, id, direction);
      if (next) focusBlock(frame, next);
    } else if (event.key === ' ' && thing.visit) {
      event.preventDefault();
      carry.pickUp(thing.visit);
    } else if (event.key === 'Enter' && thing.slot?.state === 'free' && id === selectedId) {
      event.preventDefault();
      props.onBook(thing.slot);
    }
  };
  const onFocus = (target: EventTarget) => {
    const id = blockIdOf(target);
    if (id) selection.makeTabStop(id);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the blocks in it are buttons; this hears what they have in common
    <div
      ref={setFrame}
      className={styles.grid}
      onClick={(event) => choose(event.target)}
      onDoubleClick={onDoubleClick}
      onKeyDown={onKeyDown}
      onFocus={(event) => onFocus(event.target)}
    >
      {size && inSight.length > 0 ? (
        <TimeColumns
          title={title}
          columns={inSight}
          headers={inSight.map(({ header }) => header)}
          halfHourPx={halfHourPx}
          oneLineUpTo={oneLineUpTo}
          now={now && { ...now, column: now.column === null ? null : now.column - window.start }}
          ghost={carry.ghost && { ...carry.ghost, column: carry.ghost.column - window.start }}
          onDragging={setDragging}
          onDrop={(visit, column, time) => {
            const place = { column: window.start + column, time };
            props.onDrop(visit, slotUnder(inSight[column]?.slots ?? [], time, visit.durationMinutes), place);
          }}
        />
      ) : null}
      {carry.carry ? (
        <CarryBar
          patient={carry.carry.visit.patientShort}
          place={t('calendar.carry.at', {
            time: format.time(carry.carry.slot.localStart),
            actor: columns[carry.carry.column]?.name ?? '',
          })}
          verdict={carry.verdict}
          allowed={carry.ghost?.allowed ?? null}
          atTop={minuteOf(carry.carry.slot.localStart) > (hours.from + hours.to) / 2}
        />
      ) : null}
      <output className="sr-only" aria-live="assertive">
        {carry.spoken}
      </output>
    </div>
  );
}

type Thing = { visit: VisitView; slot?: undefined } | { slot: SlotView; visit?: undefined };

function thingsOf(columns: readonly TimeColumn[]): Map<string, Thing> {
  const things = new Map<string, Thing>();
  for (const { slots, visits } of columns) {
    for (const slot of slots) things.set(slot.id, { slot });
    for (const visit of visits) things.set(visit.id, { visit });
  }
  return things;
}

function columnWith(columns: readonly TimeColumn[], id: string | null): number | null {
  if (!id) return null;
  const index = columns.findIndex(
    ({ slots, visits }) => visits.some((visit) => visit.id === id) || slots.some((slot) => slot.id === id),
  );
  return index < 0 ? null : index;
}

function blockIdOf(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-block]')?.dataset.block ?? null) : null;
}

export function focusBlock(frame: HTMLElement | null, id: string): void {
  frame?.querySelector<HTMLElement>(`[data-block="${CSS.escape(id)}"]`)?.focus();
}

/** One stop for Tab in the whole calendar: what is selected, else what was last focused, else what comes next. */
function useTabStop(columns: readonly TimeColumn[], selectedId: string | null, now: { time: string } | null): void {
  const selection = useCalendarSelection();
  const minute = now ? minuteOf(now.time) : null;
  const latest = useRef(minute);
  latest.current = minute;
  useEffect(() => {
    const present = (id: string | null) => id !== null && columnWith(columns, id) !== null;
    if (present(selectedId)) selection.makeTabStop(selectedId);
    else if (!present(selection.tabStop)) selection.makeTabStop(firstStop(columns, latest.current));
  }, [columns, selectedId, selection]);
}

const glowMs = 2_600;

/** Freed slots and visits that came from outside glow once. */
function useGlow(columns: readonly TimeColumn[], subject: string): void {
  const selection = useCalendarSelection();
  const before = useRef<{ subject: string; places: ReturnType<typeof snapshotOf> } | null>(null);
  useEffect(() => {
    const known = before.current;
    before.current = { subject, places: snapshotOf(columns) };
    if (known?.subject !== subject) return;
    const changed = changedFromOutside(known.places, columns);
    if (changed.size === 0) return;
    selection.glow(changed);
    const timer = setTimeout(() => selection.glow(new Set()), glowMs);
    return () => clearTimeout(timer);
  }, [columns, subject, selection]);
}

/** Half an hour high enough for the shortest slot to hold a line of text; density decides the rest. In px. */
function useHeights(columns: readonly TimeColumn[]): { halfHourPx: number; oneLineUpTo: number } {
  const { density } = useMachineSettings().settings;
  const shortest = Math.min(30, ...columns.flatMap(({ slots }) => slots.map(({ durationMinutes }) => durationMinutes)));
  const [lowestPx, linePx, oneLineUpTo] = density === 'compact' ? [38, 14.5, 29] : [50, 17, 33];
  return { halfHourPx: Math.max(lowestPx, Math.ceil((30 * linePx) / shortest)), oneLineUpTo };
}

import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundSlots, ScheduleView, SlotView } from '../../../core/contract/views.ts';
import { addDays } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import { shortPersonName } from '../../components/short-person-name.ts';
import { SlotButton } from '../../components/slot-button.tsx';
import styles from './slot-strip.module.css';
import { moveInStrip } from './strip-keys.ts';

/**
 * Days side by side, nearest first; the slots of a day below each other. Tab enters at one slot, arrows walk on:
 * up and down within the day, left and right to the same height of the day beside.
 */
export function SlotStrip({
  days,
  schedules,
  today,
  selected,
  withActor,
  disabled,
  onChoose,
}: {
  days: FoundSlots['days'];
  schedules: readonly ScheduleView[];
  today: string;
  selected: string | null;
  withActor: boolean;
  disabled: boolean;
  onChoose(slot: SlotView): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const strip = useRef<HTMLDivElement>(null);
  const [visited, setVisited] = useState<string | null>(null);
  const all = days.flatMap((day) => day.slots.filter(({ state }) => state === 'free').map((slot) => slot.id));
  // One tab stop: where the focus was last, else the chosen slot, else the nearest.
  const stop = [visited, selected].find((id) => id !== null && all.includes(id)) ?? all[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const button = (event.target as HTMLElement).closest('button');
    if (!button || !strip.current) return;
    const columns = [...strip.current.querySelectorAll('[data-day]')].map((day) => [
      ...day.querySelectorAll<HTMLButtonElement>('button:not(:disabled)'),
    ]);
    const next = moveInStrip(columns, button, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const onFocus = (event: FocusEvent) => {
    const button = event.target.closest('button');
    const at =
      button && strip.current
        ? [...strip.current.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')].indexOf(button)
        : -1;
    setVisited(all[at] ?? null);
  };
  const actorOf = (slot: SlotView) => shortPersonName(schedules.find(({ id }) => id === slot.scheduleId)?.actorShort ?? '');
  const near = (date: string) =>
    date === today ? t('booking.slot.today') : date === addDays(today, 1) ? t('booking.slot.tomorrow') : null;
  return (
    <div
      className={styles.strip}
      ref={strip}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      role="toolbar"
      aria-label={t('booking.slot.title')}
      data-strip
    >
      {days.map(({ date, slots }) => (
        <section key={date} className={styles.day} data-day={date} aria-label={format.longDay(date)}>
          <header className={styles.head}>
            <b>{format.shortDay(date)}</b>
            <span>
              {[near(date), near(date) ? freeOf(slots) : t('booking.slot.free', { count: freeOf(slots) })]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
          </header>
          <div className={styles.slots} data-two={withActor ? undefined : true}>
            {slots.map((slot) => (
              <SlotButton
                key={slot.id}
                slot={slot}
                selected={slot.id === selected}
                tabIndex={slot.id === stop ? 0 : -1}
                actorName={withActor ? actorOf(slot) : undefined}
                disabled={disabled}
                onChoose={onChoose}
              />
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}

const freeOf = (slots: readonly SlotView[]) => slots.filter(({ state }) => state === 'free').length;

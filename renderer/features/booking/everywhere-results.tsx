import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundElsewhere, SearchView } from '../../../core/contract/search-views.ts';
import { useFormat } from '../../app/format.ts';
import styles from './everywhere.module.css';

/** Free slots of every clinic by day: when, with whom, where and how far. Tab enters at one line, arrows walk on. */
export function EverywhereResults({
  days,
  selected,
  disabled,
  onChoose,
}: {
  days: SearchView['days'];
  selected: string | null;
  disabled: boolean;
  onChoose(found: FoundElsewhere): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const all = days.flatMap(({ slots }) => slots.map(({ id }) => id));
  const stop = selected !== null && all.includes(selected) ? selected : all[0];
  return (
    <div className={styles.results} role="toolbar" aria-label={t('booking.slot.title')} onKeyDown={walk} data-strip>
      {days.map(({ date, slots }) => (
        <section key={date} aria-label={format.longDay(date)}>
          <h3>{format.dayTitle(date)}</h3>
          {slots.map((found) => (
            <button
              key={found.id}
              type="button"
              className={styles.found}
              tabIndex={found.id === stop ? 0 : -1}
              aria-pressed={found.id === selected}
              disabled={disabled}
              onClick={() => onChoose(found)}
            >
              <b>{format.time(found.localStart)}</b>
              <span className={styles.actor}>{found.actorName}</span>
              <span className={styles.where}>
                {[found.here ? t('booking.everywhere.here') : found.clinicName, found.town].filter(Boolean).join(', ')}
              </span>
              <span className={styles.far}>
                {found.distanceKm === null ? null : t('booking.everywhere.km', { count: found.distanceKm })}
              </span>
            </button>
          ))}
        </section>
      ))}
    </div>
  );
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  const button = (event.target as HTMLElement).closest('button');
  if (step === undefined || !button) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  event.preventDefault();
  buttons[buttons.indexOf(button) + step]?.focus();
}

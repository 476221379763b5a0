import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceptionRow } from '../../../core/contract/reception-views.ts';
import { outcomeOf } from '../../../core/domain/visit-outcome.ts';
import { useFormat } from '../../app/format.ts';
import { KindChip, Mark } from '../../components/kind-chip.tsx';
import { roomName } from '../../components/room-name.ts';
import { TruthLabel } from '../../components/truth-label.tsx';
import type { Translate } from '../../messages/i18n.ts';
import styles from './reception-screen.module.css';
import { minutesGoingOn } from './waiting-time.ts';

export const optionId = (visitId: string) => `reception-${visitId}`;

/** Visits by time; the chosen one is named by the search field (`aria-activedescendant`), which keeps the focus. */
export function ReceptionList({
  rows,
  chosenId,
  today,
  now,
  onChoose,
  onKeyDown,
}: {
  rows: readonly ReceptionRow[];
  chosenId: string | null;
  today: string;
  now: string;
  onChoose(visitId: string): void;
  /** The same keys as in the search field. */
  onKeyDown(event: KeyboardEvent): void;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosenId) document.getElementById(optionId(chosenId))?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  return (
    <div className={styles.scroller}>
      <div className={styles.heads} aria-hidden>
        <span>{t('reception.column.time')}</span>
        <span>{t('reception.column.patient')}</span>
        <span>{t('reception.column.actor')}</span>
        <span>{t('reception.column.outcome')}</span>
        <span>{t('reception.column.truth')}</span>
      </div>
      <div
        ref={list}
        id="reception-list"
        role="listbox"
        aria-label={t('reception.list')}
        tabIndex={0}
        aria-activedescendant={chosenId ? optionId(chosenId) : undefined}
        onKeyDown={onKeyDown}
      >
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            otherDay={row.localStart.slice(0, 10) !== today}
            chosen={row.id === chosenId}
            minutes={minutesGoingOn(row, now)}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  );
}

const Row = memo(function Row({
  row,
  otherDay,
  chosen,
  minutes,
  onChoose,
}: {
  row: ReceptionRow;
  otherDay: boolean;
  chosen: boolean;
  minutes: number | null;
  onChoose(visitId: string): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const outcome = outcomeOf(row) ?? 'expected';
  const time = minutes === null ? null : durationText(minutes, t);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the search field, which has the focus
    // biome-ignore lint/a11y/useFocusableInteractive: as above
    <div
      id={optionId(row.id)}
      className={styles.row}
      role="option"
      aria-selected={chosen}
      data-outcome={outcome}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(row.id)}
    >
      <span className={styles.time}>
        {otherDay ? <small>{format.dayMonth(row.localStart)} </small> : null}
        {format.time(row.localStart)}
      </span>
      <span className={styles.patient}>
        <b>{row.patientName}</b> <small>{row.peselMasked}</small>
      </span>
      <span className={styles.actor}>
        {row.schedule.actorShort} <small>{row.room ? roomName(row.room, t) : row.schedule.clinicCode}</small>
      </span>
      <span className={styles.outcome}>
        <KindChip visit={row} />
        <span className={styles.state} data-outcome={outcome}>
          {time === null
            ? t(`common.outcome.${outcome}`)
            : t(outcome === 'arrived' ? 'reception.waits' : 'reception.inside', { time })}
        </span>
        {row.urgent ? <Mark tone="warn">{t('common.category.urgent')}</Mark> : null}
        {row.hasContact ? null : <Mark tone="warn">{t('reception.noContact')}</Mark>}
      </span>
      <TruthLabel truth={row.truth} />
    </div>
  );
});

function durationText(minutes: number, t: Translate): string {
  if (minutes < 60) return t('reception.minutes', { count: minutes });
  return t('reception.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

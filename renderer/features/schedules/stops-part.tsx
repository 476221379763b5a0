import { Button } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stopText } from '../../../core/domain/mobile-stops.ts';
import type { MobileStop } from '../../../core/domain/schedule.ts';
import { useFormat } from '../../app/format.ts';
import styles from './panel.module.css';

interface StopsProps {
  stops: readonly MobileStop[];
  today: string;
  onOpen(stop: MobileStop): void;
  onAdd(): void;
  onRemove(stop: MobileStop): void;
}

/** R38: the stops of a mobile unit from today on, by date. */
export function StopsPart({ stops, today, onOpen, onAdd, onRemove }: StopsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ahead = stops.filter(({ to }) => to >= today);
  return (
    <section className={styles.part}>
      <h3>{t('schedules.stops.title')}</h3>
      {ahead.length === 0 ? <p className={styles.help}>{t('schedules.stops.none')}</p> : null}
      <ul className={styles.lines}>
        {ahead.map((stop) => (
          <li key={stop.from}>
            <button type="button" className={styles.stop} onClick={() => onOpen(stop)}>
              <b>{format.dateRange(stop.from, stop.to)}</b>
              <span>{stopText(stop)}</span>
            </button>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={t('schedules.stops.remove', { when: format.dateRange(stop.from, stop.to), where: stop.town })}
              onClick={() => onRemove(stop)}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        size="compact-sm"
        justify="start"
        leftSection={<IconMapPin size={14} aria-hidden />}
        className={styles.add}
        onClick={onAdd}
      >
        {t('schedules.stop')}
      </Button>
    </section>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useDeskStatus } from '../../app/status.ts';
import styles from './hold-countdown.module.css';

/** How long the chosen slot is kept from others. Seconds tick on the screen only; a screen reader hears the beginning and the end. */
export function HoldCountdown({ until }: { until: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const seconds = useSecondsTo(until);
  if (seconds === null) return null;
  if (seconds <= 0) {
    return (
      <p className={styles.over} role="status">
        {t('booking.hold.over')}
      </p>
    );
  }
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <p className={styles.hold}>
      {/* The ticking is for the eye; whoever listens is told until when, once. */}
      <span className="sr-only" role="status">
        {t('booking.hold.heldUntil', { time: format.instantTime(until) })}
      </span>
      <span aria-hidden>
        {t('booking.hold.held')} <b>{time}</b>
      </span>
    </p>
  );
}

/** Whole seconds by central's clock, moving on between two words of core. */
function useSecondsTo(until: string): number | null {
  const said = useDeskStatus()?.now ?? null;
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (!said) return;
    const heardAt = performance.now();
    const tell = () => setSeconds(Math.ceil((Date.parse(until) - Date.parse(said) - (performance.now() - heardAt)) / 1000));
    tell();
    const timer = setInterval(tell, 1000);
    return () => clearInterval(timer);
  }, [said, until]);
  return seconds;
}

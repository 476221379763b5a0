import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDeskStatus } from '../../app/status.ts';
import styles from './hold-countdown.module.css';

/** How long the chosen slot is kept from others. Seconds tick on the screen only; a screen reader hears the beginning and the end. */
export function HoldCountdown({ until }: { until: string }) {
  const { t } = useTranslation();
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
      <span role="status">{t('booking.hold.held')}</span> <b aria-hidden>{time}</b>
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

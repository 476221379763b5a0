import styles from './load-bar.module.css';

/** Taken share of a day, 0–100. */
export function LoadBar({ percent }: { percent: number }) {
  return (
    <svg className={styles.bar} aria-hidden="true" width="100%" height="3">
      <rect width="100%" height="3" rx="1.5" />
      <rect width={`${percent}%`} height="3" rx="1.5" className={styles.taken} />
    </svg>
  );
}

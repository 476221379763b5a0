import { useTranslation } from 'react-i18next';
import styles from './bar-chart.module.css';
import { usePercent } from './percent.ts';

export interface BarRow {
  name: string;
  numbers: [number, number];
  /** 0–1; null = nothing to divide by. */
  share: number | null;
}

/** A table whose last cell is drawn too: one thing to see, to read out and to copy. The longest bar fills its cell. */
export function BarChart({
  title,
  columns,
  rows,
  tone,
}: {
  title: string;
  columns: [string, string, string];
  rows: readonly BarRow[];
  tone: 'accent' | 'warn';
}) {
  const { t } = useTranslation();
  const percent = usePercent();
  const top = Math.max(...rows.map(({ share }) => share ?? 0), 0.01);
  return (
    <table className={styles.chart} data-tone={tone}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{columns[0]}</th>
          <th scope="col">{columns[1]}</th>
          <th scope="col">{columns[2]}</th>
          <th scope="col">{t('compliance.charts.share')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, numbers, share }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{numbers[0]}</td>
            <td>{numbers[1]}</td>
            <td className={styles.bar}>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
                <rect width={Math.min(100, ((share ?? 0) / top) * 100)} height="10" />
              </svg>
              <span>{share === null ? '–' : percent(share)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

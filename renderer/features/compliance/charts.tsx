import { useTranslation } from 'react-i18next';
import type { ComplianceView } from '../../../core/contract/compliance-views.ts';
import { useFormat } from '../../app/format.ts';
import { BarChart } from './bar-chart.tsx';
import styles from './compliance-screen.module.css';

/** Missed visits by month, load by doctor; each chart is a table as well. */
export function Charts({ report }: { report: ComplianceView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return (
    <section className={styles.section}>
      <h2>{t('compliance.charts.title')}</h2>
      <div className={styles.charts}>
        <BarChart
          title={t('compliance.charts.noShow')}
          columns={[t('compliance.charts.month'), t('compliance.charts.visits'), t('compliance.charts.missed')]}
          rows={report.trend.map(({ month, visits, noShow }) => ({
            name: format.month(month),
            numbers: [visits, noShow],
            share: share(noShow, visits),
          }))}
          tone="warn"
        />
        <BarChart
          title={t('compliance.charts.load')}
          columns={[t('compliance.charts.actor'), t('compliance.charts.slots'), t('compliance.charts.visits')]}
          rows={report.actors.map(({ actorName, slots, visits }) => ({
            name: actorName,
            numbers: [slots, visits],
            share: share(visits, slots),
          }))}
          tone="accent"
        />
      </div>
    </section>
  );
}

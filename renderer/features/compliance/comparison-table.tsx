import { useTranslation } from 'react-i18next';
import type { ComplianceView } from '../../../core/contract/compliance-views.ts';
import type { DifferenceCause } from '../../../core/domain/compliance/compare-kolce.ts';
import { useFormat } from '../../app/format.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import styles from './compliance-screen.module.css';
import { ExportButtons } from './export-buttons.tsx';
import { usePercent } from './percent.ts';

/** R46: central and AP-KOLCE by service code and month; each difference with its causes. */
export function ComparisonTable({ report }: { report: ComplianceView }) {
  const { t } = useTranslation();
  const percent = usePercent();
  const format = useFormat();
  const causeText = (cause: DifferenceCause) => {
    if (cause.cause !== 'schedule-ends') return t(`compliance.cause.${cause.cause}`, { count: cause.slots });
    return cause.date
      ? t('compliance.cause.schedule-ends', { date: format.fullDate(cause.date) })
      : t('compliance.cause.no-schedule');
  };
  return (
    <section className={styles.section}>
      <header>
        <h2>{t('compliance.comparison.title')}</h2>
        <ExportButtons month={report.month} what="comparison" />
      </header>
      {report.comparison.length === 0 ? (
        <EmptyState title={t('compliance.comparison.none')}>{t('compliance.comparison.noneBody')}</EmptyState>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('compliance.comparison.month')}</th>
              <th scope="col">{t('compliance.comparison.code')}</th>
              {(['central', 'kolce', 'difference', 'share'] as const).map((column) => (
                <th key={column} scope="col" data-number>
                  {t(`compliance.comparison.${column}`)}
                </th>
              ))}
              <th scope="col">{t('compliance.comparison.causes')}</th>
            </tr>
          </thead>
          <tbody>
            {report.comparison.map((row) => (
              <tr key={`${row.serviceCode} ${row.month}`}>
                <th scope="row">{format.month(row.month)}</th>
                <td>{row.serviceCode}</td>
                <td data-number>{row.central}</td>
                <td data-number>{row.kolce ?? '–'}</td>
                <td data-number>
                  {row.kolce === null
                    ? '–'
                    : row.difference > 0
                      ? `+${row.difference}`
                      : String(row.difference).replace('-', '−')}
                </td>
                <td data-number data-short={!row.enough || undefined}>
                  {row.share === null ? '–' : percent(row.share)}
                </td>
                <td>{row.causes.map(causeText).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

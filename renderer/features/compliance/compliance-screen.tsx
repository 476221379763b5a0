import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMonths } from '../../../core/domain/compliance/months.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { ExportLog } from '../history/export-log.tsx';
import { Charts } from './charts.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import styles from './compliance-screen.module.css';
import { ExportButtons } from './export-buttons.tsx';
import { Meters } from './meters.tsx';
import { RiskTable } from './risk-table.tsx';
import { Statement } from './statement.tsx';

/** Zgodność i rozliczenie (R43–R46): what a month comes to, what endangers it, and whether central and AP-KOLCE agree. */
export function ComplianceScreen() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const format = useFormat();
  const today = useOverview()?.today;
  const [chosen, setChosen] = useState<string | null>(null);
  const month = chosen ?? today?.slice(0, 7) ?? null;
  const query = useQuery(
    orpc.compliance.report.queryOptions({
      input: { month: month ?? '2026-01' },
      enabled: month !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const report = query.data;
  return (
    <>
      <ScreenHeader title={t('compliance.title')}>
        {month ? (
          <span className={styles.month}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('compliance.previousMonth')}
              onClick={() => setChosen(addMonths(month, -1))}
            >
              <IconChevronLeft size={18} stroke={1.7} />
            </ActionIcon>
            <output aria-live="polite">{format.month(month)}</output>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('compliance.nextMonth')}
              onClick={() => setChosen(addMonths(month, 1))}
            >
              <IconChevronRight size={18} stroke={1.7} />
            </ActionIcon>
          </span>
        ) : null}
      </ScreenHeader>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long page is scrolled by keyboard */}
      <section className={styles.page} aria-label={t('compliance.title')} tabIndex={0}>
        {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {!report && !query.error ? <LoadingLines lines={10} /> : null}
        {report && month ? (
          <>
            <p className={styles.lead}>
              {report.asOf ? t('compliance.asOf', { when: format.instant(report.asOf) }) : t('compliance.neverAsOf')}
            </p>
            <Meters report={report} />
            <Statement report={report} />
            <RiskTable risks={report.risks} month={report.month} />
            <ComparisonTable report={report} />
            <Charts report={report} />
            <section className={styles.section}>
              <h2>{t('compliance.files.title')}</h2>
              <p className={styles.lead}>{t('compliance.files.body')}</p>
              <ul className={styles.files}>
                {(['kolce-counts', 'kolce-slots', 'kolce-visits'] as const).map((what) => (
                  <li key={what}>
                    <span>
                      <b>{t(`compliance.files.${what}`)}</b>
                      <small>{t(`compliance.files.${what}-is`)}</small>
                    </span>
                    <ExportButtons month={month} what={what} />
                  </li>
                ))}
                <li>
                  <span>
                    <b>{t('compliance.files.log')}</b>
                    <small>{t('compliance.files.logIs')}</small>
                  </span>
                  <ExportLog />
                </li>
              </ul>
            </section>
          </>
        ) : null}
      </section>
    </>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplianceView } from '../../../core/contract/compliance-views.ts';
import type { PaymentRisk } from '../../../core/domain/compliance/visit-risks.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf } from '../../app/routes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import styles from './compliance-screen.module.css';
import { ExportButtons } from './export-buttons.tsx';

const few = 25;

/** Each visit that may not be paid: why, and what to do about it. */
export function RiskTable({ risks, month }: { risks: ComplianceView['risks']; month: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [only, setOnly] = useState<PaymentRisk | null>(null);
  const [all, setAll] = useState(false);
  const kinds = Object.entries(risks.counts) as [PaymentRisk, number][];
  const wanted = risks.rows.filter((row) => only === null || row.risks.includes(only));
  const shown = all ? wanted : wanted.slice(0, few);
  return (
    <section className={styles.section}>
      <header>
        <h2>{t('compliance.risks.title')}</h2>
        {risks.total > 0 ? <ExportButtons month={month} what="risks" /> : null}
      </header>
      {risks.total === 0 ? (
        <EmptyState title={t('compliance.risks.none')}>{t('compliance.risks.noneBody')}</EmptyState>
      ) : (
        <>
          <fieldset className={styles.filter}>
            <legend className="sr-only">{t('compliance.risks.filter')}</legend>
            <button type="button" aria-pressed={only === null} onClick={() => setOnly(null)}>
              {t('compliance.risks.every', { count: risks.total })}
            </button>
            {kinds.map(([risk, count]) => (
              <button key={risk} type="button" aria-pressed={only === risk} onClick={() => setOnly(risk)}>
                {t(`compliance.risk.${risk}`)} ({count})
              </button>
            ))}
          </fieldset>
          <table className={styles.table}>
            <thead>
              <tr>
                {(['when', 'patient', 'actor', 'why', 'truth'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`compliance.risks.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.visitId}>
                  <td className={styles.when}>
                    <a href={hrefOf(day(row.localStart.slice(0, 10), row.visitId))}>{format.moment(row.localStart)}</a>
                  </td>
                  <th scope="row">{row.patientName}</th>
                  <td>{row.actorName}</td>
                  <td>
                    <ul className={styles.reasons}>
                      {row.risks.map((risk) => (
                        <li key={risk}>
                          <b>{t(`compliance.risk.${risk}`)}</b>
                          <small>{t(`compliance.act.${risk}`)}</small>
                        </li>
                      ))}
                    </ul>
                  </td>
                  <td>
                    <TruthLabel truth={row.truth} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {wanted.length > shown.length ? (
            <button type="button" className={styles.more} onClick={() => setAll(true)}>
              {t('compliance.risks.all', { count: wanted.length })}
            </button>
          ) : null}
          {risks.total > risks.rows.length ? (
            <p className={styles.lead}>{t('compliance.risks.limited', { shown: risks.rows.length, count: risks.total })}</p>
          ) : null}
        </>
      )}
    </section>
  );
}

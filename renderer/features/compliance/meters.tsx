import { useTranslation } from 'react-i18next';
import type { ComplianceView } from '../../../core/contract/compliance-views.ts';
import { useFormat } from '../../app/format.ts';
import { hrefOf } from '../../app/routes.ts';
import styles from './meters.module.css';
import { usePercent } from './percent.ts';

/** R44: the two numbers that the whole clinic is measured by, each with its limit. */
export function Meters({ report }: { report: ComplianceView }) {
  const { t } = useTranslation();
  const percent = usePercent();
  const format = useFormat();
  const { share, exams, statement, risks } = report;
  return (
    <ul className={styles.meters}>
      <li>
        <h2>{t('compliance.share.title')}</h2>
        {share ? (
          <>
            <Bar value={share.share} limit={share.minimum} enough={share.enough} />
            <p className={styles.number} data-enough={share.enough}>
              {percent(share.share)} <small>{t('compliance.share.of', { central: share.central, kolce: share.kolce })}</small>
            </p>
            <p>
              {share.enough
                ? t('compliance.share.enough', { minimum: percent(share.minimum) })
                : t('compliance.share.short', {
                    minimum: percent(share.minimum),
                    count: Math.ceil(share.kolce * share.minimum) - share.central,
                  })}
            </p>
          </>
        ) : (
          <p>
            {t('compliance.share.none')} <a href={hrefOf({ screen: 'import' })}>{t('compliance.share.toImport')}</a>
          </p>
        )}
      </li>
      {exams.map((exam) => (
        <li key={exam.service}>
          <h2>{t('compliance.exam.title', { service: t(`common.service.${exam.service}`) })}</h2>
          <Bar value={exam.days / (exam.minDays * 2)} limit={0.5} enough={exam.enough} />
          <p className={styles.number} data-enough={exam.enough}>
            {t('compliance.exam.days', { count: exam.days })}
          </p>
          <p>
            {exam.lastDate
              ? t('compliance.exam.last', { date: format.fullDate(exam.lastDate), count: exam.minDays })
              : t('compliance.exam.none')}
          </p>
        </li>
      ))}
      <li>
        <h2>{t('compliance.payable.title')}</h2>
        <p className={styles.number} data-enough={risks.total === 0}>
          {statement.total.payable} <small>{t('compliance.payable.of', { count: statement.total.performed })}</small>
        </p>
        <p>{t('compliance.payable.risks', { count: risks.total })}</p>
      </li>
    </ul>
  );
}

/** 0–1 with a mark at the limit; words and numbers beside it say the same. */
function Bar({ value, limit, enough }: { value: number; limit: number; enough: boolean }) {
  const shown = Math.max(0, Math.min(1, value));
  return (
    <svg className={styles.bar} data-enough={enough} viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden>
      <rect width="200" height="10" className={styles.ground} />
      <rect width={200 * shown} height="10" className={styles.filled} />
      <rect x={200 * limit - 0.75} width="1.5" height="10" className={styles.limit} />
    </svg>
  );
}

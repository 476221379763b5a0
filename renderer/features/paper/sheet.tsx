import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview, Truth } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { useDeskStatus } from '../../app/status.ts';
import styles from './sheet.module.css';

/** One A4 page or more: what it is, then its content, then when it was printed and how true it is (I5). */
export function Sheet({
  overview,
  title,
  subtitle,
  truths = [],
  children,
}: {
  overview: Overview;
  title: string;
  subtitle?: string;
  /** Of everything that the page shows. */
  truths?: readonly Truth[];
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const status = useDeskStatus();
  const unconfirmed = truths.filter((truth) => truth !== 'confirmed').length;
  const asOf = status?.confirmedAsOf;
  return (
    <article className={styles.sheet}>
      <header>
        <p className={styles.clinic}>{overview.clinicName}</p>
        <h2>{title}</h2>
        {subtitle ? <p className={styles.subtitle}>{subtitle}</p> : null}
      </header>
      {children}
      <footer>
        <span>{t('paper.printed', { when: format.instant(status?.now ?? overview.now) })}</span>
        <span>{asOf ? t('paper.asOf', { when: format.instant(asOf) }) : t('paper.neverAsOf')}</span>
        {truths.length > 0 ? (
          <b>{unconfirmed === 0 ? t('paper.allConfirmed') : t('paper.unconfirmed', { count: unconfirmed })}</b>
        ) : null}
      </footer>
    </article>
  );
}

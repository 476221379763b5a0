import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ContinuityView } from '../../../core/contract/continuity-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import styles from './continuity.module.css';
import { ContinuityForm } from './continuity-form.tsx';

/** Na wypadek awarii: day lists that lie on the disk as PDF, whether anybody prints or not. */
export function Continuity() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const may = useMay();
  // Core writes by itself; the time beside a file must not grow old on the screen.
  const query = useQuery(orpc.continuity.view.queryOptions({ refetchInterval: 30_000 }));
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingLines />;
  const view = query.data;
  return (
    <div className={styles.page}>
      <div className={styles.lead}>
        <h2>{t('paper.continuity.title')}</h2>
        <p>{t('paper.continuity.lead')}</p>
        <p className={styles.quiet}>{t('paper.continuity.fresh')}</p>
      </div>
      <State view={view} />
      {may('continuity.save') && !view.forbidden ? (
        <ContinuityForm key={`${view.on} ${view.folder} ${view.protection}`} view={view} />
      ) : (
        <p className={styles.quiet}>{t(view.forbidden ? 'paper.continuity.forbidden' : 'paper.continuity.managerOnly')}</p>
      )}
    </div>
  );
}

/** Whether there is something to take in one's hand, and how old it is. */
function State({ view }: { view: ContinuityView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = view.trouble ? 'trouble' : view.on ? 'on' : 'off';
  return (
    <section className={styles.state} data-state={state} aria-live="polite">
      <p className={styles.headline}>
        <span className={styles.dot} aria-hidden />
        {t(view.on ? 'paper.continuity.on' : 'paper.continuity.off')}
        {view.on && view.protection ? <small>{t(`paper.continuity.protectedBy.${view.protection}`)}</small> : null}
      </p>
      {view.trouble ? <p className={styles.trouble}>{t(`paper.continuity.trouble.${view.trouble}`)}</p> : null}
      {view.on ? (
        <>
          <p className={styles.folder}>{view.folder}</p>
          {view.files.length === 0 && !view.trouble ? <p className={styles.quiet}>{t('paper.continuity.noFiles')}</p> : null}
          <ul className={styles.files} aria-label={t('paper.continuity.files')}>
            {view.files.map(({ name, date, writtenAt }) => (
              <li key={name}>
                <b>{format.dayTitle(date)}</b>
                <span>{t('paper.continuity.asOf', { when: format.instantTime(writtenAt) })}</span>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

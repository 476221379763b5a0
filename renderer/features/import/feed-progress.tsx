import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EntityCounts, ImportProgress } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useDeskStatus } from '../../app/status.ts';
import styles from './feed-progress.module.css';
import { useNumber } from './use-number.ts';

/** How far the initial feed is (R5, R6), also after a restart; at its end the counts here and at central side by side. */
export function FeedProgress() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const { data: progress } = useQuery(orpc.import.progress.queryOptions());
  if (!progress || progress.state === 'none') return null;
  return (
    <section className={styles.feed} aria-label={t('importing.feed.title')}>
      {progress.state === 'feeding' ? (
        <Sending progress={progress} />
      ) : (
        <h2 className={styles.title}>{t('importing.feed.done')}</h2>
      )}
      {progress.counts ? <Counts counts={progress.counts} /> : null}
    </section>
  );
}

function Sending({ progress: { total, confirmed, refused } }: { progress: ImportProgress }) {
  const { t } = useTranslation();
  const number = useNumber();
  const connection = useDeskStatus()?.connection;
  const goes = connection === 'online' || connection === 'seeding';
  const settled = total === 0 ? 0 : ((confirmed + refused) / total) * 100;
  return (
    <>
      <h2 className={styles.title}>{t('importing.feed.title')}</h2>
      <Progress value={settled} size="md" aria-label={t('importing.feed.title')} />
      <p>
        {t('importing.feed.sent', { confirmed: number(confirmed), total: number(total) })}
        {refused > 0 ? <span className={styles.refused}> · {t('importing.feed.refused', { count: refused })}</span> : null}
      </p>
      <p className={styles.help}>{t(goes ? 'importing.feed.resumes' : 'importing.feed.waiting')}</p>
    </>
  );
}

const entities = ['schedules', 'slots', 'visits', 'patients'] as const satisfies readonly (keyof EntityCounts)[];

function Counts({ counts: { desk, central } }: { counts: NonNullable<ImportProgress['counts']> }) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <table className={styles.counts}>
      <caption className={styles.caption}>{t('importing.feed.counts')}</caption>
      <thead>
        <tr>
          <td />
          {entities.map((entity) => (
            <th key={entity} scope="col">
              {t(`importing.feed.entity.${entity}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('importing.feed.desk')}</th>
          {entities.map((entity) => (
            <td key={entity}>{number(desk[entity])}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">{t('importing.feed.central')}</th>
          {central ? (
            entities.map((entity) => {
              const apart = central[entity] - desk[entity];
              return (
                <td key={entity} data-differs={apart !== 0 || undefined}>
                  {number(central[entity])}{' '}
                  <small>
                    {apart === 0 ? t('importing.feed.equal') : t('importing.feed.differs', { n: number(Math.abs(apart)) })}
                  </small>
                </td>
              );
            })
          ) : (
            <td colSpan={4}>{t('importing.feed.noCentral')}</td>
          )}
        </tr>
      </tbody>
    </table>
  );
}

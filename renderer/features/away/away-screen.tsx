import { Button } from '@mantine/core';
import { IconEyeCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AwayItem } from '../../../core/contract/acts-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf, patients } from '../../app/routes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { groupsOf } from './away-group.ts';
import styles from './away-screen.module.css';

/** Gdy Cię nie było: each change of others once, until this person has ticked it off. */
export function AwayScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const query = useQuery(orpc.away.list.queryOptions());
  const tick = useMutation(orpc.away.tick.mutationOptions({ onSettled: () => query.refetch() }));
  const away = query.data;
  const tickOff = (items: readonly AwayItem[]) => tick.mutate({ numbers: items.map(({ n }) => n) });
  return (
    <>
      <ScreenHeader title={t('away.title')}>{null}</ScreenHeader>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !away ? (
        <LoadingLines />
      ) : away.total === 0 ? (
        <EmptyState icon={<IconEyeCheck size={30} stroke={1.4} aria-hidden />} title={t('away.empty.title')}>
          {t('away.empty.teach')}
        </EmptyState>
      ) : (
        <div className={styles.page}>
          <p className={styles.lead}>
            {t('away.lead')} {away.since ? t('away.since', { when: format.instant(away.since) }) : null}
          </p>
          {groupsOf(away.items).map(({ group, items }) => (
            <section key={group} className={styles.group} aria-labelledby={`away-${group}`}>
              <header>
                <h2 id={`away-${group}`}>
                  {t(`away.group.${group}`)} <span>{items.length}</span>
                </h2>
                <Button size="compact-sm" variant="default" disabled={tick.isPending} onClick={() => tickOff(items)}>
                  {t('away.tickAll')}
                </Button>
              </header>
              {group === 'unknown' ? <p className={styles.lead}>{t('away.unknownHelp')}</p> : null}
              <ul>
                {items.map((item) => (
                  <Line key={item.n} item={item} disabled={tick.isPending} onTick={() => tickOff([item])} />
                ))}
              </ul>
            </section>
          ))}
          {away.total > away.items.length ? (
            <p className={styles.lead}>{t('away.limited', { shown: away.items.length, all: away.total })}</p>
          ) : null}
        </div>
      )}
    </>
  );
}

function Line({ item, disabled, onTick }: { item: AwayItem; disabled: boolean; onTick(): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const subject = item.patientName ?? item.actorName ?? '';
  return (
    <li className={styles.line} data-what={item.what}>
      <span className={styles.when}>{item.at ? format.shortInstant(item.at) : t('away.during')}</span>
      <span className={styles.what}>{t(`away.what.${item.what}`)}</span>
      <span className={styles.who}>
        <b>{subject}</b>
        <Place item={item} />
      </span>
      <span className={styles.acts}>
        <Where item={item} subject={subject} />
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          aria-label={`${t('away.tick')}: ${t(`away.what.${item.what}`)}, ${subject}`}
          onClick={onTick}
        >
          {t('away.tick')}
        </Button>
      </span>
    </li>
  );
}

function Place({ item }: { item: AwayItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!item.atLocal) return null;
  const to = format.moment(item.atLocal);
  return (
    <span className={styles.place}>
      {item.fromLocal ? t('away.fromTo', { from: format.moment(item.fromLocal), to }) : to}
      {item.actorName ? ` · ${item.actorName}` : null}
      {item.cancelReason ? ` · ${t(`common.cancelReason.${item.cancelReason}`)}` : null}
      {item.elsewhere ? ` · ${t('away.inClinic', { clinic: item.elsewhere.clinicName })}` : null}
      {item.who === 'waiting-room' ? ` · ${t('away.byWaitingRoom')}` : null}
      {item.who === 'other-clinic' && !item.elsewhere ? ` · ${t('away.byOtherClinic')}` : null}
    </span>
  );
}

function Where({ item, subject }: { item: AwayItem; subject: string }) {
  const { t } = useTranslation();
  if (item.atLocal && !item.elsewhere) {
    const to = day(item.atLocal.slice(0, 10), item.visitId);
    return (
      <a className={styles.link} href={hrefOf(to)} aria-label={`${t('away.show')}: ${subject}`}>
        {t('away.show')}
      </a>
    );
  }
  if (!item.patientId) return null;
  return (
    <a className={styles.link} href={hrefOf(patients(item.patientId))} aria-label={`${t('away.showPatient')}: ${subject}`}>
      {t('away.showPatient')}
    </a>
  );
}

import { Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeskStatus } from '../../core/contract/views.ts';
import { useFormat } from '../app/format.ts';
import { hrefOf } from '../app/routes.ts';
import { useCoreConnected, useDeskStatus } from '../app/status.ts';
import styles from './connection-state.module.css';

export type ConnectionName = DeskStatus['connection'] | 'behind' | 'core';

/** I5 for the whole desk: in step or not, as of when, and how much waits to be sent. Leads to the queue. */
export function ConnectionState() {
  const { t } = useTranslation();
  const format = useFormat();
  const status = useDeskStatus();
  const coreConnected = useCoreConnected();
  if (!status) return null;
  const name = connectionName(status, coreConnected);
  const { waiting, sending, unknown, refused } = status.queue;
  const asOf = status.confirmedAsOf;
  const means = [t(`shell.connectionMeans.${name}`), asOf ? t('shell.confirmedAsOf', { time: format.instant(asOf) }) : null]
    .filter(Boolean)
    .join(' ');
  return (
    <>
      {/* Read out when it changes; the facts beside it change too often for that. */}
      <output className="sr-only">{t('shell.connectionNow', { state: t(`shell.connection.${name}`) })}</output>
      {status.update ? (
        <Tooltip label={t('shell.updateMeans', { version: status.update.version })} multiline w={280}>
          <a className={styles.update} href={hrefOf({ screen: 'health' })}>
            <IconDownload size={15} stroke={1.8} aria-hidden /> {t('shell.update')}
          </a>
        </Tooltip>
      ) : null}
      <Tooltip label={means} multiline w={280}>
        <a className={styles.state} href={hrefOf({ screen: 'queue' })} data-connection={name}>
          <span className={styles.mark} aria-hidden />
          <b>{t(`shell.connection.${name}`)}</b>
          <span className={styles.fact}>{asOf ? format.instantTime(asOf) : t('shell.neverConfirmed')}</span>
          <span className={styles.fact} data-busy={waiting + sending + unknown > 0 || undefined}>
            {t('shell.queueCount', { count: waiting + sending + unknown })}
          </span>
          {refused > 0 ? <span className={styles.refused}>{t('shell.refusedCount', { count: refused })}</span> : null}
        </a>
      </Tooltip>
    </>
  );
}

/** `online` is "in step" only with an empty queue. */
export function connectionName(status: DeskStatus, coreConnected: boolean): ConnectionName {
  if (!coreConnected) return 'core';
  const { waiting, sending, unknown } = status.queue;
  return status.connection === 'online' && waiting + sending + unknown > 0 ? 'behind' : status.connection;
}

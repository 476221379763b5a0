import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeskStatus, QueueItem, Truth } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import { TruthMark } from '../../components/truth-label.tsx';
import { AgeOf } from '../tasks/age-of.tsx';
import { nextTry } from './next-try.ts';
import styles from './queue-table.module.css';

const truths = { pending: 'local', sending: 'sent', unknown: 'unknown', parked: 'refused' } as const satisfies Record<
  QueueItem['state'],
  Truth
>;

/** What waits, oldest first, with its state in words (I5). */
export function QueueTable({
  items,
  status,
  busy,
  onRetry,
  onWithdraw,
}: {
  items: readonly QueueItem[];
  status: DeskStatus | undefined;
  busy: boolean;
  onRetry(item: QueueItem): void;
  onWithdraw(item: QueueItem): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={styles.table}>
      <caption className="sr-only">{t('queue.caption')}</caption>
      <thead>
        <tr>
          {(['act', 'patient', 'state', 'since', 'next'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`queue.column.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">{t('queue.column.acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.intentId} data-state={item.state}>
            <th scope="row">
              {t(`queue.act.${item.act}`)}
              {item.wantedLocalStart ? <small className={styles.tries}>{format.moment(item.wantedLocalStart)}</small> : null}
            </th>
            <td>{item.patientName ?? '–'}</td>
            <td>
              <span className={styles.state} title={t(`queue.means.${item.state}`)}>
                <TruthMark truth={truths[item.state]} size={15} />
                {t(`queue.state.${item.state}`)}
              </span>
              <small className={styles.tries}>{t(item.stalled ? 'queue.stalled' : `queue.answer.${item.lastAnswer}`)}</small>
              <RefusalList plain refusals={item.refusals} />
            </td>
            <td>
              {format.instant(item.at)}
              <small className={styles.tries}>{status ? <AgeOf openedAt={item.at} now={status.now} /> : null}</small>
            </td>
            <td>
              <Next item={item} status={status} />
              <small className={styles.tries}>
                {item.attempts === 0 ? t('queue.firstTry') : t('queue.attempts', { count: item.attempts })}
              </small>
            </td>
            <td className={styles.acts}>
              <Button
                size="compact-sm"
                variant="default"
                disabled={busy || item.state === 'sending'}
                onClick={() => onRetry(item)}
              >
                {t(item.state === 'parked' ? 'queue.retryParked' : 'queue.retry')}
              </Button>
              <Button size="compact-sm" variant="subtle" disabled={busy} onClick={() => onWithdraw(item)}>
                {t('queue.withdraw.open')}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Next({ item, status }: { item: QueueItem; status: DeskStatus | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!status) return null;
  const next = nextTry(item, status.connection, status.now);
  switch (next.when) {
    case 'at':
      return <>{t('queue.next.at', { time: format.instantTime(next.instant) })}</>;
    case 'day':
      return <>{t('queue.next.day', { when: format.instant(next.instant) })}</>;
    default:
      return <>{t(`queue.next.${next.when}`)}</>;
  }
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { DeskStatus, QueueItem } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useDeskStatus } from '../../app/status.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { PausedNotice } from './paused-notice.tsx';
import styles from './queue-screen.module.css';
import { QueueTable } from './queue-table.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** Kolejka: each change of this computer that central does not have yet, in words, and what can be done about it. */
export function QueueScreen() {
  const { t } = useTranslation();
  const { client, orpc } = useDesk();
  const status = useDeskStatus();
  const query = useQuery(orpc.queue.list.queryOptions());
  const sync = useMutation(orpc.desk.syncNow.mutationOptions());
  const command = useCommand();
  const [withdrawing, setWithdrawing] = useState<QueueItem | null>(null);
  const retry = (item: QueueItem) => {
    const input = { intentId: item.intentId, newIntentId: v7() };
    command.run(
      () => client.queue.retry(input),
      () => notifications.show({ message: t('queue.asked') }),
    );
  };
  return (
    <>
      <ScreenHeader title={t('queue.title')}>
        <Button variant="default" loading={sync.isPending} onClick={() => sync.mutate(undefined)}>
          {t('queue.retryAll')}
        </Button>
      </ScreenHeader>
      <div className={styles.page}>
        {status ? <PausedNotice connection={status.connection} waiting={status.queue.waiting + status.queue.unknown} /> : null}
        <p className={styles.lead}>{t('queue.lead')}</p>
        {status ? <Counts queue={status.queue} /> : null}
        <CommandTrouble command={command} />
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <LoadingLines />
        ) : query.data.length === 0 ? (
          <EmptyState icon={<IconCheck size={30} stroke={1.4} aria-hidden />} title={t('queue.empty.title')}>
            {t('queue.empty.teach')}
          </EmptyState>
        ) : (
          <>
            <QueueTable
              items={query.data}
              status={status}
              busy={command.phase !== 'idle'}
              onRetry={retry}
              onWithdraw={setWithdrawing}
            />
            <Hidden shown={query.data.length} queue={status?.queue} />
          </>
        )}
      </div>
      <WithdrawDialog
        intent={withdrawing && { intentId: withdrawing.intentId, state: withdrawing.state, booking: withdrawing.act === 'book' }}
        onClose={() => setWithdrawing(null)}
        onWithdrawn={() => {
          setWithdrawing(null);
          notifications.show({ message: t('queue.withdraw.done') });
        }}
      />
    </>
  );
}

/** Core lists the first hundreds; the counts above are complete. */
function Hidden({ shown, queue }: { shown: number; queue: DeskStatus['queue'] | undefined }) {
  const { t } = useTranslation();
  const all = queue ? queue.waiting + queue.sending + queue.unknown + queue.refused : shown;
  return all > shown ? <p className={styles.lead}>{t('queue.limited', { shown, all })}</p> : null;
}

function Counts({ queue }: { queue: DeskStatus['queue'] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.counts}>
      {(['waiting', 'sending', 'unknown', 'refused'] as const).map((name) => (
        <li key={name} data-name={name} data-some={queue[name] > 0 || undefined}>
          <b>{queue[name]}</b> {t(`queue.count.${name}`)}
        </li>
      ))}
    </ul>
  );
}

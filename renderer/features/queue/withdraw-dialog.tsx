import { Button, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import styles from './withdraw-dialog.module.css';

export interface Withdrawable {
  intentId: string;
  state: QueueItem['state'];
  /** Someone may have been told of the date already. */
  booking: boolean;
}

/** Says first what giving the change up will do, then asks why (the reason stays with the change). */
export function WithdrawDialog({
  intent,
  onClose,
  onWithdrawn,
}: {
  intent: Withdrawable | null;
  onClose(): void;
  onWithdrawn(): void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={intent !== null}
      onClose={onClose}
      title={t('queue.withdraw.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {intent ? <WithdrawForm intent={intent} onClose={onClose} onWithdrawn={onWithdrawn} /> : null}
    </Modal>
  );
}

function WithdrawForm({ intent, onClose, onWithdrawn }: { intent: Withdrawable; onClose(): void; onWithdrawn(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const withdraw = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const said = reason.trim();
    if (said === '') return;
    command.run(() => client.queue.withdraw({ intentId: intent.intentId, reason: said }), onWithdrawn);
  };
  return (
    <form className={styles.form} onSubmit={withdraw}>
      <p>{t(`queue.withdraw.${intent.state === 'sending' ? 'unknown' : intent.state}`)}</p>
      {intent.booking ? <p className={styles.call}>{t('queue.withdraw.book')}</p> : null}
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        maxLength={300}
        label={t('queue.withdraw.reason')}
        placeholder={t('queue.withdraw.reasonPlaceholder')}
        value={reason}
        error={tried && reason.trim() === '' ? t('queue.withdraw.reasonMissing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <CommandTrouble command={command} />
      <div className={styles.acts}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" color="bad" loading={command.phase === 'running'}>
          {t('queue.withdraw.submit')}
        </Button>
      </div>
    </form>
  );
}

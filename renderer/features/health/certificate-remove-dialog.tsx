import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CertificateUse } from '../../../core/domain/certificate.ts';
import { useDesk } from '../../app/desk-client.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './health-screen.module.css';

/** Says what the desk does without it, and removes it. `use` null = closed. */
export function CertificateRemoveDialog(props: { use: CertificateUse | null; onClose(): void; onRemoved(): void }) {
  const { t } = useTranslation();
  const { use, onClose } = props;
  return (
    <Modal
      lockScroll={false}
      opened={use !== null}
      onClose={onClose}
      title={t('health.certificates.removeTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {use ? <Removal {...props} use={use} /> : null}
    </Modal>
  );
}

function Removal({ use, onClose, onRemoved }: { use: CertificateUse; onClose(): void; onRemoved(): void }) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const removing = useMutation({
    mutationFn: () => client.certificates.remove({ use }),
    onSuccess(result) {
      if (!result.ok) return;
      notifications.show({ message: t('health.certificates.removed') });
      onRemoved();
      onClose();
    },
  });
  return (
    <div className={styles.form}>
      <p>
        <strong>{t(`health.certificates.use.${use}`)}.</strong> {t(`health.certificates.removeMeans.${use}`)}
      </p>
      {removing.error ? <ErrorState error={removing.error} onRetry={() => removing.mutate()} /> : null}
      {removing.data?.ok === false ? <RefusalList refusals={removing.data.refusals} /> : null}
      <div className={styles.formActs}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="bad" loading={removing.isPending} onClick={() => removing.mutate()}>
          {t('health.certificates.removeNow')}
        </Button>
      </div>
    </div>
  );
}

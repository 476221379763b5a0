import { Button, FileInput, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CertificateUse, certificateUses } from '../../../core/domain/certificate.ts';
import { useDesk } from '../../app/desk-client.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './health-screen.module.css';
import { base64Of } from './save-file.ts';

interface Props {
  opened: boolean;
  onClose(): void;
  onImported(): void;
}

export function CertificateImportDialog({ opened, onClose, onImported }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      lockScroll={false}
      opened={opened}
      onClose={onClose}
      title={t('health.certificates.importTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened ? <CertificateImport onClose={onClose} onImported={onImported} /> : null}
    </Modal>
  );
}

/** The form alone, for a place that lies in the browser's top layer already. */
export function CertificateImport({ onClose, onImported }: Omit<Props, 'opened'>) {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [use, setUse] = useState<CertificateUse>('tls');
  const [file, setFile] = useState<File | null>(null);
  const [password, setPassword] = useState('');
  const taking = useMutation({
    mutationFn: async (chosen: File) => client.certificates.import({ use, base64: await base64Of(chosen), password }),
    onSuccess(result) {
      if (!result.ok) return;
      notifications.show({ message: t(result.replaced ? 'health.certificates.replaced' : 'health.certificates.taken') });
      if (!result.isChainWhole) notifications.show({ message: t('health.certificates.noChain'), autoClose: false });
      onImported();
      onClose();
    },
  });
  const take = (event: FormEvent) => {
    event.preventDefault();
    if (file) taking.mutate(file);
  };
  return (
    <form className={styles.form} onSubmit={take}>
      <Radio.Group label={t('health.certificates.which')} value={use} onChange={(value) => setUse(value as CertificateUse)}>
        <Stack gap={6} mt={4}>
          {certificateUses.map((each) => (
            <Radio key={each} value={each} label={t(`health.certificates.use.${each}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <FileInput
        data-autofocus
        label={t('health.certificates.file')}
        placeholder={t('health.certificates.choose')}
        accept=".p12,.pfx"
        value={file}
        onChange={setFile}
      />
      <TextInput
        type="password"
        label={t('health.certificates.password')}
        description={t('health.certificates.passwordHelp')}
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {taking.error ? <ErrorState error={taking.error} onRetry={() => file && taking.mutate(file)} /> : null}
      {taking.data?.ok === false ? <RefusalList refusals={taking.data.refusals} /> : null}
      <div className={styles.formActs}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={taking.isPending} disabled={!file}>
          {t('health.certificates.take')}
        </Button>
      </div>
    </form>
  );
}

import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/error-state.tsx';

/** The kept dry run is deleted: it cannot be undone, so it is asked first. */
export function DropDraft({ onDrop }: { onDrop(): Promise<void> }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<'idle' | 'running' | { error: unknown }>('idle');
  const drop = async () => {
    setState('running');
    try {
      await onDrop();
    } catch (error) {
      setState({ error });
    }
  };
  const close = () => {
    setAsking(false);
    setState('idle');
  };
  return (
    <>
      <Button variant="subtle" color="bad" onClick={() => setAsking(true)}>
        {t('importing.draft.drop')}
      </Button>
      <Modal opened={asking} onClose={close} title={t('importing.draft.dropTitle')} size={460}>
        <Stack gap="md">
          <p>{t('importing.draft.dropSure')}</p>
          {typeof state === 'object' ? <ErrorState error={state.error} onRetry={() => void drop()} /> : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close} data-autofocus>
              {t('importing.draft.dropKeep')}
            </Button>
            <Button color="bad" loading={state === 'running'} onClick={() => void drop()}>
              {t('importing.draft.dropAct')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

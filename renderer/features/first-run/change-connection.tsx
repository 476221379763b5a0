import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import gate from '../sign-in/gate.module.css';
import { ConnectForm } from './connect-form.tsx';

/** IT gives this desk another address or key; the clinic stays. */
export function ChangeConnection() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t('connect.settings.change')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('connect.settings.title')} size="lg">
        <div className={gate.form}>
          <ConnectForm titled={false} onBack={() => setOpened(false)} onSaved={() => setOpened(false)} />
        </div>
      </Modal>
    </>
  );
}

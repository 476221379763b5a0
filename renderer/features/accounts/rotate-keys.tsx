import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { OwnPasswordAct } from './own-password-act.tsx';

/** A new data key for this computer. */
export function RotateKeys() {
  const { t } = useTranslation();
  const { client } = useDesk();
  const words = {
    title: t('access.accounts.keysTitle'),
    help: t('access.accounts.keysHelp'),
    ask: t('access.accounts.keys'),
    now: t('access.accounts.keysNow'),
    done: t('access.accounts.keysAsked'),
  };
  return (
    <OwnPasswordAct words={words} act={(password) => client.accounts.rotateKeys({ password })}>
      <p>{t('access.accounts.keysMeans')}</p>
    </OwnPasswordAct>
  );
}

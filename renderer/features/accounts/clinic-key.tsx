import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ClinicKeyView } from '../../../core/contract/access-views.ts';
import { localDateTimeOf } from '../../../core/domain/time.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import styles from './accounts-screen.module.css';
import { OwnPasswordAct } from './own-password-act.tsx';

/** A new key of the clinic, which every account opens: for all its desks. */
export function ClinicKey() {
  const { t } = useTranslation();
  const { client, orpc } = useDesk();
  const { data } = useQuery(orpc.accounts.clinicKey.queryOptions());
  const state = useStateText(data);
  if (!data || data.state === 'demo' || data.state === 'unknown') return null;
  const words = {
    title: t('access.accounts.clinicKeyTitle'),
    help: t('access.accounts.clinicKeyHelp'),
    ask: t('access.accounts.clinicKey'),
    now: t('access.accounts.clinicKeyNow'),
    // The new code comes by itself when central has answered.
    done: null,
  };
  return (
    <OwnPasswordAct
      words={words}
      state={state}
      disabled={data.state !== 'present'}
      act={(password) => client.accounts.rotateClinicKey({ password })}
    >
      <ul className={styles.means}>
        {t('access.accounts.clinicKeyMeans', { returnObjects: true }).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{t('access.accounts.clinicKeyFor', { count: data.recipients })}</p>
      {data.withoutKey.length > 0 ? (
        <p className={styles.warn}>{t('access.accounts.clinicKeyWithout', { names: data.withoutKey.join(', ') })}</p>
      ) : null}
    </OwnPasswordAct>
  );
}

function useStateText(view: ClinicKeyView | undefined): string | null {
  const { t } = useTranslation();
  const format = useFormat();
  switch (view?.state) {
    case 'changing':
      return t('access.accounts.clinicKeyChanging');
    case 'behind':
      return t('access.accounts.clinicKeyBehind');
    case 'present':
      return view.at === null
        ? null
        : t('access.accounts.clinicKeyChanged', { date: format.fullDate(localDateTimeOf(view.at).slice(0, 10)) });
    default:
      return null;
  }
}

import { useTranslation } from 'react-i18next';
import { license, version } from '../../../package.json' with { type: 'json' };
import { useOverview } from '../../app/overview.ts';
import { useCoreConnected, useDeskStatus } from '../../app/status.ts';
import { connectionName } from '../../components/connection-state.tsx';
import styles from './settings-screen.module.css';

/** What IT asks first on the phone: version, clinic, desk, connection, clock. */
export function AboutDesk() {
  const { t } = useTranslation();
  const overview = useOverview();
  const status = useDeskStatus();
  const coreConnected = useCoreConnected();
  const rows = [
    [t('settings.about.version'), version],
    [t('settings.about.clinic'), overview?.clinicName || t('settings.about.noClinic')],
    [t('settings.about.desk'), overview?.deskId],
    [t('settings.about.connection'), status ? t(`shell.connectionMeans.${connectionName(status, coreConnected)}`) : null],
    [t('settings.about.clock'), <Clock key="clock" seconds={status?.clockOffsetSeconds ?? null} />],
    [t('settings.about.licence'), license],
  ] as const;
  return (
    <dl className={styles.about}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Up to this the difference has no effect that a person would notice. */
const agreeingSeconds = 5;

/** Central's clock decides (architecture §4); a wrong own clock is shown, not used. */
function Clock({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation();
  if (seconds === null) return <>{t('settings.about.clockUnknown')}</>;
  const away = Math.abs(Math.round(seconds));
  if (away <= agreeingSeconds) return <>{t('settings.about.clockOk', { seconds: away })}</>;
  return <>{t(seconds > 0 ? 'settings.about.clockAhead' : 'settings.about.clockBehind', { seconds: away })}</>;
}

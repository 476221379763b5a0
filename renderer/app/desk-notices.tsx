import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useDesk } from './desk-client.ts';
import styles from './desk-notices.module.css';
import { useFormat } from './format.ts';
import { useSession } from './session.ts';
import { spanText } from './span-text.ts';
import { useDeskStatus } from './status.ts';

/** From here on a wrong clock misleads people, though the rules go by central's. */
const worstClockSeconds = 180;

/** What everybody at this desk must know before anything else: a restored journal, backups that fail, a wrong clock. */
export function DeskNotices() {
  const { t } = useTranslation();
  const status = useDeskStatus();
  // Training moves central's clock on purpose.
  const isTraining = useSession()?.training === 'active';
  const seconds = isTraining ? 0 : Math.round(status?.clockOffsetSeconds ?? 0);
  const howMuch = spanText(t, Math.abs(seconds));
  return (
    <>
      <Recovery />
      {Math.abs(seconds) >= worstClockSeconds ? (
        <p role="status" className={styles.notice}>
          {t(seconds > 0 ? 'safety.clockAhead' : 'safety.clockBehind', { howMuch })}
        </p>
      ) : null}
    </>
  );
}

function Recovery() {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc, client } = useDesk();
  const queries = useQueryClient();
  const options = orpc.safety.view.queryOptions();
  const safety = useQuery({ ...options, refetchInterval: 5 * 60_000, retry: false }).data;
  const dismiss = useMutation({
    mutationFn: () => client.safety.dismissRecovery(),
    onSuccess: () => queries.invalidateQueries({ queryKey: options.queryKey }),
  });
  if (!safety) return null;
  const { recovery, failed } = safety;
  return (
    <>
      {failed !== null ? (
        <p role="status" className={styles.notice}>
          {t('safety.backupFailed')}
        </p>
      ) : null}
      {recovery ? (
        <div role="alert" className={styles.notice}>
          <p>{t('safety.recovered', { since: format.shortInstant(recovery.since), count: recovery.regained })}</p>
          {recovery.missing === null ? <p>{t('safety.notAsked')}</p> : null}
          {recovery.missing?.length === 0 ? <p>{t('safety.nothingMissing')}</p> : null}
          {recovery.missing && recovery.missing.length > 0 ? (
            <>
              <p>{t('safety.missing', { count: recovery.missing.length })}</p>
              <ul>
                {recovery.missing.map(({ intentId, at, author, patientName }) => (
                  <li key={intentId}>{[format.shortInstant(at), patientName, author].filter(Boolean).join(' · ')}</li>
                ))}
              </ul>
            </>
          ) : null}
          <Button size="compact-sm" variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
            {t('safety.read')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

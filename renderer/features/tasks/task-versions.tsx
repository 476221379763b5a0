import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { scheduleOf, useOverview } from '../../app/overview.ts';
import { day, hrefOf } from '../../app/routes.ts';
import styles from './task-detail.module.css';

/** Both versions of a refused act side by side: what was wanted here, what central holds. */
export function TaskVersions({ task: { refused, visit, current } }: { task: TaskView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const overview = useOverview();
  if (!refused?.wantedLocalStart) return null;
  const wantedActor = refused.wantedScheduleId ? scheduleOf(overview, refused.wantedScheduleId)?.actorName : null;
  const when = (local: string) => `${format.dayTitle(local)}, ${format.time(local)}`;
  return (
    <section className={styles.versions} aria-label={t('tasks.detail.versions')}>
      <div>
        <h3>{t('tasks.detail.wanted')}</h3>
        {refused.act === 'cancel' ? (
          <p>{t('tasks.detail.cancelled')}</p>
        ) : (
          <p>
            <b>{when(refused.wantedLocalStart)}</b>
          </p>
        )}
        <p>{wantedActor}</p>
      </div>
      <div>
        <h3>{t('tasks.detail.central')}</h3>
        {visit ? (
          <>
            <p>
              <a className={styles.link} href={hrefOf(day(visit.localStart.slice(0, 10), visit.id))}>
                {when(visit.localStart)}
              </a>
            </p>
            <p>
              {visit.actorName} · {t(`common.status.${visit.status}`)}
            </p>
          </>
        ) : current ? (
          <p>
            {when(current.localStart)}, {current.actorName} · {t(`common.status.${current.status}`)}
          </p>
        ) : (
          <p>{t('tasks.detail.nothingAtCentral')}</p>
        )}
        {current?.cancelReason ? <p className={styles.note}>{t(`common.cancelReason.${current.cancelReason}`)}</p> : null}
      </div>
    </section>
  );
}

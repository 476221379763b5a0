import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../../core/contract/views.ts';
import type { ConflictKind } from '../../../core/domain/task.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf, patients } from '../../app/routes.ts';
import { useDeskStatus } from '../../app/status.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import { AgeOf } from './age-of.tsx';
import { CallLog } from './call-log.tsx';
import { RevealPhone } from './reveal-phone.tsx';
import { TaskActsPanel } from './task-acts-panel.tsx';
import styles from './task-detail.module.css';
import { kindOf } from './task-kind.ts';
import { TaskOwner } from './task-owner.tsx';
import { TaskVersions } from './task-versions.tsx';

/** One task: what happened and why, whom it concerns, what was wanted and what central holds, and the next acts. */
export function TaskDetail({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  return (
    <article className={styles.task} aria-label={t(`tasks.kind.${kindOf(task)}`)}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t(`tasks.kind.${kindOf(task)}`)}</h2>
        <Opened task={task} />
      </header>
      <Why task={task} />
      <Patient task={task} />
      <TaskOwner task={task} />
      <TaskVersions task={task} />
      {task.patient || task.calls.length > 0 ? <CallLog task={task} /> : null}
      {task.state === 'open' ? <TaskActsPanel task={task} /> : null}
    </article>
  );
}

function Opened({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useDeskStatus()?.now;
  const closed = task.closedAt
    ? task.closedBy
      ? t('tasks.detail.closedBy', { when: format.instant(task.closedAt), who: task.closedBy })
      : t('tasks.detail.closed', { when: format.instant(task.closedAt) })
    : null;
  return (
    <p className={styles.facts}>
      <span>{t('tasks.detail.opened', { when: format.instant(task.openedAt) })}</span>
      {task.carriedOver ? <span className={styles.carried}>{t('tasks.carriedOver')}</span> : null}
      {task.state === 'open' && now ? (
        <span>
          <AgeOf openedAt={task.openedAt} now={now} />
        </span>
      ) : null}
      {closed ? <span>{closed}</span> : null}
      {task.resolution ? <Resolution code={task.resolution} /> : null}
    </p>
  );
}

function Resolution({ code }: { code: string }) {
  const { t, i18n } = useTranslation();
  if (!i18n.exists(`tasks.resolution.${code}`)) return <span>{code}</span>;
  return <span>{t(`tasks.resolution.${code as 'kept'}`)}</span>;
}

function Why({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  return (
    <section className={styles.part} aria-label={t('tasks.detail.why')}>
      {task.conflict ? <p className={styles.meaning}>{t(`tasks.conflict.${meaningOf(task.conflict, task.current)}`)}</p> : null}
      {task.conflict ? null : task.refusals.length > 0 ? (
        <RefusalList plain refusals={task.refusals} />
      ) : task.gap ? (
        <p>{t(`tasks.means.${task.gap}`)}</p>
      ) : task.kind === 'call-patient' ? (
        <p>{t('tasks.means.call-patient')}</p>
      ) : null}
      {task.refused && !task.refused.here && task.state === 'open' ? (
        <p className={styles.note}>{t('tasks.detail.elsewhere')}</p>
      ) : null}
    </section>
  );
}

/** R30, R41: a cancellation by SMS is the patient's own word, sent before anybody at the desk knew. */
function meaningOf(conflict: ConflictKind, current: TaskView['current']): ConflictKind | 'visit-cancelled-sms' {
  return conflict === 'visit-cancelled' && current?.cancelReason === 'sms-reply' ? 'visit-cancelled-sms' : conflict;
}

function Patient({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { patient, visit } = task;
  return (
    <section className={styles.part}>
      <dl className={styles.pairs}>
        <dt>{t('tasks.detail.patient')}</dt>
        <dd>
          {patient ? (
            <a className={styles.link} href={hrefOf(patients(patient.id))} title={t('tasks.detail.openPatient')}>
              {patient.name}
            </a>
          ) : (
            t('tasks.detail.unknownPatient')
          )}
        </dd>
        {patient ? (
          <>
            <dt>{t('tasks.detail.phone')}</dt>
            <dd>
              <RevealPhone patient={patient} taskId={task.id} />
            </dd>
          </>
        ) : null}
        {visit && task.kind !== 'refused-intent' ? (
          <>
            <dt>{t('tasks.detail.visit')}</dt>
            <dd>
              <a
                className={styles.link}
                href={hrefOf(day(visit.localStart.slice(0, 10), visit.id))}
                title={t('tasks.detail.openDay')}
              >
                {format.dayTitle(visit.localStart)}, {format.time(visit.localStart)}
              </a>
              <br />
              {visit.actorName} · {t(`common.kind.${visit.kind}`)}
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

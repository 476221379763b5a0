import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HealthView } from '../../../core/contract/health-views.ts';
import type { HealthLevel, HealthLine } from '../../../core/domain/health-lines.ts';
import { useDesk } from '../../app/desk-client.ts';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { Certificates } from './certificates.tsx';
import { HealthActs } from './health-acts.tsx';
import styles from './health-screen.module.css';
import { lineText } from './line-text.ts';

const refreshMs = 15_000;
const icons = { ok: IconCircleCheck, warning: IconAlertTriangle, wrong: IconCircleX } as const;

/** Stan: is this desk in order, line by line, and what IT asks for on the phone. */
export function HealthScreen() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const query = useQuery({ ...orpc.health.view.queryOptions(), refetchInterval: refreshMs });
  const health = query.data;
  return (
    <>
      <ScreenHeader title={t('health.title')} note={t('health.lead')}>
        <Button variant="default" loading={query.isRefetching} onClick={() => void query.refetch()}>
          {t('health.acts.refresh')}
        </Button>
      </ScreenHeader>
      <div className={styles.page}>
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : health ? (
          <>
            <div className={styles.main}>
              <p className={styles.worst} data-level={health.worst} role="status">
                <Mark level={health.worst} /> {t(`health.worst.${health.worst}`)}
              </p>
              <ul className={styles.lines}>
                {health.lines.map((line) => (
                  <Line key={line.name} line={line} />
                ))}
              </ul>
              <Desk health={health} />
              <Certificates onImported={() => void query.refetch()} />
              <Policy policy={health.policy} />
            </div>
            <HealthActs onDone={() => void query.refetch()} />
          </>
        ) : (
          <LoadingLines />
        )}
      </div>
    </>
  );
}

function Line({ line }: { line: HealthLine }) {
  const { t } = useTranslation();
  const { says, act } = lineText(t, line);
  return (
    <li className={styles.line} data-level={line.level}>
      <Mark level={line.level} />
      <b>{t(`health.name.${line.name}`)}</b>
      <div>
        <p>{says}</p>
        {act ? <p className={styles.act}>{act}</p> : null}
      </div>
    </li>
  );
}

function Mark({ level }: { level: HealthLevel }) {
  const { t } = useTranslation();
  const Icon = icons[level];
  return (
    <span className={styles.mark} data-level={level}>
      <Icon size={18} stroke={1.8} aria-hidden />
      <span className="sr-only">{t(`health.level.${level}`)}</span>
    </span>
  );
}

function Desk({ health }: { health: HealthView }) {
  const { t } = useTranslation();
  const rows = [
    [t('health.facts.central'), health.central?.address ?? t('health.facts.noCentral')],
    ...(health.central ? [[t('health.facts.clinicId'), health.central.clinicId] as const] : []),
    [t('health.facts.folder'), health.folder],
    [
      t('health.facts.versions'),
      Object.entries(health.versions)
        .map(([name, version]) =>
          name === 'program' ? `Okienko ${version}` : name === 'system' ? version : `${name} ${version}`,
        )
        .join(' · '),
    ],
  ] as const;
  return (
    <section>
      <h2 className={styles.title}>{t('health.facts.title')}</h2>
      <dl className={styles.facts}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Policy({ policy }: { policy: HealthView['policy'] }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className={styles.title}>{t('health.policy.title')}</h2>
      {policy.source === null ? (
        <p>{t('health.policy.none')}</p>
      ) : (
        <dl className={styles.facts}>
          <div>
            <dt>{t('health.policy.source')}</dt>
            <dd>{policy.source}</dd>
          </div>
          {Object.entries(policy.values).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          {policy.problems.map(({ name, problem }) => (
            <div key={`${name} ${problem}`} data-level="warning">
              <dt>{name}</dt>
              <dd>{t(`health.policy.problem.${problem}`)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

import { Button, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockStep, TrainingView } from '../../../core/contract/training-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { ExerciseList } from './exercise-list.tsx';
import styles from './training.module.css';
import { useShowDesk } from './use-show-desk.ts';

const steps = ['now', 'hour', 'day', 'morning', 'reminder'] as const satisfies ClockStep[];
/** Simulated patients act by themselves: their count is looked at anew. */
const refreshMs = 10_000;

/** Exercises, central's clock, the line, the crowd. */
export function TrainingPanel() {
  const { t } = useTranslation();
  const { orpc, client } = useDesk();
  const queries = useQueryClient();
  const options = orpc.training.view.queryOptions();
  const act = useMutation({
    mutationFn: (run: () => Promise<TrainingView>) => run(),
    // What an act has done is told until the next one.
    onSuccess: ({ tookSlot: _told, ...next }) => queries.setQueryData(options.queryKey, next),
    onError: () => void queries.invalidateQueries({ queryKey: options.queryKey }),
  });
  const view = useQuery({ ...options, refetchInterval: act.isPending ? false : refreshMs }).data;
  if (!view?.active) return <aside className={styles.panel} aria-label={t('training.panel')} />;
  const { crowd } = view;
  const does = (run: () => Promise<TrainingView>) => act.mutate(run);
  // A switch stands where it was put at once; what waits for the line takes seconds.
  const switches = (now: Partial<TrainingView>, run: () => Promise<TrainingView>) => {
    // An answer that is under way knows nothing of it and would put it back for a moment.
    void queries.cancelQueries({ queryKey: options.queryKey }, { revert: false });
    queries.setQueryData(options.queryKey, { ...view, ...now });
    act.mutate(run);
  };
  return (
    <aside className={styles.panel} aria-label={t('training.panel')}>
      <ExerciseList done={view.done} />
      {act.isError ? (
        <p className={styles.told} role="alert">
          {t('training.actFailed')}
        </p>
      ) : null}
      <Part title={t('training.clocks.title')} help={t('training.clocks.lead')}>
        <div className={styles.steps}>
          {steps.map((to) => (
            <Button
              key={to}
              size="compact-sm"
              variant="default"
              disabled={act.isPending}
              onClick={() => does(() => client.training.moveClock({ to }))}
            >
              {t(`training.clocks.${to}`)}
            </Button>
          ))}
        </div>
      </Part>
      <Part title={t('training.line.title')}>
        <Switch
          label={t('training.line.off')}
          description={t('training.line.help')}
          checked={view.lineIsOff}
          disabled={act.isPending}
          onChange={(event) => {
            const off = event.currentTarget.checked;
            switches({ lineIsOff: off }, () => client.training.cutLine({ off }));
          }}
        />
        {view.canTakeSlot ? (
          <>
            <Button
              size="compact-sm"
              variant="default"
              disabled={act.isPending}
              onClick={() => does(() => client.training.takeSlot())}
            >
              {t('training.line.take')}
            </Button>
            <p className={styles.help}>{t('training.line.takeHelp')}</p>
          </>
        ) : null}
        <p className={styles.told} role="status">
          {act.data?.tookSlot === undefined || !view.lineIsOff
            ? null
            : t(act.data.tookSlot ? 'training.line.taken' : 'training.line.notTaken')}
        </p>
      </Part>
      {crowd ? (
        <Part title={t('training.crowd.title')}>
          <Switch
            label={t('training.crowd.on')}
            description={`${t('training.crowd.help')} ${t('training.crowd.acts', { count: crowd.acts })}`}
            checked={crowd.on}
            disabled={act.isPending}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              switches({ crowd: { ...crowd, on } }, () => client.training.crowd({ on }));
            }}
          />
        </Part>
      ) : null}
      <Anew />
    </aside>
  );
}

function Anew() {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const show = useShowDesk();
  return (
    <Part title={t('training.anew.title')} help={t(asking ? 'training.anew.sure' : 'training.anew.help')}>
      <div className={styles.steps}>
        {asking ? (
          <>
            <Button size="compact-sm" color="bad" loading={show.preparing} onClick={() => show.run('anew')}>
              {t('training.anew.yes')}
            </Button>
            <Button size="compact-sm" variant="default" disabled={show.preparing} onClick={() => setAsking(false)}>
              {t('training.anew.no')}
            </Button>
          </>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            {t('training.anew.button')}
          </Button>
        )}
      </div>
    </Part>
  );
}

function Part({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.title}>{title}</h2>
      {help ? <p className={styles.help}>{help}</p> : null}
      {children}
    </section>
  );
}

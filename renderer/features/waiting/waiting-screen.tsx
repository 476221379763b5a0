import { Button } from '@mantine/core';
import { IconHourglass, IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '../../../core/contract/waiting-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { navigate, useRoute, waiting } from '../../app/routes.ts';
import { useDeskStatus } from '../../app/status.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Mark } from '../../components/kind-chip.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { ageWords } from './age-words.ts';
import { AskForm } from './ask-form.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { SubmissionDetail } from './submission-detail.tsx';
import styles from './waiting-screen.module.css';

/** Poczekalnia: what central says of patients' submissions, and how old that knowledge is (R20, R24, R25). */
export function WaitingScreen() {
  const { t } = useTranslation();
  const { client, orpc } = useDesk();
  const queries = useQueryClient();
  const route = useRoute();
  const chosenId = route.screen === 'waiting' ? route.submissionId : null;
  const patientId = route.screen === 'waiting' ? route.patientId : null;
  const now = useDeskStatus()?.now ?? null;
  const query = useQuery(orpc.waiting.list.queryOptions());
  const [dialog, setDialog] = useState<'change' | 'leave' | null>(null);
  const submissions = query.data?.submissions ?? [];
  const chosen = submissions.find(({ id }) => id === chosenId) ?? (patientId ? null : (submissions[0] ?? null));
  const reread = () => void queries.invalidateQueries({ queryKey: orpc.waiting.key() });
  const refresh = async (id: string | null) => {
    await client.waiting.refresh({ id });
    reread();
  };
  const watch = async (submission: SubmissionView, watched: boolean) => {
    await client.waiting.watch({ intentId: crypto.randomUUID(), id: submission.id, watched });
    reread();
  };
  const done = () => {
    setDialog(null);
    reread();
  };
  return (
    <>
      <ScreenHeader title={t('waiting.title')}>
        {submissions.some(({ watched }) => watched) ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconRefresh size={15} stroke={1.7} aria-hidden />}
            onClick={() => void refresh(null)}
          >
            {t('waiting.refreshAll')}
          </Button>
        ) : null}
      </ScreenHeader>
      <div className={styles.page}>
        <div className={styles.side}>
          <AskForm
            key={patientId}
            patientId={patientId}
            onAsked={(id) => {
              reread();
              navigate(waiting({ submissionId: id }));
            }}
          />
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
          {query.status === 'pending' ? <LoadingLines lines={6} /> : null}
          {query.data && submissions.length === 0 ? (
            <EmptyState icon={<IconHourglass size={28} stroke={1.3} aria-hidden />} title={t('waiting.emptyTitle')}>
              {t('waiting.emptyBody')}
            </EmptyState>
          ) : null}
          {now ? <List submissions={submissions} chosenId={chosen?.id ?? null} now={now} /> : null}
        </div>
        <div className={styles.main}>
          {chosen && now ? (
            <SubmissionDetail
              submission={chosen}
              now={now}
              acts={{
                onRefresh: () => void refresh(chosen.id),
                onWatch: (watched) => void watch(chosen, watched),
                onChange: () => setDialog('change'),
                onLeave: () => setDialog('leave'),
              }}
            />
          ) : null}
        </div>
      </div>
      {chosen?.entry && dialog === 'change' ? (
        <ChangeDialog submission={chosen} entry={chosen.entry} onDone={done} onClose={() => setDialog(null)} />
      ) : null}
      {chosen?.entry && dialog === 'leave' ? (
        <LeaveDialog submission={chosen} entry={chosen.entry} onDone={done} onClose={() => setDialog(null)} />
      ) : null}
    </>
  );
}

function List({ submissions, chosenId, now }: { submissions: readonly SubmissionView[]; chosenId: string | null; now: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const standing = ({ entry, visit, askedAt }: SubmissionView): string => {
    if (!entry) return askedAt === null ? t('waiting.neverAsked') : t('waiting.status.none');
    if (entry.closed) return t(`waiting.closed.${entry.closed}`);
    if (visit) return `${t('waiting.status.assigned')}: ${format.moment(visit.localStart)}`;
    if (entry.forecast?.date) return t('waiting.forecast', { day: format.shortDay(entry.forecast.date) });
    return t(entry.forecast ? 'waiting.noForecast' : 'waiting.forecastSoon');
  };
  return (
    <ul className={styles.list} aria-label={t('waiting.list')}>
      {submissions.map((submission) => (
        <li key={submission.id}>
          <button
            type="button"
            className={styles.item}
            aria-current={submission.id === chosenId || undefined}
            onClick={() => navigate(waiting({ submissionId: submission.id }))}
          >
            <span className={styles.name}>{submission.patientName ?? t('waiting.unknownPatient')}</span>
            <span className={styles.age}>{submission.askedAt ? ageWords(submission.askedAt, now, t) : ''}</span>
            <span className={styles.quiet}>{standing(submission)}</span>
            <span className={styles.marks}>
              {submission.questionSince ? <Mark tone="warn">{t('waiting.questionShort')}</Mark> : null}
              {submission.watched ? null : <Mark tone="plain">{t('waiting.askedOnce')}</Mark>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PublicationResult, ScheduleCard } from '../../../core/contract/schedule-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useOverview } from '../../app/overview.ts';
import { hrefOf, navigate, schedules as schedulesRoute, useRoute } from '../../app/routes.ts';
import { useDeskStatus } from '../../app/status.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { notifyDone } from '../day/notices.tsx';
import { CheckPanel } from './check-panel.tsx';
import { DoctorList } from './doctor-list.tsx';
import { NewScheduleDialog } from './new-schedule-dialog.tsx';
import { type Draft, scheduleOfDraft, useDrafts } from './schedule-drafts.ts';
import { ScheduleEditor } from './schedule-editor.tsx';
import { ScheduleNotices } from './schedule-notices.tsx';
import styles from './schedules-screen.module.css';

/** Grafiki: doctors to the left, the week of the chosen one, and what publishing the changes would do. */
export function SchedulesScreen() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const overview = useOverview();
  const status = useDeskStatus();
  const route = useRoute();
  const query = useQuery(orpc.schedules.list.queryOptions());
  const { drafts, store } = useDrafts();
  const [checking, setChecking] = useState(false);
  const [adding, setAdding] = useState(false);
  const published = usePublished(() => setChecking(false));
  const cards = query.data ? withNew(query.data, [...drafts.values()]) : null;
  const wanted = route.screen === 'schedules' ? route.scheduleId : null;
  const card = cards?.find(({ schedule }) => schedule.id === wanted) ?? cards?.[0] ?? null;
  const isChecking = checking && drafts.size > 0;

  return (
    <>
      <ScreenHeader
        title={t(isChecking ? 'schedules.checking.title' : 'schedules.title')}
        note={
          drafts.size > 0
            ? t('schedules.pending', { count: drafts.size })
            : cards
              ? t('schedules.count', { count: cards.length })
              : null
        }
      >
        {drafts.size > 0 && !isChecking ? (
          <>
            <Button onClick={() => setChecking(true)}>{t('schedules.check')}</Button>
            <Button variant="default" onClick={() => store.discard([...drafts.keys()])}>
              {t('schedules.discard')}
            </Button>
          </>
        ) : null}
      </ScreenHeader>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : !cards || !overview || (cards.length === 0 && status?.connection === 'seeding') ? (
        <LoadingLines />
      ) : isChecking ? (
        <CheckPanel drafts={drafts} cards={cards} onBack={() => setChecking(false)} onPublished={published} />
      ) : !card ? (
        <EmptyState
          title={t('schedules.empty.title')}
          action={
            <div className={styles.first}>
              <Button onClick={() => setAdding(true)}>{t('schedules.add')}</Button>
              <Button variant="default" component="a" href={hrefOf({ screen: 'import' })}>
                {t('schedules.empty.import')}
              </Button>
            </div>
          }
        >
          {t('schedules.empty.body')}
        </EmptyState>
      ) : (
        <div className={styles.page}>
          <div className={styles.side}>
            <DoctorList cards={cards} drafts={drafts} selectedId={card.schedule.id} />
            <Button variant="default" m={8} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
              {t('schedules.add')}
            </Button>
          </div>
          <div className={styles.main}>
            <ScheduleNotices card={card} drafts={drafts} store={store} />
            <ScheduleEditor
              key={card.schedule.id}
              card={card}
              cards={cards}
              drafts={drafts}
              store={store}
              today={overview.today}
            />
          </div>
        </div>
      )}
      {adding && overview ? (
        <NewScheduleDialog
          cards={cards ?? []}
          policy={overview.policy}
          today={overview.today}
          onClose={() => setAdding(false)}
          onAdd={(draft) => {
            store.add(draft);
            setAdding(false);
            navigate(schedulesRoute(draft.id));
          }}
        />
      ) : null}
    </>
  );
}

/** New schedules stand in the list from the first stroke on. */
function withNew(cards: readonly ScheduleCard[], drafts: readonly Draft[]): ScheduleCard[] {
  const known = new Set(cards.map(({ schedule }) => schedule.id));
  const added = drafts
    .filter(({ draft }) => !known.has(draft.id))
    .map((each): ScheduleCard => {
      const { id, actor, clinicCode, service } = each.draft;
      return {
        view: {
          id,
          actorId: actor.id,
          actorName: actor.name,
          actorShort: actor.name,
          actorKind: actor.kind,
          clinicCode,
          service,
        },
        schedule: { ...scheduleOfDraft(each), weekly: [], exceptions: [], overrides: [], stops: [] },
        truth: 'local',
        outsideSchedule: 0,
        booked: {},
        refused: null,
      };
    });
  return [...cards, ...added];
}

/** What was done, and the way back. */
function usePublished(onClose: () => void) {
  const { t } = useTranslation();
  const { client, orpc } = useDesk();
  const queries = useQueryClient();
  const { store } = useDrafts();
  const redraw = () =>
    Promise.all([orpc.schedules.key(), orpc.calendar.key()].map((queryKey) => queries.invalidateQueries({ queryKey })));
  return ({ batchId, scheduleIds, moved, cancelled, kept }: Extract<PublicationResult, { ok: true }>) => {
    const undo = async () => {
      const result = await client.schedules.undo({ batchId, scheduleIds, undoId: crypto.randomUUID() }).catch(() => null);
      await redraw();
      notifyDone({ message: t(result?.ok ? 'schedules.undone' : 'schedules.undoRefused') });
    };
    store.published(scheduleIds);
    onClose();
    void redraw();
    const words = { schedules: t('schedules.count', { count: scheduleIds.length }), moved, cancelled, kept };
    notifyDone({
      message: t(moved + cancelled + kept > 0 ? 'schedules.published' : 'schedules.publishedPlain', words),
      undo: { label: t('common.undo'), act: () => void undo() },
      lasting: true,
    });
  };
}

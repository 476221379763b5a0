import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Truth, VisitDetail } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf, paper, tasks } from '../../app/routes.ts';
import { markUndone, useIsUndone, withdrawOffer } from '../../app/undo.ts';
import { useCommand } from '../../app/use-command.ts';
import { CommandTrouble } from '../../components/command-trouble.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { SayNote } from '../../components/say-note.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import type { SeriesVisit } from './booking-draft.ts';
import styles from './booking-result.module.css';
import own from './series-list.module.css';
import { StepSummary } from './step-summary.tsx';
import type { Booking } from './use-booking.ts';
import { useSeriesUndo } from './use-series-undo.tsx';

/** All visits of the series, each with its own truth as it becomes (I5), the sentence to read out, and the way back. */
export function SeriesResult({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { orpc, client } = useDesk();
  const { draft, dispatch } = booking;
  const visits = draft.attempt?.series ?? [];
  const details = useQueries({
    queries: visits.map(({ visitId }) => orpc.visits.get.queryOptions({ input: { id: visitId } })),
  });
  const [undoId] = useState(() => v7());
  const undo = useCommand();
  const intentId = draft.attempt?.intentId;
  const undone = useIsUndone(intentId ?? '');
  useSeriesUndo(undone ? null : (intentId ?? null), undoId, visits, details[0]?.data?.patientName ?? '');
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  useEffect(() => {
    if (intentId) return () => dispatch({ type: 'result-left', intentId });
  }, [intentId, dispatch]);
  const first = visits[0];
  if (!first) return null;
  const truths = details.map(({ data }) => truthOf(data, undone));
  const takeBack = () =>
    undo.run(
      async () => {
        const result = await client.visits.undoSeries({ undoId, visits: idsOf(visits) });
        return result.ok ? { ok: true, intentId: undoId, notes: [] } : result;
      },
      () => {
        withdrawOffer(intentId ?? '');
        markUndone(intentId ?? '');
        next.current?.focus();
      },
    );
  const printed = visits.filter((_, at) => truths[at] !== 'refused').map(({ visitId }) => visitId);
  return (
    <section className={styles.result} aria-live="polite">
      <h2 className={styles.title}>
        {t(
          undone
            ? 'booking.series.undone'
            : truths.every((truth) => truth === 'confirmed')
              ? 'booking.series.confirmed'
              : 'booking.series.booked',
          {
            count: visits.length,
          },
        )}
      </h2>
      <ol className={own.booked} aria-label={t('booking.series.dates')}>
        {visits.map((visit, at) => (
          <BookedLine key={visit.visitId} visit={visit} truth={truths[at] ?? 'local'} undone={undone} booking={booking} />
        ))}
      </ol>
      <dl className={styles.facts}>
        {(['patient', 'contact'] as const).map((step) => (
          <div key={step}>
            <dt>{t(`booking.step.${step}`)}</dt>
            <dd>
              <StepSummary step={step} booking={booking} />
            </dd>
          </div>
        ))}
      </dl>
      {undone ? null : <SayNote notes={draft.notes} />}
      <CommandTrouble command={undo} />
      <div className={styles.acts}>
        {!undone && truths.includes('refused') ? (
          <Button variant="default" component="a" href={hrefOf(tasks())}>
            {t('booking.result.toTasks')}
          </Button>
        ) : null}
        <Button
          ref={next}
          rightSection={<Kbd onAccent>{t('shell.keys.enter')}</Kbd>}
          onClick={() => dispatch({ type: 'cleared' })}
        >
          {t('booking.result.another')}
        </Button>
        {undone ? null : (
          <>
            <Button variant="default" component="a" href={hrefOf(paper(printed.join(',')))} disabled={printed.length === 0}>
              {t('booking.series.print')}
            </Button>
            <Button variant="default" component="a" href={hrefOf(day(first.slot.localStart.slice(0, 10), first.visitId))}>
              {t('booking.result.toDay')}
            </Button>
            <Button variant="default" loading={undo.phase === 'running'} onClick={takeBack}>
              {t('booking.series.undo')}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

const idsOf = (visits: readonly SeriesVisit[]) => visits.map(({ intentId, visitId }) => ({ intentId, visitId }));

/** A refused or withdrawn act leaves the overlay: the visit is gone from the desk's view. */
function truthOf(detail: VisitDetail | null | undefined, undone: boolean): Truth {
  return detail?.truth ?? (detail === null && !undone ? 'refused' : 'local');
}

function BookedLine({
  visit: { slot },
  truth,
  undone,
  booking,
}: {
  visit: SeriesVisit;
  truth: Truth;
  undone: boolean;
  booking: Booking;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const actor = booking.context.schedules.find(({ id }) => id === slot.scheduleId)?.actorName;
  return (
    <li data-truth={truth}>
      <b>
        {format.shortDay(slot.localStart)} {slot.localStart.slice(0, 4)}, {format.time(slot.localStart)}
      </b>
      <span>{[actor, slot.room ? t('common.room', { room: slot.room }) : null].filter(Boolean).join(', ')}</span>
      <span>{undone ? t('booking.series.takenBack') : <TruthLabel truth={truth} />}</span>
    </li>
  );
}

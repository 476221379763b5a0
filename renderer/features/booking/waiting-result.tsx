import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { hrefOf, waiting } from '../../app/routes.ts';
import { Kbd } from '../../components/kbd.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import { SayNote } from '../../components/say-note.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import styles from './booking-result.module.css';
import { StepSummary } from './step-summary.tsx';
import type { Booking } from './use-booking.ts';

/** The patient is in the waiting room: how true that is, the forecast as soon as central has said it, the sentence to read out. */
export function WaitingResult({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc } = useDesk();
  const { draft, dispatch } = booking;
  const { attempt } = draft;
  const { data } = useQuery(orpc.waiting.list.queryOptions());
  const submission = data?.submissions.find(({ entry }) => entry?.id === attempt?.visitId) ?? null;
  const truth = submission?.openAct?.truth ?? (submission?.askedAt ? 'confirmed' : 'sent');
  const reckoned = submission?.entry?.forecast ?? null;
  const forecast = reckoned?.date ?? null;
  const visit = submission?.visit ?? null;
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const intentId = attempt?.intentId;
  useEffect(() => {
    if (intentId) return () => dispatch({ type: 'result-left', intentId });
  }, [intentId, dispatch]);
  return (
    <section className={styles.result} aria-live="polite" data-truth={truth}>
      <p className={styles.label}>
        <TruthLabel truth={truth} />
      </p>
      <h2 className={styles.title}>
        {t(truth === 'refused' ? 'booking.waiting.refused' : visit ? 'booking.waiting.assigned' : 'booking.waiting.entered')}
      </h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t(visit ? 'booking.step.slot' : 'booking.waiting.forecast')}</dt>
          <dd>
            <b>
              {visit
                ? `${format.moment(visit.localStart)}, ${visit.actorName}, ${visit.clinicName}`
                : forecast
                  ? format.dayTitle(forecast)
                  : submission?.askedAt
                    ? t(reckoned ? 'waiting.noForecast' : 'waiting.forecastSoon')
                    : t('booking.waiting.forecastLater')}
            </b>
          </dd>
        </div>
        {(['patient', 'contact'] as const).map((step) => (
          <div key={step}>
            <dt>{t(`booking.step.${step}`)}</dt>
            <dd>
              <StepSummary step={step} booking={booking} />
            </dd>
          </div>
        ))}
      </dl>
      {truth === 'refused' ? (
        <RefusalList refusals={submission?.openAct?.refusals ?? []} />
      ) : (
        <SayNote notes={visit ? ['assigned-date'] : truth === 'confirmed' ? ['waiting-room-entered'] : draft.notes} />
      )}
      <div className={styles.acts}>
        <Button
          ref={next}
          rightSection={<Kbd onAccent>{t('shell.keys.enter')}</Kbd>}
          onClick={() => dispatch({ type: 'cleared' })}
        >
          {t('booking.result.another')}
        </Button>
        <Button variant="default" component="a" href={hrefOf(waiting(submission ? { submissionId: submission.id } : {}))}>
          {t('booking.waiting.show')}
        </Button>
      </div>
    </section>
  );
}

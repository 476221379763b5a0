import { Button } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../core/contract/views.ts';
import { useOverview } from '../../app/overview.ts';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import type { BookingDraft, BookingStep } from './booking-draft.ts';
import { isLocked } from './booking-flow.ts';
import { stepProblems } from './booking-problems.ts';
import { BookingResult } from './booking-result.tsx';
import styles from './booking-screen.module.css';
import { applicableSteps } from './booking-steps.ts';
import { ConfirmStep } from './confirm-step.tsx';
import { ContactStep } from './contact-step.tsx';
import { KnownPatient } from './known-patient.tsx';
import { PatientStep } from './patient-step.tsx';
import { ReferralStep } from './referral-step.tsx';
import { RefusedNotice } from './refused-notice.tsx';
import { SeriesResult } from './series-result.tsx';
import { SlotsPanel } from './slots-panel.tsx';
import { StepCard } from './step-card.tsx';
import { StepSummary } from './step-summary.tsx';
import { UrgencyStep } from './urgency-step.tsx';
import { type Booking, useBooking } from './use-booking.ts';
import { useHold } from './use-hold.ts';
import { usePrefill } from './use-prefill.ts';
import { useWatchedSlot } from './use-watched-slot.ts';
import { VisitStep } from './visit-step.tsx';
import { WaitingResult } from './waiting-result.tsx';

/** Umów: one flow on one page. Steps to the left, what is free to the right; Enter leads from end to end. */
export function BookingScreen() {
  const { t } = useTranslation();
  const overview = useOverview();
  if (overview) return <BookingPage overview={overview} />;
  return (
    <>
      <ScreenHeader title={t('booking.title')} />
      <LoadingLines />
    </>
  );
}

function BookingPage({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const booking = useBooking(overview);
  usePrefill(overview);
  useWatchedSlot(booking);
  const heldUntil = useHold(booking);
  const { draft, dispatch } = booking;
  const begun = draft.person !== null || draft.searchText !== '' || draft.slot !== null;
  return (
    <>
      <ScreenHeader title={t('booking.title')}>
        {begun && draft.phase !== 'accepted' ? (
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={isLocked(draft)}
            title={t('booking.clearHint')}
            onClick={() => dispatch({ type: 'cleared' })}
          >
            {t('booking.clear')}
          </Button>
        ) : null}
      </ScreenHeader>
      {draft.phase === 'accepted' ? (
        <div className={styles.scroll}>
          <Result booking={booking} />
        </div>
      ) : (
        <div className={styles.page}>
          <Steps booking={booking} heldUntil={heldUntil} />
          <SlotsPanel booking={booking} />
        </div>
      )}
    </>
  );
}

function Result({ booking }: { booking: Booking }) {
  if (booking.draft.series) return <SeriesResult booking={booking} />;
  return booking.draft.waiting ? <WaitingResult booking={booking} /> : <BookingResult booking={booking} />;
}

function Steps({ booking, heldUntil }: { booking: Booking; heldUntil: string | null }) {
  const { t } = useTranslation();
  const { draft, context, dispatch, send } = booking;
  const leave = (step: BookingStep) => {
    if (step === 'confirm') {
      send();
      return true;
    }
    dispatch({ type: 'step-done', step });
    return stepProblems(draft, step, context).length === 0;
  };
  return (
    <div className={styles.steps}>
      {draft.supersedes ? <p className={styles.notice}>{t('booking.supersedes')}</p> : null}
      <RefusedNotice booking={booking} />
      {applicableSteps(draft, context).map((step, index) => (
        <Fragment key={step}>
          <StepCard
            step={step}
            place={index + 1}
            state={draft.step === step ? 'open' : draft.done.includes(step) ? 'done' : 'todo'}
            summary={<StepSummary step={step} booking={booking} />}
            locked={isLocked(draft) && step !== 'confirm'}
            onOpen={() => dispatch({ type: 'step-opened', step })}
            onDone={canLeave(step, booking) ? () => leave(step) : undefined}
            content={contentOf(step, draft)}
            ownButton={step === 'confirm'}
          >
            <StepBody step={step} booking={booking} heldUntil={heldUntil} tried={draft.tried.includes(step)} />
          </StepCard>
          {step === 'patient' && draft.known ? <KnownPatient patient={draft.known} today={context.today} /> : null}
        </Fragment>
      ))}
    </div>
  );
}

/** Which fields a step shows; null = the focus is placed elsewhere (slots, refusals). */
function contentOf(step: BookingStep, draft: BookingDraft): string | null {
  if (step === 'slot') return null;
  if (step === 'patient') return draft.person ? 'person' : 'search';
  if (step === 'confirm') return draft.phase === 'refused' ? null : draft.phase;
  return step;
}

/** A patient is left by choosing from the list, a date by choosing a slot; without schedules there is nowhere to go. */
function canLeave(step: BookingStep, { draft, context }: Booking): boolean {
  if (step === 'patient') return draft.person !== null;
  return step !== 'slot' && (step !== 'visit' || context.schedules.length > 0);
}

function StepBody({
  step,
  booking,
  heldUntil,
  tried,
}: {
  step: BookingStep;
  booking: Booking;
  heldUntil: string | null;
  tried: boolean;
}) {
  const { t } = useTranslation();
  switch (step) {
    case 'patient':
      return <PatientStep booking={booking} tried={tried} />;
    case 'visit':
      return <VisitStep booking={booking} tried={tried} />;
    case 'referral':
      return <ReferralStep booking={booking} tried={tried} />;
    case 'urgency':
      return <UrgencyStep booking={booking} tried={tried} />;
    case 'contact':
      return <ContactStep booking={booking} tried={tried} />;
    case 'slot':
      return <p>{t(booking.draft.series ? 'booking.series.choose' : 'booking.slot.choose')}</p>;
    case 'confirm':
      return <ConfirmStep booking={booking} heldUntil={heldUntil} />;
  }
}

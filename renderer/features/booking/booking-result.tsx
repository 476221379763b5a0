import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Truth } from '../../../core/contract/views.ts';
import { localDateOf } from '../../../core/domain/time.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf, patients, tasks } from '../../app/routes.ts';
import { Kbd } from '../../components/kbd.tsx';
import { KindChip } from '../../components/kind-chip.tsx';
import { SayNote } from '../../components/say-note.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import { serviceOf } from './booking-context.ts';
import styles from './booking-result.module.css';
import { StepSummary } from './step-summary.tsx';
import type { Booking } from './use-booking.ts';

/**
 * What has become of the booking, and goes on becoming: the truth label follows the visit until central has confirmed it
 * or refused it (I5). Beside it the sentence to read out (R47).
 */
export function BookingResult({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { orpc, client } = useDesk();
  const { draft, dispatch } = booking;
  const { slot, attempt } = draft;
  const visit = useQuery(orpc.visits.get.queryOptions({ input: { id: attempt?.visitId ?? '' }, enabled: attempt !== null }));
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => next.current?.focus(), []);
  const intentId = attempt?.intentId;
  // Seen and left: coming back to this screen begins the next booking.
  useEffect(() => {
    if (intentId) return () => dispatch({ type: 'result-left', intentId });
  }, [intentId, dispatch]);
  if (!slot || !attempt) return null;
  const service = serviceOf(draft.clinicCode, booking.context) ?? 'cardiology';
  // A refused intent leaves the overlay: the visit is gone from the desk's view, its task is there.
  const truth: Truth = visit.data?.truth ?? (visit.data === null ? 'refused' : 'local');
  const request = draft.notes.includes('request-until-confirmed');
  const again = async () => {
    const patient = await client.patients.get({ id: attempt.patientId }).catch(() => null);
    dispatch({ type: 'cleared' });
    if (patient) dispatch({ type: 'patient-chosen', patient });
  };
  return (
    <section className={styles.result} aria-live="polite" data-truth={truth}>
      <p className={styles.label}>
        <TruthLabel truth={truth} /> <KindChip visit={{ service, kind: slot.kind }} />
      </p>
      <h2 className={styles.title}>{t(titleOf(truth, request))}</h2>
      <dl className={styles.facts}>
        <Fact name={t('booking.step.slot')}>
          <b>
            {format.dayTitle(slot.localStart)}, {format.time(slot.localStart)}
          </b>
        </Fact>
        <Fact name={t('booking.slot.doctor')}>
          {draft.place?.actorName ?? booking.context.schedules.find(({ id }) => id === slot.scheduleId)?.actorName}
          {slot.room ? `, ${t('common.room', { room: slot.room })}` : ''}
        </Fact>
        {draft.place ? (
          <Fact name={t('booking.everywhere.clinic')}>
            {[draft.place.clinicName, draft.place.town].filter(Boolean).join(', ')}
          </Fact>
        ) : null}
        {(['patient', 'contact'] as const).map((step) => (
          <Fact key={step} name={t(`booking.step.${step}`)}>
            <StepSummary step={step} booking={booking} />
          </Fact>
        ))}
      </dl>
      {truth === 'refused' ? <p>{t('booking.result.refusedHelp')}</p> : <Say booking={booking} truth={truth} />}
      <div className={styles.acts}>
        {truth === 'refused' ? (
          <Button component="a" href={hrefOf(tasks())}>
            {t('booking.result.toTasks')}
          </Button>
        ) : null}
        <Button
          ref={next}
          variant={truth === 'refused' ? 'default' : 'filled'}
          rightSection={<Kbd onAccent={truth !== 'refused'}>{t('shell.keys.enter')}</Kbd>}
          onClick={() => dispatch({ type: 'cleared' })}
        >
          {t('booking.result.another')}
        </Button>
        <Button variant="default" onClick={() => void again()}>
          {t('booking.result.sameAgain')}
        </Button>
        {draft.place ? (
          <Button variant="default" component="a" href={hrefOf(patients(attempt.patientId))}>
            {t('booking.result.toPatient')}
          </Button>
        ) : (
          <Button variant="default" component="a" href={hrefOf(day(localDateOf(slot.startsAt), attempt.visitId))}>
            {t('booking.result.toDay')}
          </Button>
        )}
      </div>
    </section>
  );
}

function titleOf(truth: Truth, request: boolean) {
  if (truth === 'confirmed') return 'booking.result.confirmed';
  if (truth === 'refused') return 'booking.result.refused';
  if (truth === 'sent') return 'booking.result.sent';
  if (truth === 'unknown') return 'booking.result.unknown';
  return request ? 'booking.result.request' : 'booking.result.booked';
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Core says which sentences the rules ask for; with none, the date and what it is worth now. */
function Say({ booking: { draft, context }, truth }: { booking: Booking; truth: Truth }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (draft.notes.length > 0 && truth !== 'confirmed') return <SayNote notes={draft.notes} />;
  if (!draft.slot) return null;
  const { place } = draft;
  const own = context.schedules.find(({ id }) => id === draft.slot?.scheduleId)?.actorName ?? '';
  const actor = place ? [place.actorName, place.clinicName, place.town].filter(Boolean).join(', ') : own;
  const sentence = truth === 'confirmed' ? 'sayConfirmed' : draft.kind === 'continuation' ? 'sayFirm' : 'saySent';
  const day = sentence === 'saySent' ? format.longDay(draft.slot.localStart) : format.dayTitle(draft.slot.localStart);
  const when = `${day}, ${format.time(draft.slot.localStart)}`;
  return (
    <aside className={styles.say} aria-label={t('truth.say.title')}>
      <p>{t('truth.say.title')}</p>
      <p>{t(`booking.result.${sentence}`, { when, actor })}</p>
      {place && truth === 'confirmed' ? <p>{t('booking.everywhere.sayThere')}</p> : null}
    </aside>
  );
}

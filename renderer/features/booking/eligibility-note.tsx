import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExamReason } from '../../../core/domain/exam-programme.ts';
import { judgeEligibility } from '../../../core/domain/judge-eligibility.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { personOf } from '../patients/person-form.ts';
import { serviceOf } from './booking-context.ts';
import styles from './eligibility-note.module.css';
import type { Booking } from './use-booking.ts';

/**
 * R36, R38, R39: whether the patient qualifies for the chosen exam today, why not and what to do. Central asks eWUŚ and SIMP; of
 * a patient whom it does not know yet, or without a line, age and sex alone can be told, and the note says so.
 */
export function EligibilityNote({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const { draft, context } = booking;
  const { clinicCode, kind, known, person } = draft;
  const service = serviceOf(clinicCode, context);
  const exam = clinicCode !== null && person !== null && service !== null && service !== 'cardiology';
  const repeat = kind === 'continuation';
  const asked = useQuery(
    orpc.slots.eligibility.queryOptions({
      input: { patientId: known?.id ?? '', clinicCode: clinicCode ?? '', repeat },
      enabled: exam && known !== null,
      staleTime: 30_000,
    }),
  );
  if (!exam || clinicCode === null || person === null) return null;
  if (known && asked.isPending) return <p className={styles.note}>{t('booking.eligibility.asking')}</p>;
  const answer = known ? (asked.data ?? { state: 'offline' as const }) : { state: 'unknown' as const };
  const own = judgeEligibility({ policy: context.policy, clinicCode, today: context.today, patient: personOf(person), repeat });
  const refusals = answer.state === 'answered' ? answer.refusals : own;
  const unsure = answer.state === 'answered' ? null : t(`booking.eligibility.${answer.state}`);
  return (
    <div className={styles.box} data-ok={refusals.length === 0 && unsure === null ? '' : undefined} role="status">
      {refusals.length > 0 ? (
        <b>{t('booking.eligibility.no')}</b>
      ) : unsure === null ? (
        <b>{t('booking.eligibility.yes', { days: context.policy.examWindowDays })}</b>
      ) : null}
      {refusals.map((refusal) => (
        <Reason key={`${refusal.facts?.why}`} refusal={refusal} />
      ))}
      {unsure ? <p>{unsure}</p> : null}
    </div>
  );
}

function Reason({ refusal: { facts = {} } }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const why = 'why' in facts ? (facts.why as ExamReason) : 'other';
  const day = (value: string | number | undefined) => (typeof value === 'string' ? format.fullDate(value) : '');
  const words = {
    last: day(facts.lastExamOn),
    from: day(facts.from),
    booked: day(facts.bookedOn),
    minAge: String(facts.minAge),
    maxAge: String(facts.maxAge),
  };
  return <p>{t(`booking.eligibility.why.${why}`, words)}</p>;
}

import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PersonFields } from '../patients/person-fields.tsx';
import { personProblems } from '../patients/person-form.ts';
import { PatientSearch } from './patient-search.tsx';
import styles from './patient-step.module.css';
import type { Booking } from './use-booking.ts';

/** Who it is for: found on file, or a new person. Data of a known person are asked for only when something is missing. */
export function PatientStep({ booking, tried }: { booking: Booking; tried: boolean }) {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  if (!draft.person) return <PatientSearch booking={booking} />;
  return (
    <>
      {draft.known ? (
        <p className={styles.notice}>
          <b>
            {draft.known.familyName} {draft.known.givenName}
          </b>{' '}
          {personProblems(draft.person, context.today).length > 0 ? t('booking.patient.known') : null}
        </p>
      ) : null}
      <PersonFields
        person={draft.person}
        today={context.today}
        problems={tried || draft.known ? personProblems(draft.person, context.today) : []}
        onEdit={(person) => dispatch({ type: 'person-edited', person })}
      />
      <Anchor
        component="button"
        type="button"
        size="sm"
        className={styles.back}
        onClick={() => dispatch({ type: 'patient-dropped' })}
      >
        {t(draft.known ? 'booking.patient.other' : 'booking.patient.back')}
      </Anchor>
    </>
  );
}

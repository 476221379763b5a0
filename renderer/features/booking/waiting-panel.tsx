import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { personOf } from '../patients/person-form.ts';
import { CriteriaFields } from '../waiting/criteria-fields.tsx';
import { EarlierDates } from '../waiting/earlier-dates.tsx';
import { isLocked } from './booking-flow.ts';
import type { Booking } from './use-booking.ts';
import { mayEnter } from './waiting-offer.ts';
import styles from './waiting-panel.module.css';

/** R12, R13, R24, R25: none free here, so the waiting room: the patient's criteria, and the date that each wish gives. */
export function WaitingPanel({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const { draft, dispatch, send } = booking;
  const { waiting, clinicCode } = draft;
  if (!waiting || !clinicCode) return null;
  const ready = mayEnter(booking);
  const seeker = {
    clinicCodes: [clinicCode],
    birthDate: draft.person ? personOf(draft.person).birthDate : null,
    category: draft.category,
    entitled: draft.entitlement !== null,
  };
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !isLocked(draft)) send();
      }}
    >
      <header className={styles.head}>
        <h2>{t('booking.waiting.title')}</h2>
        <Button variant="subtle" size="compact-sm" disabled={isLocked(draft)} onClick={() => dispatch({ type: 'waiting-left' })}>
          {t('booking.waiting.back')}
        </Button>
      </header>
      <p className={styles.lead}>{t('booking.waiting.lead')}</p>
      <CriteriaFields
        criteria={waiting}
        clinicCodes={[clinicCode]}
        onEdit={(criteria) => dispatch({ type: 'waiting-edited', criteria })}
      />
      <div aria-live="polite">
        <EarlierDates seeker={seeker} criteria={waiting} onApply={(criteria) => dispatch({ type: 'waiting-edited', criteria })} />
      </div>
      {ready ? null : <p className={styles.lead}>{t('booking.waiting.missing')}</p>}
      <Button type="submit" disabled={!ready} loading={draft.phase === 'sending'}>
        {t('booking.waiting.enter')}
      </Button>
    </form>
  );
}

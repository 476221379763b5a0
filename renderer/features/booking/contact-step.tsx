import { useTranslation } from 'react-i18next';
import { ContactFields } from '../patients/contact-fields.tsx';
import { contactOf, contactProblems, sameContact } from '../patients/contact-form.ts';
import { patientChanged } from './booking-input.ts';
import { isMinor } from './booking-problems.ts';
import styles from './contact-step.module.css';
import type { Booking } from './use-booking.ts';

/** R15: how the patient hears of the visit; R48: of a minor, the parent or guardian. */
export function ContactStep({ booking, tried }: { booking: Booking; tried: boolean }) {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  const minor = isMinor(draft, context);
  const differs = draft.known !== null && !sameContact(contactOf(draft.contact), draft.known.contact);
  return (
    <>
      {minor ? <p className={styles.minor}>{t('booking.contact.minor')}</p> : null}
      <ContactFields
        contact={draft.contact}
        problems={tried ? contactProblems(draft.contact, minor) : []}
        onEdit={(contact) => dispatch({ type: 'contact-edited', contact })}
      />
      <p className={styles.help}>
        {t('booking.contact.help')}
        {differs ? ` ${t(patientChanged(draft) ? 'booking.contact.alsoPatient' : 'booking.contact.onlyVisit')}` : null}
      </p>
    </>
  );
}

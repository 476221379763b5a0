import { useTranslation } from 'react-i18next';
import { maskPesel } from '../../../core/domain/pesel.ts';
import { formatPhone } from '../../../core/domain/phone.ts';
import { useFormat } from '../../app/format.ts';
import { UnitName } from '../../components/unit-name.tsx';
import { contactOf } from '../patients/contact-form.ts';
import { personOf } from '../patients/person-form.ts';
import type { BookingDraft, BookingStep } from './booking-draft.ts';
import type { Booking } from './use-booking.ts';

/** What a step holds, in one line. */
export function StepSummary({ step, booking: { draft, context } }: { step: BookingStep; booking: Booking }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (step) {
    case 'patient':
      return <PatientSummary draft={draft} />;
    case 'visit':
      if (!draft.kind || !draft.clinicCode) return null;
      return (
        <>
          {t(`booking.visit.${draft.kind}`)} · <UnitName code={draft.clinicCode} />
        </>
      );
    case 'referral':
      return <ReferralSummary draft={draft} />;
    case 'urgency':
      return [t(`booking.urgency.${draft.category}Summary`), draft.entitlement ? t('common.entitled') : null]
        .filter(Boolean)
        .join(' · ');
    case 'contact':
      return <ContactSummary draft={draft} />;
    case 'slot': {
      if (!draft.slot) return null;
      const { place } = draft;
      const actor = context.schedules.find(({ id }) => id === draft.slot?.scheduleId)?.actorShort;
      const where = place ? [place.actorName, place.clinicName, place.town] : [actor];
      return [format.moment(draft.slot.localStart), ...where].filter(Boolean).join(' · ');
    }
    case 'confirm':
      return null;
  }
}

function PatientSummary({ draft: { person } }: { draft: BookingDraft }) {
  const { t } = useTranslation();
  if (!person) return null;
  const { pesel, familyName, givenName } = personOf(person);
  const identity = pesel
    ? maskPesel(pesel)
    : person.withoutPesel
      ? t(`patients.person.documentKind.${person.documentKind}`)
      : null;
  return <>{[`${familyName} ${givenName}`.trim(), identity].filter(Boolean).join(' · ')}</>;
}

function ContactSummary({ draft }: { draft: BookingDraft }) {
  const { t } = useTranslation();
  const contact = contactOf(draft.contact);
  const reach = contact.phone ? formatPhone(contact.phone) : contact.email;
  if (!reach) return null;
  return (
    <>{[reach, contact.relation === 'patient' ? null : t(`common.relation.${contact.relation}`)].filter(Boolean).join(' · ')}</>
  );
}

function ReferralSummary({ draft: { referral } }: { draft: BookingDraft }) {
  const { t } = useTranslation();
  const digits = referral.replace(/\D/g, '');
  if (digits === '') return null;
  const short = digits.length === 4;
  return (
    <>
      {short ? t('booking.referral.codeSummary', { code: digits }) : t('booking.referral.keySummary', { end: digits.slice(-6) })}
    </>
  );
}

import { TextInput } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stepProblems } from './booking-problems.ts';
import type { Booking } from './use-booking.ts';

/** R18: one field for the scanner (44 digits and Enter) and for the fingers (4 digits). */
export function ReferralStep({ booking, tried }: { booking: Booking; tried: boolean }) {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  const digits = draft.referral.replace(/\D/g, '').length;
  const problem = stepProblems(draft, 'referral', context)[0];
  const told = digits > 4 && digits !== 44 ? t('booking.referral.counting', { n: digits }) : t('booking.referral.help');
  const error = tried && problem ? t(`booking.problem.${problem.code as ReferralProblem}`) : undefined;
  return (
    <TextInput
      label={t('booking.referral.label')}
      placeholder={t('booking.referral.placeholder')}
      leftSection={<IconBarcode size={18} stroke={1.6} aria-hidden />}
      value={draft.referral}
      inputMode="numeric"
      maxLength={60}
      autoComplete="off"
      description={error ? undefined : told}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={error}
      onChange={(event) => dispatch({ type: 'referral-typed', text: event.currentTarget.value })}
    />
  );
}

type ReferralProblem = 'referral-missing' | 'referral-invalid' | 'referral-needs-pesel';

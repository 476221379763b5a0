import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from '../../components/choice-row.tsx';
import styles from '../patients/form-grid.module.css';
import { stepProblems } from './booking-problems.ts';
import { entitlementsOn } from './entitlements.ts';
import type { Booking } from './use-booking.ts';

/** R23: medical category and the right to be seen out of order, which needs the document that was shown. */
export function UrgencyStep({ booking, tried }: { booking: Booking; tried: boolean }) {
  const { t } = useTranslation();
  const { draft, context, dispatch } = booking;
  const { entitlement } = draft;
  const missing = tried && stepProblems(draft, 'urgency', context).length > 0;
  return (
    <>
      <ChoiceRow
        label={t('booking.urgency.category')}
        value={draft.category}
        choices={(['stable', 'urgent'] as const).map((value) => ({ value, label: t(`booking.urgency.${value}`) }))}
        onChange={(category) => dispatch({ type: 'category-set', category })}
      />
      <div className={styles.one}>
        <NativeSelect
          label={t('booking.urgency.entitlement')}
          value={entitlement?.code ?? ''}
          data={[
            { value: '', label: t('booking.urgency.none') },
            ...entitlementsOn(context.today).map((value) => ({ value, label: t(`booking.entitlement.${value}`) })),
          ]}
          onChange={(event) => {
            const code = event.currentTarget.value;
            dispatch({ type: 'entitlement-set', entitlement: code ? { code, document: entitlement?.document ?? '' } : null });
          }}
        />
        {entitlement ? (
          <TextInput
            label={t('booking.urgency.document')}
            placeholder={t('booking.urgency.documentPlaceholder')}
            value={entitlement.document}
            maxLength={120}
            autoComplete="off"
            error={missing ? t('booking.urgency.documentMissing') : undefined}
            onChange={(event) =>
              dispatch({ type: 'entitlement-set', entitlement: { ...entitlement, document: event.currentTarget.value } })
            }
          />
        ) : null}
      </div>
    </>
  );
}

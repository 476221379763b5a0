import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalList } from '../../components/refusal-list.tsx';
import { applicableSteps, stepOfRefusal } from './booking-steps.ts';
import styles from './refused-notice.module.css';
import type { Booking } from './use-booking.ts';

/** Every reason at once, and a button to each step where one can be put right. */
export function RefusedNotice({ booking: { draft, context, dispatch } }: { booking: Booking }) {
  const { t } = useTranslation();
  const acts = useRef<HTMLDivElement>(null);
  const { refusals } = draft;
  useEffect(() => {
    if (refusals.length > 0) acts.current?.querySelector('button')?.focus();
  }, [refusals]);
  if (refusals.length === 0) return null;
  const open = applicableSteps(draft, context);
  const steps = [...new Set(refusals.map(stepOfRefusal))].filter((step) => open.includes(step));
  return (
    <RefusalList
      refusals={refusals}
      action={
        <div className={styles.acts} ref={acts}>
          {steps.map((step) => (
            <Button
              key={step}
              variant="default"
              onClick={() => dispatch(step === 'slot' ? { type: 'slot-lost' } : { type: 'step-opened', step })}
            >
              {t(`booking.refused.fix.${step}`)}
            </Button>
          ))}
          <p>{t('booking.refused.kept')}</p>
        </div>
      }
    />
  );
}

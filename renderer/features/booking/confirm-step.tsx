import { Button, Loader, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCoreConnected, useDeskStatus } from '../../app/status.ts';
import { Kbd } from '../../components/kbd.tsx';
import { applicableSteps } from './booking-steps.ts';
import styles from './confirm-step.module.css';
import { HoldCountdown } from './hold-countdown.tsx';
import type { Booking } from './use-booking.ts';

/** The last word: a note, what the booking is worth without a connection (R14, R21), and the one button. */
export function ConfirmStep({ booking, heldUntil }: { booking: Booking; heldUntil: string | null }) {
  const { t } = useTranslation();
  const online = useDeskStatus()?.connection === 'online';
  const { draft, context, dispatch } = booking;
  const missing = applicableSteps(draft, context).filter((step) => step !== 'confirm' && !draft.done.includes(step));
  if (draft.phase === 'sending') return <Sending />;
  if (draft.phase === 'unanswered') {
    return (
      <>
        <p className={styles.warn}>{t('booking.confirm.unanswered')}</p>
        <Button data-autofocus type="submit" size="md">
          {t('booking.confirm.repeat')}
        </Button>
      </>
    );
  }
  if (missing.length > 0) {
    return <p>{t('booking.confirm.missing', { steps: missing.map((step) => t(`booking.step.${step}`)).join(', ') })}</p>;
  }
  const request = !online && draft.kind === 'first';
  if (draft.place && !online) return <p className={styles.warn}>{t('booking.everywhere.offline')}</p>;
  return (
    <>
      {draft.place ? <p>{t('booking.confirm.elsewhere', { clinic: draft.place.clinicName })}</p> : null}
      {online ? null : (
        <p className={styles.warn}>{t(request ? 'booking.confirm.offlineFirst' : 'booking.confirm.offlineContinuation')}</p>
      )}
      {heldUntil ? <HoldCountdown until={heldUntil} /> : null}
      {draft.place ? null : (
        <TextInput
          label={t('booking.confirm.note')}
          placeholder={t('booking.confirm.notePlaceholder')}
          value={draft.note}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => dispatch({ type: 'note-typed', note: event.currentTarget.value })}
        />
      )}
      <Button data-autofocus type="submit" size="md" rightSection={<Kbd onAccent>{t('shell.keys.enter')}</Kbd>}>
        {t(request ? 'booking.confirm.bookRequest' : 'booking.confirm.book')}
      </Button>
    </>
  );
}

/** The desk answers in milliseconds; only a restarting core makes this seen. */
function Sending() {
  const { t } = useTranslation();
  const coreConnected = useCoreConnected();
  return (
    <output className={styles.sending}>
      <Loader size={16} />
      {t(coreConnected ? 'booking.confirm.booking' : 'booking.confirm.lost')}
    </output>
  );
}

import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldResult } from '../../../core/contract/search-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import type { Booking } from './use-booking.ts';

/**
 * I8: the chosen slot is held while the form is filled, given back when another is chosen or the screen is left, and taken
 * along by the booking itself. UTC instant by central's clock at which the hold ends; null = nothing is held.
 */
export function useHold({ draft, dispatch }: Booking): string | null {
  const { t } = useTranslation();
  const { client } = useDesk();
  const [held, setHeld] = useState<{ slotId: string; until: string } | null>(null);
  const slotId = draft.slot?.id ?? null;
  const phase = useRef(draft.phase);
  phase.current = draft.phase;
  useEffect(() => {
    if (slotId === null) return;
    let left = false;
    const asked: Promise<HoldResult> = client.slots.hold({ slotId }).catch(() => ({ kind: 'none' }));
    void asked.then((result) => {
      if (left) return;
      if (result.kind === 'held') setHeld({ slotId, until: result.until });
      if (result.kind !== 'refused' || phase.current === 'sending' || phase.current === 'accepted') return;
      dispatch({ type: 'slot-lost' });
      notifications.show({ color: 'bad', message: t('booking.slotGone') });
    });
    return () => {
      left = true;
      // What is being booked, or has been, takes its hold along.
      const booked = phase.current === 'sending' || phase.current === 'unanswered' || phase.current === 'accepted';
      if (!booked)
        void asked
          .then((result) => (result.kind === 'held' ? client.slots.release({ holdId: result.holdId }) : null))
          .catch(() => null);
    };
  }, [slotId, client, dispatch, t]);
  return held !== null && held.slotId === slotId ? held.until : null;
}

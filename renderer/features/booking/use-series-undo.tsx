import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../app/desk-client.ts';
import { markUndone, offerUndo } from '../../app/undo.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import type { SeriesVisit } from './booking-draft.ts';

/**
 * The whole series can be taken back from everywhere (Ctrl+Z, the palette, the history of each of its visits) after its result has
 * been left. `offerId`: the attempt that booked it; null = nothing to offer yet, or any more.
 */
export function useSeriesUndo(offerId: string | null, undoId: string, visits: readonly SeriesVisit[], patientName: string): void {
  const { t } = useTranslation();
  const { client } = useDesk();
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered once; what it takes back does not change
  useEffect(() => {
    if (offerId === null || patientName === '') return;
    const offer = () =>
      offerUndo({
        id: offerId,
        said: `${t('booking.series.booked', { count: visits.length })}: ${patientName}`,
        visitIds: visits.map(({ visitId }) => visitId),
        act: () => void takeBack(),
      });
    const takeBack = async () => {
      const of = visits.map(({ intentId, visitId }) => ({ intentId, visitId }));
      const result = await client.visits.undoSeries({ undoId, visits: of }).catch(() => null);
      if (result?.ok) {
        markUndone(offerId);
        notifications.show({ message: `${t('booking.series.undone')}: ${patientName}` });
        return;
      }
      // Nothing was done: it can be asked for again, under the same id (I3).
      offer();
      notifications.show({
        title: t('shell.undo.failed'),
        message: result ? <RefusalList refusals={result.refusals} plain /> : t('common.unanswered.body'),
        autoClose: 20_000,
      });
    };
    offer();
  }, [offerId, patientName]);
}

import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Truth } from '../../../core/contract/views.ts';
import type { SlotHold } from '../../../core/domain/slot-hold.ts';
import { localDateTimeOf } from '../../../core/domain/time.ts';
import type { VisitGap } from '../../../core/domain/visit.ts';
import type { VisitOutcome } from '../../../core/domain/visit-outcome.ts';
import { type Format, useFormat } from '../../app/format.ts';
import type { KindName } from '../../components/kind-chip.tsx';

/** The few words that blocks are made of, looked up once per language: four hundred blocks a day are drawn with them. */
export interface BlockWords {
  time: Format['time'];
  kind: Record<KindName, string>;
  outcome: Record<VisitOutcome, string>;
  truth: Record<Truth, string>;
  gap: Record<VisitGap, string>;
  urgent: string;
  free: string;
  /** I8: kept by somebody else. */
  held(hold: SlotHold): { short: string; by: string };
  firstShort: string;
}

const WordsContext = createContext<BlockWords | null>(null);
export const BlockWordsProvider = WordsContext.Provider;

export function useBlockWords(): BlockWords {
  const words = useContext(WordsContext);
  if (!words) throw new Error('the calendar has no words');
  return words;
}

export function useWordsOfLanguage(): BlockWords {
  const { t } = useTranslation();
  const { time } = useFormat();
  return useMemo(
    () => ({
      time,
      kind: t('common.kind', { returnObjects: true }),
      outcome: t('common.outcome', { returnObjects: true }),
      truth: t('truth.label', { returnObjects: true }),
      gap: t('common.gap', { returnObjects: true }),
      urgent: t('common.category.urgent'),
      free: t('calendar.free'),
      held: ({ by, until }) => {
        const at = { until: time(localDateTimeOf(until)) };
        return { short: t('calendar.held.block', at), by: t(`calendar.held.by.${by}`) };
      },
      firstShort: t('common.kindShort.first'),
    }),
    [t, time],
  );
}

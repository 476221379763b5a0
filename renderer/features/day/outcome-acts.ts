import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult, VisitView } from '../../../core/contract/views.ts';
import { outcomeOf, type VisitOutcome } from '../../../core/domain/visit-outcome.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { takeOffer } from '../../app/undo.ts';
import { notifyDone } from './notices.tsx';

/** What an outcome has to know of the visit. */
export type Treatable = Pick<VisitView, 'id' | 'version' | 'patientName' | 'localStart' | 'status' | 'course'>;

export interface OutcomeActs {
  /** Marks the visit, tells so and offers the way back. A refusal is only returned. */
  set(visit: Treatable, outcome: VisitOutcome, actorName: string): Promise<CommandResult>;
  /** R43: the number of the medical event of a performed visit. */
  saveEvent(visit: Treatable, eventNumber: string): Promise<CommandResult>;
  /** Takes the last act of this screen back; nothing happens when there is none. */
  undoLast(): void;
}

/** Przyjęcie: the acts of the day of the visit. Undo is a compensating act on the visit as it is by then. */
export function useOutcomeActs(): OutcomeActs {
  const { client, orpc } = useDesk();
  const queries = useQueryClient();
  const { t } = useTranslation();
  const format = useFormat();
  const last = useRef<(() => void) | null>(null);
  return useMemo(() => {
    const send = async (visit: Pick<Treatable, 'id' | 'version'>, outcome: VisitOutcome, eventNumber: string | null) => {
      const intentId = crypto.randomUUID();
      const result = await client.visits.setOutcome({
        intentId,
        visitId: visit.id,
        seenVersion: visit.version,
        outcome,
        eventNumber,
      });
      await Promise.all(
        [orpc.calendar.key(), orpc.reception.key(), orpc.visits.key()].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      return result;
    };
    const words = (visit: Treatable, actor = '') => ({
      patient: visit.patientName,
      when: format.time(visit.localStart),
      actor,
    });

    const takeBack = async (visit: Treatable) => {
      last.current = null;
      const before = outcomeOf(visit);
      const current = await client.visits.get({ id: visit.id });
      if (!current || before === null) return;
      const result = await send(current, before, visit.course?.eventNumber ?? null);
      if (result.ok) notifyDone({ message: t('reception.done.expected', words(visit)) });
    };

    return {
      set: async (visit, outcome, actorName) => {
        const result = await send(visit, outcome, null);
        if (!result.ok) return result;
        const told = notifyDone({
          message: t(`reception.done.${outcome}`, words(visit, actorName)),
          notes: result.notes,
          undo: { label: t('common.undo'), visitIds: [visit.id], act: () => void takeBack(visit) },
        });
        last.current = () => takeOffer(told);
        return result;
      },
      saveEvent: async (visit, eventNumber) => {
        const result = await send(visit, 'performed', eventNumber);
        if (result.ok) notifyDone({ message: t('reception.eventSaved', words(visit)) });
        return result;
      },
      undoLast: () => last.current?.(),
    };
  }, [client, format, orpc, queries, t]);
}

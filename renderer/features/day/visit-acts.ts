import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandResult, SlotView, VisitDetail } from '../../../core/contract/views.ts';
import type { CancelReason } from '../../../core/domain/visit.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { notifyDone } from './notices.tsx';

/** What a command has to know of the visit. */
export interface Actable {
  id: string;
  version: number;
  patientName: string;
  localStart: string;
  slotId: string | null;
}

export interface VisitActs {
  /** The desk's own answer, before anything is done. */
  check(visit: Actable, slot: SlotView): Promise<CommandResult>;
  /** Moves, tells so, and offers the way back. A refusal is only returned. */
  move(visit: Actable, slot: SlotView, actorName: string): Promise<CommandResult>;
  /** R31: cancels an exam and books it anew, in one; tells both steps, and offers the way back. */
  rebook(visit: VisitDetail, slot: SlotView, actorName: string): Promise<CommandResult>;
  cancel(visit: VisitDetail, reason: Exclude<CancelReason, 'sms-reply'>, by: 'patient' | 'clinic'): Promise<CommandResult>;
}

/** `onBookedAgain`: an undone cancellation is a new visit, to be shown in place of the old one. */
export function useVisitActs(onBookedAgain: (visitId: string) => void): VisitActs {
  const { client, orpc } = useDesk();
  const queries = useQueryClient();
  const { t } = useTranslation();
  const format = useFormat();
  const shown = useRef(onBookedAgain);
  shown.current = onBookedAgain;
  return useMemo(() => {
    const id = () => crypto.randomUUID();
    const placement = (visit: Actable, slotId: string) => ({
      intentId: id(),
      visitId: visit.id,
      slotId,
      seenVersion: visit.version,
    });
    const redraw = () => queries.invalidateQueries({ queryKey: orpc.calendar.key() });

    /** A compensating move, on top of the visit as it is now (our own first move may not be confirmed yet). */
    const moveBack = async (visit: Actable, slotId: string) => {
      const current = await client.visits.get({ id: visit.id });
      if (!current) return;
      const result = await client.visits.move(placement(current, slotId));
      await redraw();
      if (result.ok) notifyDone({ message: t('calendar.move.undone', { when: format.moment(visit.localStart) }) });
    };

    /** A cancelled visit stays cancelled: the way back is a new one, for the same patient at the same time. */
    const bookAgain = async (visit: VisitDetail, slotId: string) => {
      const visitId = id();
      const result = await client.visits.book({ ...bookingOf(visit), intentId: id(), visitId, slotId });
      await redraw();
      if (result.ok) shown.current(visitId);
      const words = { patient: visit.patientName, when: format.moment(visit.localStart) };
      notifyDone(
        result.ok
          ? { message: t('calendar.cancelling.undone', words), notes: result.notes }
          : { message: t('calendar.cancelling.undoRefused') },
      );
    };

    /** The same patient, contact and kind on another slot, in place of the exam that is given up. */
    const bookInstead = async (visit: VisitDetail, slotId: string, replaces: string) => {
      const visitId = id();
      const result = await client.visits.book({ ...bookingOf(visit), intentId: id(), visitId, slotId, replaces });
      await redraw();
      if (result.ok) shown.current(visitId);
      return { result, visitId };
    };

    return {
      rebook: async (visit, slot, actorName) => {
        const { result, visitId } = await bookInstead(visit, slot.id, visit.id);
        if (!result.ok) return result;
        const { slotId } = visit;
        const backTo = async (former: string) => {
          const back = await bookInstead(visit, former, visitId);
          const words = { when: format.moment(visit.localStart) };
          notifyDone({ message: t(back.result.ok ? 'calendar.move.undone' : 'calendar.cancelling.undoRefused', words) });
        };
        notifyDone({
          message: t('calendar.rebook.done', {
            patient: visit.patientName,
            when: format.moment(slot.localStart),
            actor: actorName,
          }),
          notes: result.notes,
          ...(slotId ? { undo: { label: t('common.undo'), visitIds: [visitId, visit.id], act: () => void backTo(slotId) } } : {}),
        });
        return result;
      },
      check: (visit, slot) => client.visits.checkMove(placement(visit, slot.id)),
      move: async (visit, slot, actorName) => {
        const result = await client.visits.move(placement(visit, slot.id));
        await redraw();
        if (!result.ok) return result;
        const { slotId } = visit;
        notifyDone({
          message: t('calendar.move.done', {
            patient: visit.patientName,
            when: format.moment(slot.localStart),
            actor: actorName,
          }),
          notes: result.notes,
          ...(slotId ? { undo: { label: t('common.undo'), visitIds: [visit.id], act: () => void moveBack(visit, slotId) } } : {}),
        });
        return result;
      },
      cancel: async (visit, reason, by) => {
        const result = await client.visits.cancel({ intentId: id(), visitId: visit.id, seenVersion: visit.version, reason, by });
        await redraw();
        if (!result.ok) return result;
        const { slotId } = visit;
        notifyDone({
          message: t('calendar.cancelling.done', { patient: visit.patientName, when: format.moment(visit.localStart) }),
          notes: result.notes,
          ...(slotId && reason !== 'death' && !visit.elsewhere
            ? { undo: { label: t('common.undo'), visitIds: [visit.id], act: () => void bookAgain(visit, slotId) } }
            : {}),
        });
        return result;
      },
    };
  }, [client, format, orpc, queries, t]);
}

/** The visit in the terms of a new booking, all but its place. */
function bookingOf(visit: VisitDetail) {
  const { patientId, contact, kind, category, entitlement, referral, note } = visit;
  return {
    patient: null,
    patientId,
    contact,
    kind,
    category,
    entitlement,
    referral: referral ? (referral.key ?? referral.code) : null,
    note,
  };
}

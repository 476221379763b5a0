import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { SlotView, VisitDetail, VisitView } from '../../../core/contract/views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useDesk } from '../../app/desk-client.ts';
import { scheduleOf, useOverview } from '../../app/overview.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { RefusedDialog, type RefusedDrop } from './refused-dialog.tsx';
import type { CarryActs } from './use-carry.ts';
import { useVisitActs } from './visit-acts.ts';

type Open =
  | { kind: 'move'; visit: VisitDetail; refused: readonly Refusal[] }
  | { kind: 'cancel'; visit: VisitDetail }
  | { kind: 'refused'; drop: RefusedDrop };

export interface VisitDialogs {
  openMove(visitId: string, refused?: readonly Refusal[]): void;
  openCancel(visitId: string): void;
  /** Moves to a slot; `slot` null = dropped where there is none. All reasons are shown when it is refused. */
  drop(visit: VisitView, slot: SlotView | null, place: { scheduleId: string; localStart: string }): void;
  carryActs: CarryActs;
  /** The dialog that is open, to be rendered. */
  element: React.ReactNode;
}

/** The dialogs of a visit, shared by day, week and list. Each opens on the visit as core has it now. */
export function useVisitDialogs(onBookedAgain: (visitId: string) => void): VisitDialogs {
  const { client } = useDesk();
  const overview = useOverview();
  const acts = useVisitActs(onBookedAgain);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  useFocusReturn(open !== null);

  const openFor = useCallback(
    async (visitId: string, make: (visit: VisitDetail) => Open) => {
      const visit = await client.visits.get({ id: visitId });
      if (visit) setOpen(make(visit));
    },
    [client],
  );
  const openMove = useCallback(
    (visitId: string, refused: readonly Refusal[] = []) => void openFor(visitId, (visit) => ({ kind: 'move', visit, refused })),
    [openFor],
  );
  const openCancel = useCallback((visitId: string) => void openFor(visitId, (visit) => ({ kind: 'cancel', visit })), [openFor]);
  const drop = useCallback<VisitDialogs['drop']>(
    (visit, slot, { scheduleId, localStart }) => {
      if (slot?.id === visit.slotId && slot) return;
      const actorName = scheduleOf(overview, scheduleId)?.actorShort ?? '';
      const refused = (refusals: readonly Refusal[]) =>
        setOpen({ kind: 'refused', drop: { visit, localStart, actorName, refusals } });
      if (!slot) return refused([]);
      void acts.move(visit, slot, actorName).then((result) => {
        if (!result.ok) refused(result.refusals);
      });
    },
    [acts, overview],
  );
  const carryActs = useMemo<CarryActs>(
    () => ({
      check: acts.check,
      drop: (visit, slot) => drop(visit, slot, { scheduleId: slot.scheduleId, localStart: slot.localStart }),
    }),
    [acts, drop],
  );

  return { openMove, openCancel, drop, carryActs, element: open ? dialogOf(open) : null };

  function dialogOf(shown: Open) {
    switch (shown.kind) {
      case 'move':
        return <MoveDialog visit={shown.visit} refused={shown.refused} acts={acts} onClose={close} />;
      case 'cancel':
        return <CancelDialog visit={shown.visit} cancel={acts.cancel} onClose={close} />;
      case 'refused':
        return <RefusedDialog drop={shown.drop} onChoose={() => openMove(shown.drop.visit.id)} onClose={close} />;
    }
  }
}

/** The dialogs come and go whole, so the focus is brought back by hand to what had it when the first of them opened. */
function useFocusReturn(isOpen: boolean): void {
  const opener = useRef<Element | null>(null);
  // While drawing, before the dialog takes the focus.
  if (isOpen && opener.current === null) opener.current = document.activeElement;
  useEffect(() => {
    if (isOpen || opener.current === null) return;
    const element = opener.current;
    opener.current = null;
    if (element instanceof HTMLElement && element.isConnected) element.focus();
  }, [isOpen]);
}

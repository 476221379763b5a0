import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientVisit, VisitDetail } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { CancelDialog } from '../day/cancel-dialog.tsx';
import { useVisitActs } from '../day/visit-acts.ts';
import { MoveElsewhereDialog } from './move-elsewhere-dialog.tsx';

/** R30, R31: a visit in another clinic has no day here, so what may be done with it for the patient is offered beside it. */
export function ElsewhereActs({ visit, now }: { visit: PatientVisit; now: string }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const [open, setOpen] = useState<'move' | 'cancel' | null>(null);
  const detail = useQuery(orpc.visits.get.queryOptions({ input: { id: visit.id }, enabled: open !== null }));
  const acts = useVisitActs(() => setOpen(null));
  if (visit.status !== 'booked' || visit.startsAt <= now) return null;
  const shown: VisitDetail | null = detail.data ?? null;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen('move')}>
        {t('patients.elsewhere.move')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => setOpen('cancel')}>
        {t('patients.elsewhere.cancel')}
      </Button>
      {open === 'cancel' && shown ? <CancelDialog visit={shown} cancel={acts.cancel} onClose={() => setOpen(null)} /> : null}
      {open === 'move' && shown ? <MoveElsewhereDialog visit={shown} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../core/contract/views.ts';
import type { Refusal } from '../../../core/domain/refusal.ts';
import { useFormat } from '../../app/format.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './dialogs.module.css';

/** A drop that was not accepted: `refusals` empty = there is no slot at that place. */
export interface RefusedDrop {
  visit: VisitView;
  localStart: string;
  actorName: string;
  refusals: readonly Refusal[];
}

/** All reasons at once, and the next act. */
export function RefusedDialog({ drop, onChoose, onClose }: { drop: RefusedDrop; onChoose: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { visit, localStart, actorName, refusals } = drop;
  return (
    <Modal opened onClose={onClose} title={t('calendar.move.refusedTitle')} size={480}>
      <Stack gap="md">
        <p className={styles.subject}>
          <b>{visit.patientName}</b>
          <span>{t('calendar.move.refusedFor', { when: format.moment(localStart), actor: actorName })}</span>
        </p>
        {refusals.length === 0 ? (
          <p role="alert">
            {t('calendar.move.noSlot')} {t('calendar.move.noSlotAct')}
          </p>
        ) : (
          <RefusalList refusals={refusals} />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.close')}
          </Button>
          {visit.movable ? (
            <Button onClick={onChoose} data-autofocus>
              {t('calendar.move.choose')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
}

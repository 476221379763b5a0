import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScheduleView, SlotView } from '../../../core/contract/views.ts';
import { localDateTimeOf } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import { Kbd } from '../../components/kbd.tsx';
import { KindChip } from '../../components/kind-chip.tsx';
import { roomName } from '../../components/room-name.ts';
import styles from './drawer.module.css';
import { DrawerFrame, Fact } from './drawer-frame.tsx';
import { placeName } from './visit-drawer.tsx';

/** The selected gap: what may be booked here, and the one act. */
export function SlotDrawer({
  slot,
  schedule,
  onBook,
  onClose,
}: {
  slot: SlotView;
  schedule: ScheduleView;
  onBook: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const free = slot.state === 'free';
  const title = t(slot.hold ? 'calendar.held.title' : 'calendar.drawer.slotLabel');
  const why = ({ hold }: SlotView) =>
    hold
      ? t(`calendar.held.${hold.by}`, { until: format.time(localDateTimeOf(hold.until)) })
      : t(free ? 'calendar.drawer.slotHint' : 'calendar.drawer.slotTaken');
  return (
    <DrawerFrame label={title} blockId={slot.id} onClose={onClose}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <p>{format.moment(slot.localStart)}</p>
        <div className={styles.chips}>
          <KindChip visit={{ service: schedule.service, kind: slot.kind }} />
        </div>
      </div>
      <dl className={styles.facts}>
        <Fact name={t('calendar.drawer.when')}>
          <b>{format.moment(slot.localStart)}</b> · {t('common.minutes', { count: slot.durationMinutes })}
        </Fact>
        <Fact name={schedule.actorKind === 'device' ? t('calendar.drawer.device') : t('calendar.drawer.actor')}>
          {schedule.actorName}
        </Fact>
        <Fact name={t('calendar.drawer.place')}>
          {[placeName(schedule.clinicCode, t), slot.room ? roomName(slot.room, t) : null].filter(Boolean).join(', ')}
        </Fact>
        <Fact name={t('calendar.drawer.mode')}>{t(`common.mode.${slot.mode}`)}</Fact>
      </dl>
      <div className={styles.acts}>
        <Button
          className={styles.wide}
          disabled={!free}
          onClick={onBook}
          rightSection={free ? <Kbd onAccent>{t('shell.keys.enter')}</Kbd> : null}
        >
          {t('calendar.drawer.book', { time: format.time(slot.localStart) })}
        </Button>
        <p className={styles.why}>{why(slot)}</p>
      </div>
    </DrawerFrame>
  );
}

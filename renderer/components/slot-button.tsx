import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SlotView } from '../../core/contract/views.ts';
import { localDateTimeOf } from '../../core/domain/time.ts';
import { useFormat } from '../app/format.ts';
import { scheduleOf, useOverview } from '../app/overview.ts';
import { kindEdge, kindName } from './kind-chip.tsx';
import styles from './slot-button.module.css';

/** One free slot to choose, or one that somebody else keeps for the moment (I8), which says so. `withDay`: shows the day too (proposals); otherwise the time, the list being grouped by day. */
export function SlotButton({
  slot,
  actorName,
  selected = false,
  withDay = false,
  disabled = false,
  tabIndex,
  onChoose,
}: {
  slot: SlotView;
  actorName?: string | undefined;
  selected?: boolean;
  withDay?: boolean;
  disabled?: boolean;
  /** For lists in which arrows walk (roving tab stop). */
  tabIndex?: number | undefined;
  onChoose: (slot: SlotView) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const service = scheduleOf(useOverview(), slot.scheduleId)?.service ?? 'cardiology';
  const offered = { service, kind: slot.kind };
  const kind = t(`common.kind.${kindName(offered)}`);
  const when = withDay ? format.moment(slot.localStart) : format.time(slot.localStart);
  const { hold } = slot;
  const at = { until: hold ? format.time(localDateTimeOf(hold.until)) : '' };
  const held = hold ? `${t(`calendar.held.by.${hold.by}`)} ${t('calendar.held.until', at)}` : null;
  const label = [format.longDay(slot.localStart), format.time(slot.localStart), actorName, kind, held].filter(Boolean).join(', ');
  return (
    <button
      type="button"
      className={styles.slot}
      data-edge={kindEdge(offered)}
      data-kept={hold ? true : undefined}
      tabIndex={tabIndex}
      aria-pressed={selected}
      aria-label={label}
      title={held ?? undefined}
      disabled={disabled || slot.state !== 'free'}
      onClick={() => onChoose(slot)}
    >
      <span className={styles.when}>{when}</span>
      {hold ? (
        <span className={styles.held}>
          <IconLock size={12} aria-hidden /> {t('calendar.held.until', at)}
        </span>
      ) : null}
      {actorName && !hold ? <span className={styles.actor}>{actorName}</span> : null}
    </button>
  );
}

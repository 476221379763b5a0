import { useTranslation } from 'react-i18next';
import type { AffectedVisitView } from '../../../core/contract/schedule-views.ts';
import { useFormat } from '../../app/format.ts';
import { scheduleOf, useOverview } from '../../app/overview.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { KindChip } from '../../components/kind-chip.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import { shortPersonName } from '../../components/short-person-name.ts';
import { SlotButton } from '../../components/slot-button.tsx';
import styles from './check-panel.module.css';
import { type Decision, type Decisions, takenSlots } from './decisions.ts';

/** Nearest free slots that no other visit has been given. */
const mostShown = 6;

/** R9: one affected visit: what hits it, what may be done with it, and what follows from that. */
export function AffectedRow({
  each,
  decisions,
  onDecide,
  onMoveTo,
}: {
  each: AffectedVisitView;
  decisions: Decisions;
  onDecide(wish: Decision['decision']): void;
  onMoveTo(slotId: string): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const overview = useOverview();
  const { visit, moveRefusals, proposals } = each;
  const decision = decisions.get(visit.id);
  const taken = takenSlots(decisions, visit.id);
  const movable = moveRefusals.length === 0 && proposals.some(({ id }) => !taken.has(id));
  const offered = proposals.filter(({ id }) => !taken.has(id)).slice(0, mostShown);
  return (
    <li className={styles.visit} data-decided={decision ? true : undefined}>
      <div className={styles.who}>
        <b>{visit.patientName}</b>
        <KindChip visit={visit} />
        <span>{`${format.moment(visit.localStart)} · ${each.actorName}`}</span>
        <em>{t(`schedules.checking.why.${each.why}`)}</em>
        {each.place ? (
          <span>
            {t('schedules.checking.place', {
              from: each.place.from ?? t('schedules.checking.atClinic'),
              to: each.place.to ?? t('schedules.checking.atClinic'),
            })}
          </span>
        ) : null}
      </div>
      <ChoiceRow<Decision['decision']>
        hideLabel
        label={t('schedules.checking.decide', { patient: visit.patientName, when: format.moment(visit.localStart) })}
        value={decision?.decision ?? null}
        choices={[
          { value: 'move', label: t('schedules.checking.move'), disabled: !movable },
          { value: 'keep', label: t('schedules.checking.keep') },
          { value: 'cancel', label: t('schedules.checking.cancel') },
        ]}
        onChange={onDecide}
      />
      {moveRefusals.length > 0 && decision?.decision !== 'cancel' ? <RefusalList refusals={moveRefusals} /> : null}
      {moveRefusals.length === 0 && proposals.length === 0 ? (
        <p className={styles.follows}>{t('schedules.checking.noProposals')}</p>
      ) : null}
      {decision?.decision === 'move' ? (
        <div className={styles.slots}>
          {offered.map((slot) => (
            <SlotButton
              key={slot.id}
              withDay
              slot={slot}
              selected={decision.slotId === slot.id}
              actorName={shortPersonName(scheduleOf(overview, slot.scheduleId)?.actorShort ?? '')}
              onChoose={() => onMoveTo(slot.id)}
            />
          ))}
        </div>
      ) : null}
      {decision?.decision === 'keep' ? (
        <p className={styles.follows}>
          {t(each.why === 'other-place' ? 'schedules.checking.keepMeansPlace' : 'schedules.checking.keepMeans')}
        </p>
      ) : null}
      {decision?.decision === 'cancel' ? (
        <p className={styles.follows}>
          {t(each.returnsToWaitingRoom ? 'schedules.checking.cancelReturns' : 'schedules.checking.cancelCall')}
        </p>
      ) : null}
    </li>
  );
}

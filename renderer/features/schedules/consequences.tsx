import { useTranslation } from 'react-i18next';
import type { ScheduleCard, ScheduleCheck } from '../../../core/contract/schedule-views.ts';
import { useFormat } from '../../app/format.ts';
import { RefusalList } from '../../components/refusal-list.tsx';
import styles from './check-panel.module.css';
import type { Drafts } from './schedule-drafts.ts';

/** What follows from the changes beside the visits: counts, where freed slots go, conflicts, faults. */
export function Consequences({ check, cards, drafts }: { check: ScheduleCheck; cards: readonly ScheduleCard[]; drafts: Drafts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (id: string) =>
    drafts.get(id)?.draft.actor.name ?? cards.find(({ schedule }) => schedule.id === id)?.view.actorName ?? '';
  const { whatIf } = check;
  return (
    <>
      {check.faults.map(({ scheduleId, refusals }) => (
        <section key={scheduleId} className={styles.part}>
          <h3>{`${t('schedules.checking.faults')}: ${nameOf(scheduleId)}`}</h3>
          <RefusalList refusals={refusals} />
        </section>
      ))}
      <section className={styles.part}>
        <h3>{t('schedules.checking.slots')}</h3>
        <ul>
          {check.slots.map(({ scheduleId, before, after, added, removed }) => (
            <li key={scheduleId}>
              <span>{nameOf(scheduleId)}</span>
              <b>{t('schedules.checking.slotsLine', { before, after })}</b>
              <small>
                {[
                  ...(added > 0 ? [t('schedules.checking.added', { count: added })] : []),
                  ...(removed > 0 ? [t('schedules.checking.removed', { count: removed })] : []),
                ].join(', ')}
              </small>
            </li>
          ))}
        </ul>
      </section>
      {check.affected.length > 0 ? (
        <section className={styles.part}>
          <h3>{t('schedules.checking.whatIf')}</h3>
          <p>
            {(['movable', 'toWaitingRoom', 'toCall'] as const)
              .filter((name) => whatIf[name] > 0)
              .map((name) => t(`schedules.checking.${name}`, { count: whatIf[name] }))
              .join(', ')}
            .
          </p>
        </section>
      ) : null}
      <section className={styles.part}>
        <h3>{t('schedules.checking.freed')}</h3>
        {check.freed.length === 0 ? <p>{t('schedules.checking.freedNone')}</p> : null}
        <ul>
          {check.freed.map(({ goesTo, count, firstLocalStart }) => (
            <li key={goesTo}>
              <b>{count}</b>
              <span>{t(`schedules.checking.freedTo.${goesTo}`)}</span>
              <small>{t('schedules.checking.freedFirst', { when: format.moment(firstLocalStart) })}</small>
            </li>
          ))}
        </ul>
        {check.freed.some(({ goesTo }) => goesTo !== 'clinic' && goesTo !== 'desk') ? (
          <p className={styles.follows}>
            {t('schedules.checking.freedRule', { when: format.shortInstant(check.shortNoticeUntil) })}
          </p>
        ) : null}
      </section>
      <section className={styles.part}>
        <h3>{t('schedules.checking.conflicts')}</h3>
        {check.conflicts.length === 0 ? <p>{t('schedules.checking.noConflicts')}</p> : null}
        <ul>
          {check.conflicts.map(({ kind, room, scheduleIds, firstDate, days, from, to }) => (
            <li key={`${kind} ${scheduleIds.join(' ')} ${room}`} className={styles.conflict}>
              <span>
                {t(kind === 'room' ? 'schedules.checking.conflictRoom' : 'schedules.checking.conflictActor', {
                  room: room ?? '',
                  one: nameOf(scheduleIds[0]),
                  other: nameOf(scheduleIds[1]),
                  from,
                  to,
                  date: format.fullDate(firstDate),
                })}
              </span>
              <small>{t('schedules.checking.conflictDays', { count: days })}</small>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

import { IconDeviceDesktop, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ScheduleCard } from '../../../core/contract/schedule-views.ts';
import { hrefOf, schedules } from '../../app/routes.ts';
import styles from './doctor-list.module.css';
import type { Drafts } from './schedule-drafts.ts';

/** Doctors and devices to the left; what is changed and not published says so. */
export function DoctorList({
  cards,
  drafts,
  selectedId,
}: {
  cards: readonly ScheduleCard[];
  drafts: Drafts;
  selectedId: string | null;
}) {
  const { t } = useTranslation();
  return (
    <nav className={styles.list} aria-label={t('schedules.list')}>
      {cards.map(({ schedule, view, outsideSchedule, truth, refused }) => {
        const draft = drafts.get(schedule.id);
        const Icon = schedule.actor.kind === 'device' ? IconDeviceDesktop : IconUser;
        return (
          <a
            key={schedule.id}
            className={styles.entry}
            href={hrefOf(schedules(schedule.id))}
            aria-current={schedule.id === selectedId ? 'page' : undefined}
          >
            <Icon size={16} stroke={1.6} aria-hidden />
            <span className={styles.name}>{view.actorName}</span>
            <span className={styles.place}>
              {view.clinicCode}
              {draft ? <b className={styles.changed}>{t(draft.base ? 'schedules.changed' : 'schedules.isNew')}</b> : null}
              {refused ? <b className={styles.refused}>{t('truth.label.refused')}</b> : null}
              {!refused && truth !== 'confirmed' && !draft ? <b className={styles.local}>{t(`truth.label.${truth}`)}</b> : null}
            </span>
            {outsideSchedule > 0 ? (
              <span className={styles.outside}>{t('schedules.outside', { count: outsideSchedule })}</span>
            ) : null}
          </a>
        );
      })}
    </nav>
  );
}

import { useTranslation } from 'react-i18next';
import type { ReceptionRow } from '../../../core/contract/reception-views.ts';
import { possibleOutcomes } from '../../../core/domain/visit-outcome.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf } from '../../app/routes.ts';
import { KindChip, Mark } from '../../components/kind-chip.tsx';
import { roomName } from '../../components/room-name.ts';
import { TruthLabel } from '../../components/truth-label.tsx';
import drawer from '../day/drawer.module.css';
import { Fact } from '../day/drawer-frame.tsx';
import type { OutcomeActs } from '../day/outcome-acts.ts';
import { VisitCourseActs } from '../day/visit-course.tsx';

/** The person who stands there: where to send him, and what to mark. */
export function ReceptionPanel({
  row,
  arrivals,
  now,
  acts,
  onDone,
}: {
  row: ReceptionRow;
  /** Enter records an arrival here. */
  arrivals: boolean;
  now: string;
  acts: OutcomeActs;
  onDone(): void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const keys = {
    ...(arrivals ? { arrived: t('shell.keys.enter') } : {}),
    'in-progress': `${t('shell.keys.ctrl')} ${t('shell.keys.enter')}`,
    performed: `Shift ${t('shell.keys.enter')}`,
  };
  return (
    <section className={drawer.drawer} aria-label={row.patientName}>
      <div className={drawer.head}>
        <h2>{row.patientName}</h2>
        <p>{row.peselMasked ? `PESEL ${row.peselMasked}` : null}</p>
        <div className={drawer.chips}>
          <KindChip visit={row} />
          {row.urgent ? <Mark tone="warn">{t('common.category.urgent')}</Mark> : null}
          {row.entitled ? <Mark tone="warn">{t('common.entitled')}</Mark> : null}
          {row.gaps.map((gap) => (
            <Mark key={gap} tone="warn">
              {t(`common.gap.${gap}`)}
            </Mark>
          ))}
          <TruthLabel truth={row.truth} />
        </div>
      </div>
      <dl className={drawer.facts}>
        <Fact name={t('calendar.drawer.when')}>
          <b>{format.moment(row.localStart)}</b>
        </Fact>
        <Fact name={row.service === 'mammography' ? t('calendar.drawer.device') : t('calendar.drawer.actor')}>
          {row.schedule.actorName}
        </Fact>
        <Fact name={t('calendar.drawer.place')}>
          {[row.schedule.clinicCode, row.room ? roomName(row.room, t) : null].filter(Boolean).join(', ')}
        </Fact>
      </dl>
      <VisitCourseActs
        visit={row}
        actorName={row.schedule.actorShort}
        possible={possibleOutcomes(row, now)}
        acts={acts}
        keys={keys}
        onDone={onDone}
      />
      <a className={drawer.link} href={hrefOf(day(row.localStart.slice(0, 10), row.id))}>
        {t('reception.openDetail')}
      </a>
    </section>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleCard } from '../../../core/contract/schedule-views.ts';
import { absencesOf, withoutExceptions } from '../../../core/domain/edit-days.ts';
import { changeFrom, copyTemplate } from '../../../core/domain/edit-weekly.ts';
import type { MobileStop, Schedule, Slot } from '../../../core/domain/schedule.ts';
import { addDays } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import styles from './panel.module.css';
import type { Edit } from './schedule-drafts.ts';
import { StopsPart } from './stops-part.tsx';
import { DateField } from './typed-fields.tsx';

interface SummaryProps {
  schedule: Schedule;
  /** A year of slots from today on. */
  slots: readonly Slot[];
  others: readonly ScheduleCard[];
  today: string;
  onEdit(edit: Partial<Edit>): void;
  onShow(date: string): void;
  /** null = a new one. */
  onOpenStop(stop: MobileStop | null): void;
}

/** Nothing is chosen: what the schedule gives, its absences and unusual days, and copying from another doctor. */
export function SummaryPanel(props: SummaryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { schedule, today, onEdit, onShow, onOpenStop } = props;
  const ahead = schedule.exceptions.filter(({ date }) => date >= today);
  const absences = absencesOf(ahead);
  const oneOffs = ahead.filter(({ kind }) => kind === 'hours');
  const spoken = ({ from, to }: { from: string; to: string }) => format.dateRange(from, to);
  return (
    <>
      <h2 className={styles.title}>{t('schedules.summary.title')}</h2>
      <Numbers {...props} />
      {schedule.service === 'cardiology' ? null : (
        <StopsPart
          stops={schedule.stops ?? []}
          today={today}
          onOpen={onOpenStop}
          onAdd={() => onOpenStop(null)}
          onRemove={(stop) => onEdit({ stops: (schedule.stops ?? []).filter((each) => each !== stop) })}
        />
      )}
      <section className={styles.part}>
        <h3>{t('schedules.summary.absences')}</h3>
        {absences.length === 0 ? <p className={styles.help}>{t('schedules.summary.noAbsences')}</p> : null}
        <ul className={styles.lines}>
          {absences.map((absence) => (
            <li key={absence.from}>
              <Button variant="subtle" size="compact-sm" onClick={() => onShow(absence.from)}>
                {`${spoken(absence)} · ${absence.reason}`}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('schedules.summary.remove', { when: spoken(absence) })}
                onClick={() => onEdit({ exceptions: withoutExceptions(schedule.exceptions, absence) })}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.part}>
        <h3>{t('schedules.summary.oneOffs')}</h3>
        {oneOffs.length === 0 ? <p className={styles.help}>{t('schedules.summary.noOneOffs')}</p> : null}
        <ul className={styles.lines}>
          {oneOffs.map(({ date, reason }) => (
            <li key={date}>
              <Button variant="subtle" size="compact-sm" onClick={() => onShow(date)}>
                {`${format.shortDay(date)} · ${reason}`}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('schedules.summary.removeDay', { when: format.shortDay(date) })}
                onClick={() => onEdit({ exceptions: withoutExceptions(schedule.exceptions, { from: date, to: date }) })}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      </section>
      <CopyFrom {...props} />
    </>
  );
}

function Numbers({ schedule, slots, today }: SummaryProps) {
  const { t } = useTranslation();
  const counts = useMemo(() => {
    const soon = addDays(today, 28);
    const count = (some: readonly Slot[]) => {
      const first = some.filter(({ kind }) => kind === 'first').length;
      return { all: some.length, first, continuation: some.length - first };
    };
    return [count(slots.filter(({ startsAt }) => startsAt < soon)), count(slots)] as const;
  }, [slots, today]);
  const rows = schedule.service === 'cardiology' ? (['all', 'first', 'continuation'] as const) : (['all'] as const);
  const words = { all: 'slots', first: 'first', continuation: 'continuation' } as const;
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('schedules.summary.weeks4')}</th>
          <th scope="col">{t('schedules.summary.year')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row}>
            <th scope="row">{t(`schedules.summary.${words[row]}`)}</th>
            {counts.map((count, index) => (
              <td key={index === 0 ? 'soon' : 'year'}>{count[row]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CopyFrom({ schedule, others, today, onEdit }: SummaryProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(others[0]?.schedule.id ?? '');
  const [date, setDate] = useState(today);
  const source = others.find((card) => card.schedule.id === from)?.schedule;
  if (others.length === 0) return null;
  const copy = () => {
    if (!source) return;
    const ends = source.weekly.map(({ validTo }) => validTo).sort((a, b) => (a < b ? 1 : -1));
    const kept = schedule.weekly.reduceRight((weekly, _, index) => changeFrom(weekly, index, date, null), schedule.weekly);
    onEdit({ weekly: [...kept, ...copyTemplate(source.weekly, date, ends[0] ?? date)] });
  };
  return (
    <section className={styles.part}>
      <h3>{t('schedules.summary.copyFrom')}</h3>
      <NativeSelect
        label={t('schedules.summary.copyFromWho')}
        value={from}
        data={others.map(({ schedule: { id }, view }) => ({ value: id, label: `${view.actorName} · ${view.clinicCode}` }))}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <DateField label={t('schedules.summary.copyFromDate')} value={date} onChange={setDate} />
      <p className={styles.help}>{t('schedules.summary.copyFromHelp')}</p>
      <Button variant="default" onClick={copy}>
        {t('schedules.summary.copy')}
      </Button>
    </section>
  );
}

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyWeek, hoursToEdit, withAbsence, withDayHours, withoutExceptions } from '../../../core/domain/edit-days.ts';
import { copyDay } from '../../../core/domain/edit-weekly.ts';
import type { Schedule, WeeklyHours } from '../../../core/domain/schedule.ts';
import { addDays, instantOf, localDateOf, localTimeOf, weekdayOf } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import type { Translate } from '../../messages/i18n.ts';
import styles from './panel.module.css';
import type { Edit } from './schedule-drafts.ts';
import { DateField, TimeField } from './typed-fields.tsx';
import { type GridDay, mondayOf } from './week-model.ts';

interface DayFormProps {
  schedule: Schedule;
  day: GridDay;
  onEdit(edit: Partial<Edit>): void;
}

/** One day alone: an absence, one-off hours, back to the week; its hours repeated elsewhere; an extra slot. */
export function DayForm(props: DayFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { schedule, day, onEdit } = props;
  const range = { from: day.date, to: day.date };
  const one = day.state === 'absent' || schedule.exceptions.some(({ date }) => date === day.date);
  return (
    <>
      <h2 className={styles.title}>
        {format.dayTitle(day.date)}
        <small>{stateText(day, t)}</small>
      </h2>
      <div className={styles.buttons}>
        {day.state === 'template' || day.state === 'one-off' ? (
          <Button
            variant="default"
            onClick={() => onEdit({ exceptions: withAbsence(schedule.exceptions, range, t('schedules.absent.leave')) })}
          >
            {t('schedules.day.toAbsence')}
          </Button>
        ) : null}
        {day.state === 'template' ? (
          <Button
            variant="default"
            onClick={() =>
              onEdit({
                exceptions: withDayHours(
                  schedule.exceptions,
                  day.date,
                  hoursToEdit(schedule, day.date),
                  t('schedules.week.oneOff'),
                ),
              })
            }
          >
            {t('schedules.day.toOneOff')}
          </Button>
        ) : null}
        {one ? (
          <Button variant="default" onClick={() => onEdit({ exceptions: withoutExceptions(schedule.exceptions, range) })}>
            {t('schedules.day.toTemplate')}
          </Button>
        ) : null}
      </div>
      {day.state === 'template' && day.blocks.length > 0 ? <CopyDay {...props} /> : null}
      <CopyWeek {...props} />
      {day.state === 'holiday' || day.state === 'absent' ? null : <ExtraSlots {...props} />}
    </>
  );
}

function stateText(day: GridDay, t: Translate): string {
  if (day.state === 'absent') return t('schedules.day.absent', { reason: day.reason });
  if (day.state === 'holiday') return t('schedules.day.holiday', { holiday: t(`calendar.holiday.${day.holiday as 'easter'}`) });
  return t(day.state === 'one-off' ? 'schedules.day.oneOff' : 'schedules.day.template');
}

function CopyDay({ schedule, day, onEdit }: DayFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = weekdayOf(day.date);
  const [chosen, setChosen] = useState<WeeklyHours['weekday'][]>([]);
  const monday = mondayOf(day.date);
  return (
    <section className={styles.part}>
      <fieldset className={styles.weekdays}>
        <legend>{t('schedules.day.copyTo')}</legend>
        {([1, 2, 3, 4, 5, 6, 7] as const)
          .filter((weekday) => weekday !== own)
          .map((weekday) => (
            <Checkbox
              key={weekday}
              size="md"
              label={format.weekday(addDays(monday, weekday - 1))}
              checked={chosen.includes(weekday)}
              onChange={() =>
                setChosen(chosen.includes(weekday) ? chosen.filter((each) => each !== weekday) : [...chosen, weekday])
              }
            />
          ))}
      </fieldset>
      <Button
        variant="default"
        disabled={chosen.length === 0}
        onClick={() => {
          onEdit({ weekly: copyDay(schedule.weekly, own, chosen) });
          setChosen([]);
        }}
      >
        {t('schedules.day.copy')}
      </Button>
    </section>
  );
}

function CopyWeek({ schedule, day, onEdit }: DayFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const monday = mondayOf(day.date);
  const [to, setTo] = useState(addDays(monday, 7));
  const target = mondayOf(to);
  return (
    <section className={styles.part}>
      <DateField label={t('schedules.day.copyWeek')} value={to} onChange={setTo} />
      <Button
        variant="default"
        disabled={target === monday}
        onClick={() => onEdit({ exceptions: copyWeek(schedule, monday, target, `= ${format.fullDate(monday)}`) })}
      >
        {t('schedules.day.copyWeekAct')}
      </Button>
    </section>
  );
}

/** R49: a slot beyond the schedule, with author and reason. The author is core's to say. */
function ExtraSlots({ schedule, day, onEdit }: DayFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [time, setTime] = useState('');
  const [reason, setReason] = useState('');
  const extras = schedule.overrides.filter(
    ({ change, startsAt }) => change.kind === 'extra' && localDateOf(startsAt) === day.date,
  );
  return (
    <section className={styles.part}>
      <h3>{t('schedules.day.extra')}</h3>
      <p className={styles.help}>{t('schedules.day.extraHelp')}</p>
      {extras.length > 0 ? (
        <ul className={styles.lines} aria-label={t('schedules.day.extras')}>
          {extras.map((extra) => {
            const at = format.time(`${day.date}T${localTimeOf(extra.startsAt)}`);
            return (
              <li key={JSON.stringify(extra)}>
                <span>{`${at} · ${extra.reason}`}</span>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={t('schedules.day.removeExtra', { time: at })}
                  onClick={() => onEdit({ overrides: schedule.overrides.filter((each) => each !== extra) })}
                >
                  ×
                </Button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <div className={styles.row}>
        <TimeField label={t('schedules.day.extraTime')} value={time} onChange={setTime} />
        <TextInput
          label={t('schedules.day.extraReason')}
          value={reason}
          maxLength={120}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <Button
        variant="default"
        disabled={time === '' || reason.trim() === ''}
        onClick={() => {
          const durationMinutes = day.slots[0]?.durationMinutes ?? 20;
          const change = { kind: 'extra' as const, visitKind: 'continuation' as const, durationMinutes, overbooked: true };
          const extra = { startsAt: instantOf(day.date, time), change, author: '', reason: reason.trim() };
          onEdit({ overrides: [...schedule.overrides, extra] });
          setReason('');
        }}
      >
        {t('schedules.day.addExtra')}
      </Button>
    </section>
  );
}

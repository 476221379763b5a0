import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeFrom } from '../../../core/domain/edit-weekly.ts';
import { overlappingPairs } from '../../../core/domain/judge-schedule.ts';
import type { DayHours, Schedule, WeeklyHours } from '../../../core/domain/schedule.ts';
import { useFormat } from '../../app/format.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { changeHours, hoursAt, insertBreak, type Scope, type Source } from './edit-hours.ts';
import { KindFields } from './kind-fields.tsx';
import styles from './panel.module.css';
import type { Edit } from './schedule-drafts.ts';
import { DateField, TimeField } from './typed-fields.tsx';
import { counts, mondayOf } from './week-model.ts';

export interface HoursFormProps {
  schedule: Schedule;
  source: Source;
  /** Monday of the shown week, not before today's. */
  from: string;
  scope: Scope;
  onScope(scope: Scope): void;
  onEdit(edit: Partial<Edit>, source: Source | null): void;
}

/** The chosen hours in fields: everything that a drag can do, to the minute, and what no drag can. */
export function HoursForm(props: HoursFormProps) {
  const { t } = useTranslation();
  const { schedule, source, scope, from, onEdit } = props;
  const hours = hoursAt(schedule, source);
  if (!hours) return null;
  const when = { scope, from };
  const change = (some: Partial<WeeklyHours>) => {
    const changed = changeHours(schedule, source, { ...hours, ...some }, when);
    onEdit(changed.edit, changed.source);
  };
  const gives = counts(hours);
  const invalid = gives.first + gives.continuation === 0;
  return (
    <>
      <h2 className={styles.title}>{t(source.kind === 'day' ? 'schedules.hours.oneOffTitle' : 'schedules.hours.title')}</h2>
      {source.kind === 'weekly' ? <ScopeChoice {...props} hours={hours as WeeklyHours} /> : null}
      <div className={styles.row}>
        <TimeField label={t('schedules.hours.from')} value={hours.startsAt} onChange={(startsAt) => change({ startsAt })} />
        <TimeField label={t('schedules.hours.to')} value={hours.endsAt} onChange={(endsAt) => change({ endsAt })} />
        <NumberInput
          label={t('schedules.hours.slot')}
          value={hours.slotMinutes}
          min={5}
          max={240}
          step={5}
          onChange={(value) => (typeof value === 'number' && value >= 1 ? change({ slotMinutes: value }) : undefined)}
        />
      </div>
      {invalid ? (
        <p className={styles.fault} role="alert">
          {t('schedules.hours.invalid')}
        </p>
      ) : null}
      <Overlaps {...props} />
      {schedule.service === 'cardiology' ? <KindFields hours={hours} onChange={change} /> : null}
      <div className={styles.row}>
        <TextInput
          label={t('schedules.hours.room')}
          value={hours.room ?? ''}
          maxLength={40}
          onChange={(event) => change({ room: event.currentTarget.value || null })}
        />
        <NativeSelect
          label={t('schedules.hours.mode')}
          value={hours.mode}
          data={[
            { value: 'in-person', label: t('schedules.hours.inPerson') },
            { value: 'remote', label: t('schedules.hours.remote') },
          ]}
          onChange={(event) => change({ mode: event.currentTarget.value as DayHours['mode'] })}
        />
      </div>
      {source.kind === 'weekly' ? <Validity hours={hours as WeeklyHours} week={from} onChange={change} /> : null}
      <p className={styles.help}>
        {schedule.service === 'cardiology'
          ? t('schedules.hours.gives', gives)
          : t('schedules.hours.givesExams', { count: gives.first + gives.continuation })}
      </p>
      <BreakFields
        key={`${hours.startsAt}${hours.endsAt}`}
        onBreak={(pause) => onEdit(insertBreak(schedule, source, pause, when), source)}
      />
      <div className={styles.buttons}>
        <Button
          variant="default"
          color="bad"
          onClick={() => {
            const removed = changeHours(schedule, source, null, when);
            onEdit(removed.edit, removed.source);
          }}
        >
          {t('schedules.hours.remove')}
        </Button>
      </div>
    </>
  );
}

function ScopeChoice({ scope, onScope, from, hours }: HoursFormProps & { hours: WeeklyHours }) {
  const { t } = useTranslation();
  const format = useFormat();
  // There is nothing before this week that could stay as it was.
  if (hours.validFrom >= from) return null;
  return (
    <ChoiceRow<Scope>
      label={t('schedules.hours.scope')}
      value={scope}
      choices={[
        { value: 'from-here', label: t('schedules.hours.scopeFrom', { day: format.dayMonth(from) }) },
        { value: 'whole', label: t('schedules.hours.scopeWhole') },
      ]}
      onChange={onScope}
    />
  );
}

function Validity({ hours, week, onChange }: { hours: WeeklyHours; week: string; onChange(some: Partial<WeeklyHours>): void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const every = hours.repeat?.everyWeeks ?? 1;
  const rhythms = ['everyWeek', 'everySecond', 'everyThird', 'everyFourth'] as const;
  return (
    <>
      <div className={styles.row}>
        <DateField
          label={t('schedules.hours.validFrom')}
          value={hours.validFrom}
          onChange={(validFrom) => onChange({ validFrom })}
        />
        <DateField label={t('schedules.hours.validTo')} value={hours.validTo} onChange={(validTo) => onChange({ validTo })} />
      </div>
      <NativeSelect
        label={t('schedules.hours.repeat')}
        value={String(every)}
        data={rhythms.map((name, index) => ({ value: String(index + 1), label: t(`schedules.hours.${name}`) }))}
        description={
          hours.repeat ? t('schedules.hours.anchor', { week: format.dayMonth(mondayOf(hours.repeat.anchor)) }) : undefined
        }
        onChange={(event) => {
          const everyWeeks = Number(event.currentTarget.value);
          onChange({ repeat: everyWeeks > 1 ? { everyWeeks, anchor: week } : undefined });
        }}
      />
    </>
  );
}

/** The other hours that are in the way, and the usual way out. */
function Overlaps({ schedule, source, onEdit }: HoursFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (source.kind !== 'weekly') return null;
  const own = schedule.weekly[source.index];
  const others = overlappingPairs(schedule.weekly)
    .filter((pair) => pair.includes(source.index))
    .map(([one, two]) => (one === source.index ? two : one));
  return others.map((index) => {
    const other = schedule.weekly[index];
    if (!own || !other) return null;
    const valid = `${format.fullDate(other.validFrom)} – ${format.fullDate(other.validTo)}`;
    return (
      <div key={index} className={styles.fault} role="alert">
        <p>{t('schedules.hours.overlaps', { from: other.startsAt, to: other.endsAt, valid })}</p>
        <Button
          size="compact-sm"
          variant="default"
          mt={6}
          onClick={() => {
            const weekly = changeFrom(schedule.weekly, index, own.validFrom, null);
            onEdit({ weekly }, { kind: 'weekly', index: weekly.indexOf(own) });
          }}
        >
          {t('schedules.hours.endOther')}
        </Button>
      </div>
    );
  });
}

function BreakFields({ onBreak }: { onBreak(pause: { from: string; to: string }): void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  return (
    <section className={styles.part}>
      <h3>{t('schedules.hours.breakTitle')}</h3>
      <div className={styles.row}>
        <TimeField label={t('schedules.hours.from')} value={from} onChange={setFrom} />
        <TimeField label={t('schedules.hours.to')} value={to} onChange={setTo} />
        <Button variant="default" disabled={from === '' || to <= from} onClick={() => onBreak({ from, to })}>
          {t('schedules.hours.addBreak')}
        </Button>
      </div>
    </section>
  );
}

import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCalendarOff, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScheduleCard } from '../../../core/contract/schedule-views.ts';
import { withAbsence } from '../../../core/domain/edit-days.ts';
import { byDate } from '../../../core/domain/mobile-stops.ts';
import type { MobileStop } from '../../../core/domain/schedule.ts';
import { slotsFor } from '../../../core/domain/slots-for.ts';
import { addDays } from '../../../core/domain/time.ts';
import { useFormat } from '../../app/format.ts';
import { type Absence, AbsenceForm } from './absence-form.tsx';
import { DayForm } from './day-form.tsx';
import { addHours, changeHours, hoursAt, type Scope, type Source } from './edit-hours.ts';
import { HoursForm } from './hours-form.tsx';
import panel from './panel.module.css';
import { type DraftStore, type Drafts, type Edit, scheduleOfDraft } from './schedule-drafts.ts';
import styles from './schedules-screen.module.css';
import { StopForm } from './stop-form.tsx';
import { SummaryPanel } from './summary-panel.tsx';
import { DateField } from './typed-fields.tsx';
import { WeekGrid } from './week-grid.tsx';
import { mondayOf, weekModel } from './week-model.ts';
import { YearStrip } from './year-strip.tsx';

type Chosen =
  | { kind: 'hours'; source: Source }
  | { kind: 'day'; date: string }
  | { kind: 'absence' }
  /** null = a new one. */
  | { kind: 'stop'; stop: MobileStop | null }
  | null;

/** One schedule: its week as a grid, the year below, and beside it whatever is chosen in fields. */
export function ScheduleEditor({
  card,
  cards,
  drafts,
  store,
  today,
}: {
  card: ScheduleCard;
  cards: readonly ScheduleCard[];
  drafts: Drafts;
  store: DraftStore;
  today: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [monday, setMonday] = useState(mondayOf(today));
  const [chosen, setChosen] = useState<Chosen>(null);
  const [scope, setScope] = useState<Scope>('from-here');
  const draft = drafts.get(card.schedule.id);
  const schedule = useMemo(() => (draft ? scheduleOfDraft(draft) : card.schedule), [draft, card.schedule]);
  const days = useMemo(() => weekModel(schedule, monday), [schedule, monday]);
  const slots = useMemo(() => slotsFor(schedule, { from: today, to: addDays(today, 365) }), [schedule, today]);
  const from = monday > today ? monday : today;

  const edit = (some: Partial<Edit>) => store.edit([{ card, edit: some }]);
  const choose = (source: Source | null) => setChosen(source && { kind: 'hours', source });
  const show = (date: string) => setMonday(mondayOf(date));
  const source = chosen?.kind === 'hours' ? chosen.source : null;
  const day = chosen?.kind === 'day' ? days.find(({ date }) => date === chosen.date) : undefined;
  const addAbsence = ({ everyone, reason, ...range }: Absence) => {
    const whose = everyone ? cards : [card];
    store.edit(
      whose.map((each) => {
        const { exceptions } = drafts.get(each.schedule.id)?.draft ?? each.schedule;
        return { card: each, edit: { exceptions: withAbsence(exceptions, range, reason) } };
      }),
    );
    show(range.from);
    setChosen(null);
  };

  const stops = schedule.stops ?? [];
  const putStop = (former: MobileStop | null, stop: MobileStop | null) => {
    edit({ stops: byDate([...stops.filter((each) => each !== former), ...(stop ? [stop] : [])]) });
    if (stop) show(stop.from);
    setChosen(null);
  };

  return (
    <div className={styles.editor}>
      <div className={styles.week}>
        <div className={styles.bar}>
          <Button
            variant="default"
            px={8}
            aria-label={t('schedules.week.previous')}
            onClick={() => setMonday(addDays(monday, -7))}
          >
            <IconChevronLeft size={16} aria-hidden />
          </Button>
          <h2>{t('schedules.week.label', { from: format.dayMonth(monday), to: format.fullDate(addDays(monday, 6)) })}</h2>
          <Button variant="default" px={8} aria-label={t('schedules.week.next')} onClick={() => setMonday(addDays(monday, 7))}>
            <IconChevronRight size={16} aria-hidden />
          </Button>
          <Button variant="default" disabled={monday === mondayOf(today)} onClick={() => show(today)}>
            {t('schedules.week.today')}
          </Button>
          <span className={styles.goTo}>
            <DateField label={t('schedules.week.goTo')} value={monday} onChange={show} />
          </span>
          <span className={styles.stretch} />
          {store.canUndo() ? (
            <Button
              variant="default"
              px={8}
              aria-label={t('schedules.undoEdit')}
              title={t('schedules.undoEdit')}
              onClick={() => {
                store.undo();
                setChosen(null);
              }}
            >
              <IconArrowBackUp size={16} aria-hidden />
            </Button>
          ) : null}
          <Button
            variant="default"
            leftSection={<IconCalendarOff size={15} aria-hidden />}
            onClick={() => setChosen({ kind: 'absence' })}
          >
            {t('schedules.absence')}
          </Button>
        </div>
        <WeekGrid
          actorName={schedule.actor.name}
          service={schedule.service}
          days={days}
          today={today}
          booked={card.booked}
          selected={source}
          selectedDate={chosen?.kind === 'day' ? chosen.date : null}
          onSelect={choose}
          onSelectDay={(date) => setChosen({ kind: 'day', date })}
          onDraw={(date, span) => {
            const added = addHours(schedule, date, span, today);
            edit(added.edit);
            choose(added.source);
          }}
          onReshape={(at, hours) => {
            const known = hoursAt(schedule, at);
            if (!known) return;
            const changed = changeHours(schedule, at, hours && { ...known, ...hours }, { scope, from });
            edit(changed.edit);
            choose(changed.source);
          }}
        />
        <YearStrip schedule={schedule} slots={slots} today={today} monday={monday} onShow={show} />
      </div>
      <aside className={panel.panel}>
        {chosen === null || (chosen.kind === 'hours' && !hoursAt(schedule, chosen.source)) || (chosen.kind === 'day' && !day) ? (
          <SummaryPanel
            key={schedule.id}
            schedule={schedule}
            slots={slots}
            others={cards.filter((each) => each.schedule.id !== schedule.id && each.view.service === schedule.service)}
            today={today}
            onEdit={edit}
            onShow={show}
            onOpenStop={(stop) => {
              if (stop) show(stop.from > today ? stop.from : today);
              setChosen({ kind: 'stop', stop });
            }}
          />
        ) : (
          <>
            {chosen.kind === 'hours' ? (
              <HoursForm
                schedule={schedule}
                source={chosen.source}
                from={from}
                scope={scope}
                onScope={setScope}
                onEdit={(some, next) => {
                  edit(some);
                  choose(next);
                }}
              />
            ) : null}
            {chosen.kind === 'day' && day ? <DayForm key={day.date} schedule={schedule} day={day} onEdit={edit} /> : null}
            {chosen.kind === 'absence' ? <AbsenceForm card={card} day={from} onAdd={addAbsence} /> : null}
            {chosen.kind === 'stop' ? (
              <StopForm
                key={chosen.stop?.from ?? 'new'}
                stop={chosen.stop}
                stops={stops}
                day={from}
                onSave={(stop) => putStop(chosen.stop, stop)}
                onRemove={() => putStop(chosen.stop, null)}
              />
            ) : null}
            <Button variant="subtle" onClick={() => setChosen(null)}>
              {t(chosen.kind === 'stop' || chosen.kind === 'absence' ? 'common.cancel' : 'schedules.hours.close')}
            </Button>
          </>
        )}
      </aside>
    </div>
  );
}

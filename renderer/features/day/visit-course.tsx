import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../core/domain/refusal.ts';
import type { VisitCourse } from '../../../core/domain/visit.ts';
import { outcomeOf, type VisitOutcome } from '../../../core/domain/visit-outcome.ts';
import { useFormat } from '../../app/format.ts';
import { Kbd } from '../../components/kbd.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import type { OutcomeActs, Treatable } from './outcome-acts.ts';
import styles from './visit-course.module.css';

interface VisitCourseProps {
  visit: Treatable;
  actorName: string;
  possible: readonly VisitOutcome[];
  acts: OutcomeActs;
  /** Keys shown beside the acts. */
  keys?: Partial<Record<VisitOutcome, string>>;
  /** After an act, wherever the focus should go. */
  onDone?: () => void;
}

/** In the order in which a visit goes; the way back last. */
const order: readonly VisitOutcome[] = ['arrived', 'in-progress', 'performed', 'no-show', 'expected'];

/** What happened on the day of the visit, what may happen next, and the number of its medical event (R43). */
export function VisitCourseActs({ visit, actorName, possible, acts, keys = {}, onDone }: VisitCourseProps) {
  const { t } = useTranslation();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const outcome = outcomeOf(visit);
  const offered = order.filter((each) => possible.includes(each));
  const act = async (wanted: VisitOutcome) => {
    const result = await acts.set(visit, wanted, actorName);
    setRefusals(result.ok ? [] : result.refusals);
    if (result.ok) onDone?.();
  };
  if (offered.length === 0 && !visit.course) return null;
  return (
    <section className={styles.course} aria-label={t('reception.course')}>
      <Times course={visit.course} />
      {offered.length > 0 ? (
        <div className={styles.acts}>
          {offered.map((each) => (
            <Button
              key={each}
              px={10}
              variant={each === mainStep[outcome ?? 'expected'] ? 'filled' : each === 'expected' ? 'subtle' : 'default'}
              fullWidth
              justify={keys[each] ? 'space-between' : 'center'}
              onClick={() => void act(each)}
              rightSection={keys[each] ? <Kbd onAccent={each === mainStep[outcome ?? 'expected']}>{keys[each]}</Kbd> : null}
            >
              {t(`reception.act.${each}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {outcome === 'performed' ? <EventNumber visit={visit} acts={acts} onDone={onDone} /> : null}
      <RefusalList refusals={refusals} />
    </section>
  );
}

/** What usually comes next. */
const mainStep: Record<VisitOutcome, VisitOutcome | null> = {
  expected: 'arrived',
  arrived: 'in-progress',
  'in-progress': 'performed',
  performed: null,
  'no-show': null,
};

function Times({ course }: { course: VisitCourse | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!course) return null;
  const times = (['arrivedAt', 'startedAt', 'endedAt'] as const).flatMap((name) => {
    const at = course[name];
    return at === null ? [] : [{ name, at }];
  });
  return (
    <dl className={styles.times}>
      {times.map(({ name, at }) => (
        <div key={name}>
          <dt>{t(`reception.${name}`)}</dt>
          <dd>{format.instantTime(at)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The desk keeps the number; the clinic's record system sends the event itself. */
function EventNumber({ visit, acts, onDone }: Pick<VisitCourseProps, 'visit' | 'acts'> & { onDone: (() => void) | undefined }) {
  const { t } = useTranslation();
  const kept = visit.course?.eventNumber ?? '';
  const [typed, setTyped] = useState(kept);
  useEffect(() => setTyped(kept), [kept]);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const result = await acts.saveEvent(visit, typed.trim());
    if (result.ok) onDone?.();
  };
  return (
    <form className={styles.event} onSubmit={(event) => void save(event)}>
      <TextInput
        label={t('reception.event')}
        description={kept === '' ? t('reception.eventHint') : null}
        value={typed}
        maxLength={80}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {typed.trim() === kept ? null : (
        <Button type="submit" variant="default">
          {t('reception.eventSave')}
        </Button>
      )}
    </form>
  );
}

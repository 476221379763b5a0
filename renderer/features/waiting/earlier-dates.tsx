import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SearchCriteria } from '../../../core/domain/waiting-entry.ts';
import { useFormat } from '../../app/format.ts';
import { criteriaWords, without } from './criteria-words.ts';
import { type Prospect, type Seeker, useEarlierDates } from './use-earlier-dates.ts';
import { useWordNeeds } from './use-word-needs.ts';
import styles from './waiting-screen.module.css';

/** R24: what date the wish gives, and what date it would give with one criterion fewer. */
export function EarlierDates({
  seeker,
  criteria,
  onApply,
}: {
  seeker: Seeker;
  criteria: SearchCriteria;
  onApply(criteria: SearchCriteria): void;
}) {
  const { t } = useTranslation();
  const said = criteriaWords(criteria, useWordNeeds());
  const { now, dropped } = useEarlierDates(
    seeker,
    criteria,
    said.map(({ kind }) => kind),
  );
  if (now.state === 'offline') return <p className={styles.quiet}>{t('waiting.earlier.offline')}</p>;
  return (
    <div className={styles.earlier}>
      <p className={styles.asNow}>
        {t('waiting.earlier.asNow')} <ProspectWords prospect={now} />
      </p>
      {dropped.length > 0 ? (
        <div>
          <h3>{t('waiting.earlier.title')}</h3>
          <ul>
            {dropped.map(({ kind, prospect }) => (
              <li key={kind} data-earlier={isEarlier(prospect, now) || undefined}>
                <span>
                  {t(`waiting.earlier.without.${kind}`)} <ProspectWords prospect={prospect} />
                </span>
                {isEarlier(prospect, now) ? (
                  <Button size="compact-xs" variant="light" onClick={() => onApply(without(criteria, kind))}>
                    {t('waiting.earlier.apply')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

function ProspectWords({ prospect: { state, date } }: { prospect: Prospect }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (date !== null) {
    const day = format.longDay(date);
    return <b>{state === 'free' ? t('waiting.prospect.freeOn', { day }) : t('waiting.prospect.forecastOn', { day })}</b>;
  }
  return (
    <span className={styles.quiet}>
      {t(state === 'asking' || state === 'offline' ? `waiting.prospect.${state}` : 'waiting.prospect.none')}
    </span>
  );
}

function isEarlier(one: Prospect, other: Prospect): boolean {
  return one.date !== null && (other.date === null || one.date < other.date);
}

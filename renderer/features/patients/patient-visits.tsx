import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientVisit } from '../../../core/contract/views.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf } from '../../app/routes.ts';
import { TruthLabel } from '../../components/truth-label.tsx';
import { ElsewhereActs } from './elsewhere-acts.tsx';
import styles from './patient-card.module.css';

/** So many earlier visits are shown before "all". */
const fewPast = 5;

/** Visits ahead, nearest first; then those behind, latest first. */
export function PatientVisits({ visits, now }: { visits: readonly PatientVisit[]; now: string }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const ahead = visits.filter((visit) => visit.startsAt >= now).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const behind = visits.filter((visit) => visit.startsAt < now).toSorted((a, b) => b.startsAt.localeCompare(a.startsAt));
  const shown = all ? behind : behind.slice(0, fewPast);
  return (
    <>
      <section>
        <h3 className={styles.heading}>{t('patients.detail.upcoming')}</h3>
        {ahead.length > 0 ? (
          <Visits visits={ahead} now={now} />
        ) : (
          <p className={styles.none}>{t('patients.detail.noUpcoming')}</p>
        )}
      </section>
      <section>
        <h3 className={styles.heading}>{t('patients.detail.past')}</h3>
        {behind.length > 0 ? <Visits visits={shown} now={now} /> : <p className={styles.none}>{t('patients.detail.noPast')}</p>}
        {behind.length > shown.length ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
            {t('patients.detail.allPast', { count: behind.length })}
          </Button>
        ) : null}
      </section>
    </>
  );
}

function Visits({ visits, now }: { visits: readonly PatientVisit[]; now: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={styles.visits}>
      {visits.map((visit) => (
        <li key={visit.id} data-off={visit.status === 'cancelled' || visit.status === 'no-show' ? visit.status : undefined}>
          {visit.elsewhere ? (
            <b className={styles.whenThere}>
              {format.fullDate(visit.localStart)}, {format.time(visit.localStart)}
            </b>
          ) : (
            <a
              className={styles.when}
              href={hrefOf(day(visit.localStart.slice(0, 10), visit.id))}
              title={t('patients.detail.openVisit')}
            >
              {format.fullDate(visit.localStart)}, {format.time(visit.localStart)}
            </a>
          )}
          <span>
            {visit.actorName} · {visit.clinicCode}
            {visit.elsewhere ? (
              <span className={styles.there}>
                {[visit.elsewhere.clinicName, visit.elsewhere.town].filter(Boolean).join(', ')}
                <ElsewhereActs visit={visit} now={now} />
              </span>
            ) : null}
          </span>
          <span className={styles.kind}>
            {t(`common.kind.${visit.kind}`)} · {t(`common.status.${visit.status}`)}
          </span>
          <TruthLabel truth={visit.truth} />
        </li>
      ))}
    </ul>
  );
}

import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '../../../core/contract/waiting-views.ts';
import { useFormat } from '../../app/format.ts';
import { day, hrefOf, patients } from '../../app/routes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Mark } from '../../components/kind-chip.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import { SayNote } from '../../components/say-note.tsx';
import { TruthLabel } from '../../components/truth-label.tsx';
import { Fact } from '../day/drawer-frame.tsx';
import { placeName } from '../day/visit-drawer.tsx';
import { ageWords } from './age-words.ts';
import { criteriaWords } from './criteria-words.ts';
import { useWordNeeds } from './use-word-needs.ts';
import styles from './waiting-screen.module.css';

interface SubmissionActs {
  onRefresh(): void;
  onWatch(watched: boolean): void;
  onChange(): void;
  onLeave(): void;
}

/** One submission: where it stands, the forecast and how it moved, how old that knowledge is, and what can be done. */
export function SubmissionDetail({ submission, now, acts }: { submission: SubmissionView; now: string; acts: SubmissionActs }) {
  const { t } = useTranslation();
  const { entry, watched, openAct } = submission;
  const open = entry !== null && entry.status !== 'closed';
  const free = open && (openAct === null || openAct.truth === 'refused');
  return (
    <article className={styles.detail} aria-label={submission.patientName ?? submission.referralName}>
      <header className={styles.detailHead}>
        <div>
          <h2>
            {submission.patientId ? (
              <a href={hrefOf(patients(submission.patientId))}>{submission.patientName}</a>
            ) : (
              (submission.patientName ?? t('waiting.unknownPatient'))
            )}
          </h2>
          <p className={styles.quiet}>
            {[submission.peselMasked ? `PESEL ${submission.peselMasked}` : null, referralWords(submission, t)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <Button variant="default" leftSection={<IconRefresh size={16} stroke={1.7} aria-hidden />} onClick={acts.onRefresh}>
          {t('waiting.refresh')}
        </Button>
      </header>
      <Knowledge submission={submission} now={now} />
      {openAct ? (
        <div className={styles.openAct}>
          <p>
            {t(`waiting.openAct.${openAct.kind}`)} <TruthLabel truth={openAct.truth} />
          </p>
          <RefusalList refusals={openAct.refusals} />
        </div>
      ) : null}
      {submission.askedAt !== null && entry === null ? (
        <EmptyState title={t('waiting.noneTitle')}>{t('waiting.noneBody')}</EmptyState>
      ) : null}
      {entry ? <Standing submission={submission} entry={entry} /> : null}
      <div className={styles.acts}>
        {open ? (
          <>
            {entry.status === 'waiting' ? (
              <Button disabled={!free} onClick={acts.onChange}>
                {t('waiting.change.open')}
              </Button>
            ) : null}
            <Button variant="default" disabled={!free} onClick={acts.onLeave}>
              {t('waiting.leave.open')}
            </Button>
          </>
        ) : null}
        <Button variant="subtle" onClick={() => acts.onWatch(!watched)}>
          {watched ? t('waiting.unwatch') : t('waiting.watch')}
        </Button>
      </div>
      {open ? <SayNote notes={[entry.status === 'assigned' ? 'assigned-date' : 'waiting-room-entered']} /> : null}
      <History submission={submission} />
    </article>
  );
}

/** As of when this is known, and whether a question waits. */
function Knowledge({ submission: { askedAt, questionSince }, now }: { submission: SubmissionView; now: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p className={styles.knowledge} role="status">
      {askedAt === null
        ? t('waiting.neverAsked')
        : t('waiting.knownAsOf', { when: format.instant(askedAt), age: ageWords(askedAt, now, t) })}
      {questionSince ? <Mark tone="warn">{t('waiting.questionWaits')}</Mark> : null}
    </p>
  );
}

function Standing({ submission, entry }: { submission: SubmissionView; entry: NonNullable<SubmissionView['entry']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const needs = useWordNeeds();
  const { visit } = submission;
  const words = criteriaWords(entry.criteria, needs).map((each) => each.words);
  return (
    <>
      <div className={styles.standing} data-status={entry.status}>
        <span>{entry.closed ? t(`waiting.closed.${entry.closed}`) : t(`waiting.status.${entry.status}`)}</span>
        {entry.status === 'waiting' ? (
          <b>
            {entry.forecast?.date
              ? t('waiting.forecast', { day: format.longDay(entry.forecast.date) })
              : t(entry.forecast ? 'waiting.noForecast' : 'waiting.forecastSoon')}
          </b>
        ) : null}
        {visit ? (
          <b>
            {format.moment(visit.localStart)}, {visit.actorName}, {visit.clinicName}
          </b>
        ) : null}
      </div>
      <dl className={styles.facts}>
        <Fact name={t('waiting.fact.criteria')}>{words.length > 0 ? words.join(' · ') : t('waiting.criteria.none')}</Fact>
        <Fact name={t('waiting.fact.codes')}>{entry.clinicCodes.map((code) => placeName(code, t)).join(', ')}</Fact>
        <Fact name={t('waiting.fact.category')}>
          {t(`common.category.${entry.category}`)}
          {entry.entitled ? `, ${t('common.entitled')}` : ''}
        </Fact>
        <Fact name={t('waiting.fact.submitted')}>{format.instant(entry.submittedAt)}</Fact>
        {visit?.here ? (
          <Fact name={t('waiting.fact.visit')}>
            <a href={hrefOf(day(visit.localStart.slice(0, 10), visit.id))}>{t('waiting.showVisit')}</a>
          </Fact>
        ) : null}
      </dl>
    </>
  );
}

function History({ submission: { history } }: { submission: SubmissionView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (history.length === 0) return null;
  return (
    <section className={styles.history}>
      <h3>{t('waiting.history')}</h3>
      <ol>
        {history.map((step) => (
          <li key={step.at}>
            <time dateTime={step.at}>{format.shortInstant(step.at)}</time>
            <span>
              {step.closed ? t(`waiting.closed.${step.closed}`) : t(`waiting.status.${step.status}`)}
              {step.forecastDate ? ` · ${t('waiting.forecast', { day: format.longDay(step.forecastDate) })}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function referralWords({ referralKind, referralName }: SubmissionView, t: ReturnType<typeof useWordNeeds>['t']): string {
  return referralKind === 'key'
    ? t('waiting.referralKey', { end: referralName.slice(1) })
    : t('waiting.referralCode', { code: referralName });
}

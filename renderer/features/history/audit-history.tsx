import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry, AuditView } from '../../../core/contract/safety-views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { useOverview } from '../../app/overview.ts';
import { useMay } from '../../app/session.ts';
import { takeOffer, useUndoOffers } from '../../app/undo.ts';
import { LoadingLines } from '../../components/loading-lines.tsx';
import styles from './audit-history.module.css';
import { actorWord, actWord, changedFields, type Words } from './audit-words.ts';
import { ExportLog } from './export-log.tsx';

type Subject = { visitId: string } | { patientId: string };

/** So many are shown before "all". */
const few = 8;

/** I7: who did what when, from what to what; central's log and this desk's in one list, newest first. */
export function AuditHistory({ of, label }: { of: Subject; label: string }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const ofVisit = useQuery(
    orpc.audit.visit.queryOptions({ input: { id: 'visitId' in of ? of.visitId : '' }, enabled: 'visitId' in of }),
  );
  const ofPatient = useQuery(
    orpc.audit.patient.queryOptions({ input: { id: 'patientId' in of ? of.patientId : '' }, enabled: 'patientId' in of }),
  );
  // The drawer of a visit is too narrow for it, and the log is about the whole desk anyway.
  const mayExport = useMay()('audit.export') && 'patientId' in of;
  const { data, isError } = 'visitId' in of ? ofVisit : ofPatient;
  return (
    <section className={styles.history} aria-label={label}>
      <h3>{label}</h3>
      {isError ? <p>{t('history.failed')}</p> : null}
      {!data && !isError ? <LoadingLines lines={3} /> : null}
      {'visitId' in of ? <TakeBack visitId={of.visitId} /> : null}
      {data ? <Entries view={data} /> : null}
      {mayExport ? <ExportLog /> : null}
    </section>
  );
}

/** What was done here last of this visit, singly or with a batch, can be taken back from its history too. */
function TakeBack({ visitId }: { visitId: string }) {
  const { t } = useTranslation();
  const offer = useUndoOffers().find(({ visitIds }) => visitIds.includes(visitId));
  if (!offer) return null;
  return (
    <Button className={styles.undo} size="compact-sm" variant="default" onClick={() => takeOffer(offer.id)}>
      {t('shell.undo.of', { said: offer.said })}
    </Button>
  );
}

function Entries({ view }: { view: AuditView }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const words: Words = { t, format: useFormat(), overview: useOverview() };
  const entries = view.entries.toReversed();
  const shown = all ? entries : entries.slice(0, few);
  return (
    <>
      {view.complete ? null : <p className={styles.partial}>{t('history.thisDeskOnly')}</p>}
      {entries.length === 0 ? <p>{t('history.none')}</p> : null}
      <ol>
        {shown.map((entry) => (
          <Entry key={`${entry.at} ${entry.key} ${entry.what} ${JSON.stringify(entry.after)}`} entry={entry} words={words} />
        ))}
      </ol>
      {entries.length > shown.length ? (
        <button type="button" className={styles.all} onClick={() => setAll(true)}>
          {t('history.all', { count: entries.length })}
        </button>
      ) : null}
    </>
  );
}

function Entry({ entry, words }: { entry: AuditEntry; words: Words }) {
  const { t, format } = words;
  const changes = changedFields(entry, words);
  return (
    <li>
      <time dateTime={entry.at}>{format.shortInstant(entry.at)}</time>
      <div>
        <p>
          <b>{actWord(entry, words)}</b> · {actorWord(entry.author, words)}
        </p>
        {changes.map(({ name, from, to }) => (
          <p key={name} className={styles.change}>
            {name}:{' '}
            {from === null ? (
              (to ?? t('common.none'))
            ) : (
              <>
                <del>{from}</del> <span aria-hidden>→</span> <ins>{to ?? t('common.none')}</ins>
              </>
            )}
          </p>
        ))}
        {entry.reason ? <p className={styles.change}>{t('history.reason', { reason: entry.reason })}</p> : null}
        {entry.source === 'desk' ? <p className={styles.here}>{t('history.here')}</p> : null}
      </div>
    </li>
  );
}

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Overview, VisitView } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { book, hrefOf } from '../../app/routes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { DateField } from '../schedules/typed-fields.tsx';
import styles from './catch-up.module.css';
import { type CatchUpEntry, CatchUpRow } from './catch-up-row.tsx';

interface Entry extends CatchUpEntry {
  /** Minted with the first choice: sending twice is the same act (I3). */
  intentId: string;
}

/** Dopisz z kartki: what was ticked by hand on the printed list, keyed in and sent as one batch. */
export function CatchUp({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const [date, setDate] = useState(overview.today);
  const [entries, setEntries] = useState<ReadonlyMap<string, Entry>>(new Map());
  const query = useQuery(orpc.calendar.day.queryOptions({ input: { date } }));
  const sending = useMutation(
    orpc.visits.catchUp.mutationOptions({
      onSuccess: ({ written }) => {
        if (written === 0) return;
        setEntries(new Map());
        notifications.show({ message: t('paper.catchUp.done', { count: written }) });
      },
    }),
  );
  // As on the printed lists: a doctor after the other.
  const lists = (query.data?.columns ?? []).flatMap(({ schedule, visits }) => {
    const open = visits.filter(({ status }) => status === 'booked' || status === 'arrived');
    return open.length === 0 ? [] : [{ schedule, visits: open }];
  });
  const rows = lists.flatMap(({ visits }) => visits);
  const set = (visitId: string, change: Partial<Entry>) => {
    const before = entries.get(visitId) ?? { intentId: v7(), outcome: 'performed', eventNumber: '' };
    setEntries(new Map(entries).set(visitId, { ...before, ...change }));
  };
  const clear = (visitId: string) => setEntries(new Map([...entries].filter(([id]) => id !== visitId)));
  const send = () =>
    sending.mutate({
      rows: rows.flatMap((visit) => {
        const entry = entries.get(visit.id);
        if (!entry) return [];
        const eventNumber = entry.outcome === 'performed' && entry.eventNumber.trim() !== '' ? entry.eventNumber : null;
        return [{ intentId: entry.intentId, visitId: visit.id, seenVersion: visit.version, outcome: entry.outcome, eventNumber }];
      }),
    });
  const refusalsOf = (visit: VisitView) => sending.data?.refused.find(({ visitId }) => visitId === visit.id)?.refusals ?? [];
  return (
    <div className={styles.page}>
      <p className={styles.lead}>
        {t('paper.catchUp.lead')} <a href={hrefOf(book())}>{t('paper.catchUp.bookNew')}</a>
      </p>
      <div className={styles.bar}>
        <DateField
          label={t('paper.date')}
          value={date}
          onChange={(typed) => {
            const isAhead = typed > overview.today;
            setDate(isAhead ? overview.today : typed);
            setEntries(new Map());
            sending.reset();
          }}
        />
        <Button disabled={entries.size === 0} loading={sending.isPending} onClick={send}>
          {entries.size === 0 ? t('common.save') : t('paper.catchUp.send', { count: entries.size })}
        </Button>
      </div>
      {sending.data && sending.data.refused.length > 0 ? (
        <p role="alert" className={styles.refused}>
          {t('paper.catchUp.refused', { count: sending.data.refused.length })}
        </p>
      ) : null}
      {sending.error ? <ErrorState error={sending.error} onRetry={send} /> : null}
      {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {!query.data && !query.error ? <LoadingLines /> : null}
      {query.data && rows.length === 0 ? (
        <EmptyState title={t('paper.catchUp.none')}>{t('paper.catchUp.noneBody')}</EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <table className={styles.table}>
          <thead>
            <tr>
              {(['time', 'patient', 'outcome', 'event'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`paper.catchUp.${column}`)}
                </th>
              ))}
              <th scope="col">
                <span className="sr-only">{t('paper.catchUp.clear')}</span>
              </th>
            </tr>
          </thead>
          {lists.map(({ schedule, visits }) => (
            <tbody key={schedule.id}>
              <tr className={styles.actor}>
                <th scope="rowgroup" colSpan={5}>
                  {schedule.actorName}
                </th>
              </tr>
              {visits.map((visit) => (
                <CatchUpRow
                  key={visit.id}
                  visit={visit}
                  entry={entries.get(visit.id) ?? null}
                  refusals={refusalsOf(visit)}
                  onChange={(change) => set(visit.id, change)}
                  onClear={() => clear(visit.id)}
                />
              ))}
            </tbody>
          ))}
        </table>
      ) : null}
    </div>
  );
}

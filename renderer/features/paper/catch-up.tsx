import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { Overview, VisitView } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { useFormat } from '../../app/format.ts';
import { book, hrefOf } from '../../app/routes.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { RefusalList } from '../../components/refusal-list.tsx';
import { DateField } from '../schedules/typed-fields.tsx';
import styles from './catch-up.module.css';

type Outcome = 'performed' | 'no-show';

interface Entry {
  /** Minted with the first choice: sending twice is the same act (I3). */
  intentId: string;
  outcome: Outcome;
  eventNumber: string;
}

/** Dopisz z kartki: what was ticked by hand on the printed list, keyed in and sent as one batch. */
export function CatchUp({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const format = useFormat();
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
  const rows = (query.data?.columns ?? [])
    .flatMap(({ schedule, visits }) => visits.map((visit) => ({ visit, actor: schedule.actorShort })))
    .filter(({ visit }) => visit.status === 'booked' || visit.status === 'arrived')
    .toSorted((a, b) => a.visit.localStart.localeCompare(b.visit.localStart));
  const set = (visitId: string, change: Partial<Entry>) => {
    const before = entries.get(visitId) ?? { intentId: v7(), outcome: 'performed', eventNumber: '' };
    setEntries(new Map(entries).set(visitId, { ...before, ...change }));
  };
  const send = () =>
    sending.mutate({
      rows: rows.flatMap(({ visit }) => {
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
          {t('paper.catchUp.send', { count: entries.size })}
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
              {(['time', 'patient', 'actor', 'outcome', 'event'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`paper.catchUp.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ visit, actor }) => {
              const entry = entries.get(visit.id);
              return (
                <tr key={visit.id}>
                  <td>{format.time(visit.localStart)}</td>
                  <th scope="row">
                    {visit.patientName}
                    <RefusalList plain refusals={refusalsOf(visit)} />
                  </th>
                  <td>{actor}</td>
                  <td>
                    <ChoiceRow<Outcome>
                      hideLabel
                      label={t('paper.catchUp.outcomeOf', { patient: visit.patientName })}
                      value={entry?.outcome ?? null}
                      choices={(['performed', 'no-show'] as const).map((outcome) => ({
                        value: outcome,
                        label: t(`paper.catchUp.${outcome}`),
                      }))}
                      onChange={(outcome) => set(visit.id, { outcome })}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={t('paper.catchUp.eventOf', { patient: visit.patientName })}
                      value={entry?.eventNumber ?? ''}
                      maxLength={80}
                      disabled={entry?.outcome !== 'performed'}
                      onChange={(event) => set(visit.id, { eventNumber: event.currentTarget.value })}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}

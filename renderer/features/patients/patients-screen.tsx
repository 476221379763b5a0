import { Loader, TextInput } from '@mantine/core';
import { IconSearch, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { hrefOf, patients as patientsRoute, useRoute } from '../../app/routes.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { PatientLine } from '../../components/patient-line.tsx';
import { ScreenHeader } from '../../components/screen-header.tsx';
import { ElsewhereList } from './elsewhere-list.tsx';
import { PatientCard } from './patient-card.tsx';
import styles from './patients-screen.module.css';

const limit = 50;
const shortest = 2;

/** Pacjenci: one field finds, the card beside shows data and visits. */
export function PatientsScreen() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const route = useRoute();
  const patientId = route.screen === 'patients' ? route.patientId : null;
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const asked = text.length >= shortest;
  const query = useQuery(
    orpc.patients.search.queryOptions({ input: { text, limit }, enabled: asked, placeholderData: keepPreviousData }),
  );
  const hits = asked ? (query.data ?? []) : [];
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => field.current?.focus(), []);
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])];
  const onFieldKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') links()[0]?.focus();
    if (event.key === 'Enter' && hits.length > 0) links()[0]?.click();
    if (event.key === 'ArrowDown' || event.key === 'Enter') event.preventDefault();
  };
  return (
    <>
      <ScreenHeader title={t('patients.title')} />
      <div className={styles.page}>
        <search className={styles.side}>
          <TextInput
            ref={field}
            className={styles.field}
            aria-label={t('patients.search')}
            placeholder={t('patients.search')}
            leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
            rightSection={asked && query.isFetching ? <Loader size={14} aria-label={t('common.loading')} /> : null}
            value={typed}
            maxLength={120}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={onFieldKey}
          />
          {query.error ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : !asked ? (
            <>
              <EmptyState icon={<IconSearch size={26} stroke={1.4} aria-hidden />} title={t('patients.searchStart')}>
                {t('patients.searchTeach')}
              </EmptyState>
              <ElsewhereList />
            </>
          ) : hits.length > 0 ? (
            <Hits hits={hits} listRef={list} openId={patientId} onLeaveUp={() => field.current?.focus()} />
          ) : query.isSuccess && !query.isPlaceholderData ? (
            <EmptyState title={t('patients.none')}>{t('patients.noneTeach')}</EmptyState>
          ) : null}
        </search>
        <div className={styles.detail} data-empty={patientId ? undefined : ''}>
          {patientId ? (
            <PatientCard key={patientId} patientId={patientId} />
          ) : (
            <EmptyState icon={<IconUser size={28} stroke={1.3} aria-hidden />} title={t('patients.pick')}>
              {t('patients.pickTeach')}
            </EmptyState>
          )}
        </div>
      </div>
    </>
  );
}

function Hits({
  hits,
  listRef,
  openId,
  onLeaveUp,
}: {
  hits: readonly PatientHit[];
  listRef: React.RefObject<HTMLUListElement | null>;
  openId: string | null;
  onLeaveUp(): void;
}) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const links = [...(listRef.current?.querySelectorAll<HTMLElement>('a') ?? [])];
    const next = links[event.key === 'ArrowDown' ? at + 1 : at - 1];
    if (next) next.focus();
    else if (at === 0) onLeaveUp();
  };
  return (
    <div className={styles.scroll}>
      <ul ref={listRef} aria-label={t('patients.hits')}>
        {hits.map((hit, at) => (
          <li key={hit.id}>
            <a
              className={styles.hit}
              href={hrefOf(patientsRoute(hit.id))}
              aria-current={hit.id === openId || undefined}
              onKeyDown={(event) => onKeyDown(event, at)}
            >
              <PatientLine patient={hit} />
            </a>
          </li>
        ))}
      </ul>
      {hits.length === limit ? <p className={styles.limited}>{t('patients.limited', { count: limit })}</p> : null}
    </div>
  );
}

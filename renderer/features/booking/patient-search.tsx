import { Loader, TextInput } from '@mantine/core';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../../core/contract/views.ts';
import { useDesk } from '../../app/desk-client.ts';
import { PatientLine } from '../../components/patient-line.tsx';
import styles from './patient-search.module.css';
import type { Booking } from './use-booking.ts';

const limit = 7;
const shortest = 2;

/**
 * One field for PESEL, name or phone. The first hit is always marked, Enter takes it; the last line of the list is the
 * new person. A scanner that types a PESEL and Enter faster than the list can follow is waited for.
 */
export function PatientSearch({ booking }: { booking: Booking }) {
  const { t } = useTranslation();
  const desk = useDesk();
  const queries = useQueryClient();
  const { draft, dispatch } = booking;
  const text = draft.searchText.trim();
  const [marked, setMarked] = useState(0);
  const [taking, setTaking] = useState(false);
  const listId = useId();
  const asked = text.length >= shortest;
  const search = useQuery(
    desk.orpc.patients.search.queryOptions({ input: { text, limit }, enabled: asked, placeholderData: keepPreviousData }),
  );
  const hits = asked ? (search.data ?? []) : [];
  const answered = asked && search.isSuccess && !search.isPlaceholderData;
  const lines = asked && (answered || hits.length > 0) ? hits.length + 1 : 0;
  const at = Math.min(marked, Math.max(lines - 1, 0));

  const take = async (hit: PatientHit) => {
    setTaking(true);
    const patient = await queries
      .fetchQuery(desk.orpc.patients.get.queryOptions({ input: { id: hit.id }, staleTime: 0 }))
      .catch(() => null);
    setTaking(false);
    if (patient) dispatch({ type: 'patient-chosen', patient });
  };
  const enter = async () => {
    const found = answered ? hits : await queries.fetchQuery(desk.orpc.patients.search.queryOptions({ input: { text, limit } }));
    const hit = answered ? found[at] : found.length === 1 ? found[0] : undefined;
    if (hit) await take(hit);
    else if (answered || found.length === 0) dispatch({ type: 'patient-new' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setMarked(lines === 0 ? 0 : (at + step + lines) % lines);
    }
    if (event.key === 'Enter' && asked) {
      event.preventDefault();
      void enter().catch(() => undefined);
    }
  };

  return (
    <div>
      <TextInput
        label={t('booking.patient.search')}
        leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
        rightSection={
          taking || (asked && search.isFetching) ? <Loader size={14} aria-label={t('booking.patient.checking')} /> : null
        }
        value={draft.searchText}
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        role="combobox"
        aria-expanded={lines > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={lines > 0 ? `${listId}-${at}` : undefined}
        data-autofocus
        description={t('booking.patient.searchHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={search.isError ? t('booking.patient.unreadable') : undefined}
        onChange={(event) => {
          setMarked(0);
          dispatch({ type: 'searched', text: event.currentTarget.value });
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} id={listId} role="listbox" aria-label={t('booking.patient.hits')} hidden={lines === 0}>
        {hits.map((hit, index) => (
          <Option key={hit.id} id={`${listId}-${index}`} marked={index === at} onTake={() => void take(hit)}>
            <PatientLine patient={hit} />
          </Option>
        ))}
        {lines > 0 ? (
          <Option id={`${listId}-${hits.length}`} marked={at === hits.length} onTake={() => dispatch({ type: 'patient-new' })}>
            <span className={styles.add}>
              <IconUserPlus size={16} stroke={1.8} aria-hidden />
              <b>{t('booking.patient.add')}</b>
              <span>{hits.length === 0 ? t('booking.patient.none') : t('booking.patient.addHint')}</span>
            </span>
          </Option>
        ) : null}
      </div>
    </div>
  );
}

function Option({ id, marked, onTake, children }: { id: string; marked: boolean; onTake(): void; children: React.ReactNode }) {
  return (
    // The field keeps the focus and steers the list (aria-activedescendant); the pointer may choose too.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox
    // biome-ignore lint/a11y/useFocusableInteractive: options of a combobox never take the focus
    <div
      id={id}
      className={styles.option}
      role="option"
      aria-selected={marked}
      onClick={onTake}
      onMouseDown={(event) => event.preventDefault()}
    >
      {children}
    </div>
  );
}

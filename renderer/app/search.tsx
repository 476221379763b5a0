import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconCalendar, IconLayoutGrid, IconSearch, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PatientLine } from '../components/patient-line.tsx';
import { dayFromText } from './day-from-text.ts';
import { useDesk } from './desk-client.ts';
import { useFormat } from './format.ts';
import { useMayShow } from './may-show.ts';
import { useOverview } from './overview.ts';
import { book, day, navigate, patients, type Route, schedules, tasks, waiting } from './routes.ts';
import { useShortcuts } from './shortcuts.ts';

export const openSearch = () => spotlight.open();

const screens = [
  ['day', day()],
  ['book', book()],
  ['reception', { screen: 'reception' }],
  ['waiting', waiting()],
  ['tasks', tasks()],
  ['patients', patients()],
  ['schedules', schedules()],
  ['queue', { screen: 'queue' }],
  ['import', { screen: 'import' }],
  ['accounts', { screen: 'accounts' }],
  ['settings', { screen: 'settings' }],
] as const satisfies readonly (readonly [string, Route])[];

/** Ctrl+K: patients (by core's own search), days (`24.11`, `jutro`) and screens. */
export function Search() {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const format = useFormat();
  const mayShow = useMayShow();
  const today = useOverview()?.today;
  const [text, setText] = useState('');
  const asked = text.trim();
  const { data: hits = [] } = useQuery(
    orpc.patients.search.queryOptions({
      input: { text: asked, limit: 8 },
      enabled: asked.length >= 2 && mayShow('patients'),
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  useShortcuts({ 'mod+k': openSearch });

  const found = asked.length >= 2 ? hits : [];
  const date = today ? dayFromText(asked, today) : null;
  const actions: { group: string; actions: SpotlightActionData[] }[] = [
    {
      group: t('shell.search.patients'),
      actions: found.map((patient) => ({
        id: patient.id,
        leftSection: <IconUser size={18} stroke={1.6} aria-hidden />,
        children: <PatientLine patient={patient} />,
        onClick: () => navigate(patients(patient.id)),
      })),
    },
    {
      group: t('shell.search.days'),
      actions: date
        ? [
            {
              id: date,
              label: format.dayTitle(date),
              leftSection: <IconCalendar size={18} stroke={1.6} aria-hidden />,
              onClick: () => navigate(day(date)),
            },
          ]
        : [],
    },
    {
      group: t('shell.search.screens'),
      actions: screens
        .filter(([screen]) => mayShow(screen))
        .map(([screen, route]) => ({ screen, route, label: t(`shell.screen.${screen}`) }))
        .filter(({ label }) => label.toLocaleLowerCase().startsWith(asked.toLocaleLowerCase()))
        .map(({ screen, route, label }) => ({
          id: screen,
          label,
          leftSection: <IconLayoutGrid size={18} stroke={1.6} aria-hidden />,
          onClick: () => navigate(route),
        })),
    },
  ].filter((group) => group.actions.length > 0);

  return (
    <Spotlight
      actions={actions}
      query={text}
      onQueryChange={setText}
      // Core has searched already; Spotlight's own filter would drop what matched by PESEL or phone.
      filter={(_query, all) => all}
      onSpotlightClose={() => setText('')}
      shortcut={null}
      nothingFound={t('shell.search.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.6} aria-hidden />,
        placeholder: t('shell.search.placeholder'),
        'aria-label': t('shell.search.placeholder'),
      }}
      lockScroll={false}
      attributes={{ content: { 'aria-label': t('shell.shortcuts.search') } }}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, color: 'var(--veil)', backgroundOpacity: 1 }}
      scrollable
      maxHeight={460}
    />
  );
}

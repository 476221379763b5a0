import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { IconCalendar, IconCommand, IconHelp, IconSearch, IconStethoscope, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../components/kbd.tsx';
import { PatientLine } from '../components/patient-line.tsx';
import { openHelp } from '../features/help/help-state.ts';
import { useHelpTopics } from '../features/help/use-help-topics.ts';
import { dayFromText } from './day-from-text.ts';
import { useDesk } from './desk-client.ts';
import { useFormat } from './format.ts';
import { useMayShow } from './may-show.ts';
import { useOverview } from './overview.ts';
import { doctorAndDay } from './palette/doctor-and-day.ts';
import { useCommands } from './palette/use-commands.ts';
import { wordsMatch } from './palette/words-match.ts';
import { day, navigate, patients, week } from './routes.ts';
import { screenKeys, screenList } from './screen-list.ts';
import { type ShortcutKey, shownKey } from './shortcut-list.ts';
import { useShortcuts } from './shortcuts.ts';

export const openSearch = () => spotlight.open();

/** Ctrl+K: patients (by core's own search), days (`24.11`, `wt`), doctors (`kalinowska wt`), screens, commands and help. */
export function Search({ onShortcuts }: { onShortcuts(): void }) {
  const { t } = useTranslation();
  const { orpc } = useDesk();
  const format = useFormat();
  const mayShow = useMayShow();
  const overview = useOverview();
  const today = overview?.today;
  const [text, setText] = useState('');
  const asked = text.trim();
  // Never the people of what was typed before: Enter would open the wrong one.
  const { data: hits = [], isFetching } = useQuery(
    orpc.patients.search.queryOptions({
      input: { text: asked, limit: 8 },
      enabled: asked.length >= 2 && mayShow('patients'),
      gcTime: 10_000,
    }),
  );
  useShortcuts({ 'mod+k': openSearch });

  const found = asked.length >= 2 ? hits : [];
  const date = today ? dayFromText(asked, today) : null;
  const doctors = overview && mayShow('week') ? doctorAndDay(asked, overview.schedules, overview.today) : [];
  const icon = { size: 18, stroke: 1.6, 'aria-hidden': true } as const;
  const keyWords = { ctrl: t('shell.keys.ctrl'), space: t('shell.keys.space') };
  const keyCap = (key: ShortcutKey | undefined) => (key ? <Kbd>{shownKey(key, keyWords)}</Kbd> : null);
  const commands = useCommands(onShortcuts);
  const topics = useHelpTopics(asked);
  const groups: { group: string; actions: SpotlightActionData[] }[] = [
    // What was typed is a day: Enter goes there, whoever else it might fit.
    {
      group: t('shell.search.days'),
      actions:
        date && mayShow('day')
          ? [
              {
                id: date,
                label: format.dayTitle(date),
                leftSection: <IconCalendar {...icon} />,
                onClick: () => navigate(day(date)),
              },
            ]
          : [],
    },
    {
      group: t('shell.search.patients'),
      actions: found.map((patient) => ({
        id: patient.id,
        leftSection: <IconUser {...icon} />,
        children: <PatientLine patient={patient} />,
        onClick: () => navigate(patients(patient.id)),
      })),
    },
    {
      group: t('shell.search.doctors'),
      actions: doctors.slice(0, 8).map(({ schedule, date: from }) => ({
        id: schedule.id,
        label: from
          ? t('shell.search.doctorWeekOf', { actor: schedule.actorName, day: format.shortDay(from) })
          : t('shell.search.doctorWeek', { actor: schedule.actorName }),
        leftSection: <IconStethoscope {...icon} />,
        onClick: () => navigate(week(from, schedule.id)),
      })),
    },
    {
      group: t('shell.search.screens'),
      actions: screenList
        .filter(({ screen }) => mayShow(screen))
        .map(({ screen, to, Icon }) => ({ screen, to, Icon, label: t(`shell.screen.${screen}`) }))
        .filter(({ screen, label }) => wordsMatch(asked, `${label} ${t(`shell.screenMeans.${screen}`)}`))
        .map(({ screen, to, Icon, label }) => ({
          id: screen,
          label,
          leftSection: <Icon {...icon} />,
          rightSection: keyCap(screenKeys.find(({ entry }) => entry.screen === screen)?.key),
          onClick: () => navigate(to),
        })),
    },
    {
      group: t('shell.search.commands'),
      actions: commands
        .filter(({ name }) => wordsMatch(asked, name))
        .map(({ id, name, key, run }) => ({
          id,
          label: name,
          leftSection: <IconCommand {...icon} />,
          rightSection: keyCap(key),
          onClick: run,
        })),
    },
    {
      group: t('help.group'),
      actions: topics.map(({ id, title }) => ({
        id,
        label: t('help.title', { topic: title }),
        leftSection: <IconHelp {...icon} />,
        onClick: () => openHelp(id),
      })),
    },
  ];
  const actions = groups.filter((group) => group.actions.length > 0);

  return (
    <Spotlight
      actions={actions}
      query={text}
      onQueryChange={setText}
      // Core has searched already; Spotlight's own filter would drop what matched by PESEL or phone.
      filter={(_query, all) => all}
      onSpotlightClose={() => setText('')}
      shortcut={null}
      nothingFound={isFetching ? ' ' : t('shell.search.nothing')}
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
      // Its entries are chosen by arrows from the field, so nothing in it takes the focus: the long list itself must, to be scrolled.
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    />
  );
}

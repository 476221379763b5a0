import {
  IconCalendar,
  IconCalendarCog,
  IconEye,
  IconFileImport,
  IconHourglass,
  IconListCheck,
  IconPlus,
  IconSend,
  IconSettings,
  IconUser,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import { createElement, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingLines } from '../components/loading-lines.tsx';
import { useAway } from '../features/away/use-away.ts';
import { usePresence } from '../features/away/use-presence.ts';
import { PersonMenu } from '../features/sign-in/person-menu.tsx';
import { DeskNotices } from './desk-notices.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useMayShow } from './may-show.ts';
import { book, day, hrefOf, navigate, patients, type Route, schedules, tasks, useRoute, waiting } from './routes.ts';
import { screenOf } from './screens.tsx';
import { Search } from './search.tsx';
import styles from './shell.module.css';
import { useShortcuts } from './shortcuts.ts';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';
import { useDeskStatus } from './status.ts';

/** Left rail with the screens, the screen itself beside it; search and the list of shortcuts over everything. */
export function Shell() {
  const { t } = useTranslation();
  usePresence();
  const asked = useRoute();
  const mayShow = useMayShow();
  // Whose work is not the registration's begins with the settings.
  const route: Route = mayShow(asked.screen) ? asked : { screen: 'settings' };
  useShortcuts({
    'alt+1': () => navigate(day()),
    'alt+2': () => navigate(book()),
    'alt+3': () => navigate(tasks()),
    'alt+4': () => navigate(patients()),
    'alt+6': () => navigate(waiting()),
    'alt+5': () => navigate({ screen: 'reception' }),
  });
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
        {t('shell.skipToContent')}
      </button>
      <Rail />
      <main id="content" className={styles.main} tabIndex={-1}>
        <DeskNotices />
        <ErrorBoundary key={route.screen}>
          <Suspense fallback={<LoadingLines />}>{createElement(screenOf(route))}</Suspense>
        </ErrorBoundary>
      </main>
      <Search />
      <ShortcutsSheet />
    </div>
  );
}

const entries = [
  { screen: 'day', to: day(), Icon: IconCalendar },
  { screen: 'book', to: book(), Icon: IconPlus },
  { screen: 'reception', to: { screen: 'reception' }, Icon: IconUserCheck },
  { screen: 'waiting', to: waiting(), Icon: IconHourglass },
  { screen: 'tasks', to: tasks(), Icon: IconListCheck },
  { screen: 'patients', to: patients(), Icon: IconUser },
  { screen: 'away', to: { screen: 'away' }, Icon: IconEye },
  { screen: 'schedules', to: schedules(), Icon: IconCalendarCog },
  { screen: 'queue', to: { screen: 'queue' }, Icon: IconSend },
] as const satisfies readonly { screen: string; to: Route; Icon: unknown }[];

const lowerEntries = [
  { screen: 'import', to: { screen: 'import' }, Icon: IconFileImport },
  { screen: 'accounts', to: { screen: 'accounts' }, Icon: IconUsers },
  { screen: 'settings', to: { screen: 'settings' }, Icon: IconSettings },
] as const satisfies readonly { screen: string; to: Route; Icon: unknown }[];

function Rail() {
  const { t } = useTranslation();
  const route = useRoute();
  const status = useDeskStatus();
  const mayShow = useMayShow();
  const here = route.screen === 'week' || route.screen === 'list' ? 'day' : route.screen;
  const away = useAway();
  const badges: Partial<Record<string, number>> = { tasks: status?.openTasks ?? 0, away: away?.total ?? 0 };
  const item = ({ screen, to, Icon }: (typeof entries)[number] | (typeof lowerEntries)[number]) => {
    const count = badges[screen] ?? 0;
    return (
      <a key={screen} className={styles.entry} href={hrefOf(to)} aria-current={screen === here ? 'page' : undefined}>
        <Icon size={20} stroke={1.6} aria-hidden />
        {t(`shell.screen.${screen}`)}
        {count > 0 ? (
          <>
            <span className={styles.badge} aria-hidden>
              {count > 99 ? '99+' : count}
            </span>
            <span className="sr-only">, {t(screen === 'away' ? 'shell.unread' : 'shell.openTasks', { count })}</span>
          </>
        ) : null}
      </a>
    );
  };
  return (
    <nav className={styles.rail} aria-label={t('shell.navigation')}>
      <span className={styles.logo} aria-hidden>
        <svg aria-hidden="true" viewBox="0 0 32 32" width="32" height="32">
          <rect width="32" height="32" rx="9" className={styles.logoGround} />
          <path d="M9.5 13.5a6.5 6.5 0 0 1 13 0v9h-13z" className={styles.logoArch} />
          <path d="M7 22.5h18" className={styles.logoSill} />
        </svg>
      </span>
      {entries.filter(({ screen }) => mayShow(screen)).map(item)}
      <span className={styles.stretch} />
      {lowerEntries.filter(({ screen }) => mayShow(screen)).map(item)}
      <PersonMenu />
    </nav>
  );
}

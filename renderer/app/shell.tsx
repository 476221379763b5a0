import { notifications } from '@mantine/notifications';
import { createElement, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingLines } from '../components/loading-lines.tsx';
import { usePresence } from '../features/away/use-presence.ts';
import { FirstRunImport } from '../features/first-run/first-run-import.tsx';
import { HelpPanel } from '../features/help/help-panel.tsx';
import { toggleHelp } from '../features/help/help-state.ts';
import { DeskNotices } from './desk-notices.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useMayShow } from './may-show.ts';
import { Rail } from './rail.tsx';
import { day, navigate, type Route, useRoute } from './routes.ts';
import { screenKeys } from './screen-list.ts';
import { screenOf } from './screens.tsx';
import { Search } from './search.tsx';
import styles from './shell.module.css';
import { useShortcuts } from './shortcuts.ts';
import { ShortcutsSheet } from './shortcuts-sheet.tsx';
import { forgetUndo, undoLast } from './undo.ts';

/** Left rail with the screens, the screen itself beside it, its help at the right; search and the list of shortcuts over everything. */
export function Shell() {
  const { t } = useTranslation();
  usePresence();
  // Whoever comes next has done nothing yet.
  useEffect(() => forgetUndo, []);
  const asked = useRoute();
  const mayShow = useMayShow();
  // Whose work is not the registration's begins with the settings.
  const own: Route = mayShow('day') ? day() : { screen: 'settings' };
  const isOwn = mayShow(asked.screen);
  const route = isOwn ? asked : own;
  // The address is still that of somebody who sat here before.
  useEffect(() => {
    if (!isOwn) navigate(own, { replace: true });
  });
  const [listed, setListed] = useState(false);
  useShortcuts({
    ...Object.fromEntries(screenKeys.map(({ key, entry }) => [key, () => mayShow(entry.screen) && navigate(entry.to)])),
    '?': () => setListed(true),
    'mod+z': () => {
      if (!undoLast()) notifications.show({ message: t('shell.undo.nothing') });
    },
    f1: toggleHelp,
  });
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('content')?.focus()}>
        {t('shell.skipToContent')}
      </button>
      <Rail />
      <main id="content" className={styles.main} tabIndex={-1}>
        <DeskNotices />
        <FirstRunImport />
        <ErrorBoundary key={route.screen}>
          <Suspense fallback={<LoadingLines />}>{createElement(screenOf(route))}</Suspense>
        </ErrorBoundary>
      </main>
      <HelpPanel screen={route.screen} onShortcuts={() => setListed(true)} />
      <Search onShortcuts={() => setListed(true)} />
      <ShortcutsSheet opened={listed} onClose={() => setListed(false)} />
    </div>
  );
}

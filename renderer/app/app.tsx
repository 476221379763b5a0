import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { SessionGate } from '../features/sign-in/session-gate.tsx';
import { TrainingFrame } from '../features/training/training-frame.tsx';
import { useOneDesk } from '../features/training/use-one-desk.ts';
import { createI18n } from '../messages/i18n.ts';
import { followChanges } from './changes.ts';
import { type Desk, DeskContextProvider, useDesk } from './desk-client.ts';
import { useAppliedSettings } from './machine-settings.ts';
import { Shell } from './shell.tsx';
import { followStatus } from './status.ts';
import { themeWith } from './theme.ts';

export function App({ desk }: { desk: Desk }) {
  const [queries] = useState(createQueries);
  const [i18n] = useState(() => createI18n('pl'));
  return (
    <I18nextProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <DeskContextProvider value={desk}>
          <Followers />
          <Themed />
        </DeskContextProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}

/**
 * Mantine writes no <style> of its own (tokens.css says it all, and the CSP allows none): no variables, no classes, and
 * the scheme is forced from the settings, because switching it by Mantine's own hook would write one too.
 */
function Themed() {
  const colorScheme = useAppliedSettings();
  useOneDesk();
  const { t } = useTranslation();
  const closeLabel = t('common.close');
  const theme = useMemo(() => themeWith(closeLabel), [closeLabel]);
  return (
    <MantineProvider theme={theme} forceColorScheme={colorScheme} withCssVariables={false} withGlobalClasses={false}>
      <Notifications position="bottom-center" limit={3} transitionDuration={100} />
      <SessionGate>
        <TrainingFrame>
          <Shell />
        </TrainingFrame>
      </SessionGate>
    </MantineProvider>
  );
}

/** Core says what changed; nothing is fetched again by time, focus or chance. */
function createQueries(): QueryClient {
  const always = { networkMode: 'always', retry: false } as const;
  return new QueryClient({
    defaultOptions: {
      queries: { ...always, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: always,
    },
  });
}

function Followers() {
  const desk = useDesk();
  const queries = useQueryClient();
  useEffect(() => {
    const abort = new AbortController();
    void followStatus(desk, queries, abort.signal);
    void followChanges(desk, queries, abort.signal);
    return () => abort.abort();
  }, [desk, queries]);
  return null;
}

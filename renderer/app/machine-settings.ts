import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { MachineSettings } from '../../core/contract/views.ts';
import { useDesk } from './desk-client.ts';

export const defaultSettings: MachineSettings = {
  language: 'pl',
  theme: 'system',
  density: 'comfortable',
  hiddenSchedules: [],
};

/** Settings of this machine; the defaults until core has answered. `save` shows its effect at once. */
export function useMachineSettings(): { settings: MachineSettings; save(change: Partial<MachineSettings>): void } {
  const { orpc } = useDesk();
  const queries = useQueryClient();
  const queryKey = orpc.settings.get.queryKey();
  const settings = useQuery(orpc.settings.get.queryOptions()).data ?? defaultSettings;
  const { mutate } = useMutation(
    orpc.settings.save.mutationOptions({
      onMutate: (next) => queries.setQueryData(queryKey, next),
      onError: () => queries.invalidateQueries({ queryKey }),
    }),
  );
  return { settings, save: (change) => mutate({ ...settings, ...change }) };
}

/** Language and density of the page follow the settings; the answer is the colour scheme to draw in. */
export function useAppliedSettings(): 'light' | 'dark' {
  const { settings } = useMachineSettings();
  const { i18n } = useTranslation();
  const systemIsDark = useSyncExternalStore(onSystemScheme, () => systemScheme.matches);
  const { language, theme, density } = settings;
  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
}

const systemScheme = window.matchMedia('(prefers-color-scheme: dark)');

function onSystemScheme(listener: () => void): () => void {
  systemScheme.addEventListener('change', listener);
  return () => systemScheme.removeEventListener('change', listener);
}

import { useTranslation } from 'react-i18next';
import type { MachineSettings } from '../../../core/contract/views.ts';
import { openHelp } from '../../features/help/help-state.ts';
import { useShowDesk } from '../../features/training/use-show-desk.ts';
import { useDesk } from '../desk-client.ts';
import { useMachineSettings } from '../machine-settings.ts';
import { useMayShow } from '../may-show.ts';
import { day, navigate } from '../routes.ts';
import { useSession } from '../session.ts';
import type { ShortcutKey } from '../shortcut-list.ts';
import { takeOffer, useUndoOffers } from '../undo.ts';

/** What was done last can be taken back from here; older things are found by their own screens. */
const mostUndo = 5;

export interface Command {
  id: string;
  name: string;
  /** The key that does the same. */
  key?: ShortcutKey;
  run(): void;
}

/** What the palette (Ctrl+K) can do, apart from going to screens. */
export function useCommands(onShortcuts: () => void): Command[] {
  const { t } = useTranslation();
  const { client } = useDesk();
  const mayShow = useMayShow();
  const { settings, save } = useMachineSettings();
  const session = useSession();
  const signedIn = session?.person != null;
  const training = useShowDesk();
  const offers = useUndoOffers();
  const choice = (change: Partial<MachineSettings>, name: string): Command[] => {
    const [key, value] = Object.entries(change)[0] ?? [];
    const already = settings[key as keyof MachineSettings] === value;
    return already ? [] : [{ id: `${key} ${value}`, name, run: () => save(change) }];
  };
  return [
    ...offers.slice(0, mostUndo).map((offer, at) => ({
      id: `undo ${offer.id}`,
      name: t('shell.undo.of', { said: offer.said }),
      ...(at === 0 ? { key: 'mod+z' as const } : {}),
      run: () => takeOffer(offer.id),
    })),
    ...(mayShow('day') ? [{ id: 'today', name: t('shell.command.today'), key: 't' as const, run: () => navigate(day()) }] : []),
    // Its outcome is what the connection at the top right says.
    { id: 'sync', name: t('shell.command.sync'), run: () => void client.desk.syncNow().catch(() => undefined) },
    ...choice({ theme: 'light' }, t('shell.command.themeLight')),
    ...choice({ theme: 'dark' }, t('shell.command.themeDark')),
    ...choice({ theme: 'system' }, t('shell.command.themeSystem')),
    ...choice({ density: 'comfortable' }, t('shell.command.comfortable')),
    ...choice({ density: 'compact' }, t('shell.command.compact')),
    ...choice({ language: 'pl' }, t('shell.command.polish')),
    ...choice({ language: 'en' }, t('shell.command.english')),
    ...(session?.training === 'offered'
      ? [{ id: 'training', name: t('training.start'), run: () => training.run('training') }]
      : []),
    ...(session?.training === 'active' ? [{ id: 'training', name: t('training.leave'), run: () => training.run('own') }] : []),
    { id: 'help', name: t('help.open'), key: 'f1', run: () => openHelp() },
    { id: 'shortcuts', name: t('shell.shortcuts.title'), key: '?', run: onShortcuts },
    ...(signedIn
      ? [
          { id: 'lock', name: t('access.person.lock'), key: 'alt+l' as const, run: () => void client.session.lock() },
          { id: 'sign-out', name: t('access.person.signOut'), run: () => void client.session.signOut() },
        ]
      : []),
  ];
}

import {
  type Icon,
  IconCalendar,
  IconCalendarCog,
  IconChecklist,
  IconEye,
  IconFileImport,
  IconHeartbeat,
  IconHourglass,
  IconListCheck,
  IconPlus,
  IconPrinter,
  IconSend,
  IconSettings,
  IconUser,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import { book, day, paper, patients, type Route, schedules, tasks, waiting } from './routes.ts';

interface ScreenEntry {
  screen: Route['screen'];
  to: Route;
  Icon: Icon;
}

/**
 * The screens of the rail, in its order; the palette (Ctrl+K), the keys and the list of shortcuts are made from the same
 * list. Alt and a digit opens the first nine, so a new screen comes after them or the digits of the others change.
 */
export const screenList = [
  { screen: 'day', to: day(), Icon: IconCalendar },
  { screen: 'book', to: book(), Icon: IconPlus },
  { screen: 'reception', to: { screen: 'reception' }, Icon: IconUserCheck },
  { screen: 'waiting', to: waiting(), Icon: IconHourglass },
  { screen: 'tasks', to: tasks(), Icon: IconListCheck },
  { screen: 'patients', to: patients(), Icon: IconUser },
  { screen: 'away', to: { screen: 'away' }, Icon: IconEye },
  { screen: 'schedules', to: schedules(), Icon: IconCalendarCog },
  { screen: 'queue', to: { screen: 'queue' }, Icon: IconSend },
  { screen: 'paper', to: paper(), Icon: IconPrinter },
  { screen: 'compliance', to: { screen: 'compliance' }, Icon: IconChecklist },
  { screen: 'import', to: { screen: 'import' }, Icon: IconFileImport },
  { screen: 'accounts', to: { screen: 'accounts' }, Icon: IconUsers },
  { screen: 'health', to: { screen: 'health' }, Icon: IconHeartbeat },
  { screen: 'settings', to: { screen: 'settings' }, Icon: IconSettings },
] as const satisfies readonly ScreenEntry[];

export type ListedScreen = (typeof screenList)[number];

/** `alt+1` ... `alt+9` of the first nine screens. */
export const screenKeys = screenList.slice(0, 9).map((entry, index) => ({ key: `alt+${index + 1}` as ScreenKey, entry }));

export type ScreenKey = `alt+${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

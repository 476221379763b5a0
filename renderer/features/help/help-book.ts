import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../app/routes.ts';
import type { Language, Translate } from '../../messages/i18n.ts';
import { type Section, sectionsOf } from './guide-text.ts';

/** `screen:day`, or `task:3`: the n-th matter of the guide, so that it stays the same when the language is switched. */
export type TopicId = `screen:${Screen}` | `task:${number}`;

/** The help in one language: a section for each screen, and the guide's sections by matters. */
export interface HelpBook {
  topics: ReadonlyMap<TopicId, Section>;
  /** Where a link of the text leads; null = out of the book. `from`: the topic in which it stands. */
  follow(to: string, from: TopicId): TopicId | null;
}

/** What the section of each screen is called. A new screen does not compile without; without its section a test fails. */
export const helpTitles: Record<Screen, (t: Translate) => string> = {
  day: (t) => t('shell.screen.day'),
  week: (t) => t('calendar.view.week'),
  list: (t) => t('calendar.view.list'),
  book: (t) => t('shell.screen.book'),
  tasks: (t) => t('shell.screen.tasks'),
  patients: (t) => t('shell.screen.patients'),
  schedules: (t) => t('shell.screen.schedules'),
  queue: (t) => t('shell.screen.queue'),
  away: (t) => t('shell.screen.away'),
  waiting: (t) => t('waiting.title'),
  reception: (t) => t('shell.screen.reception'),
  paper: (t) => t('shell.screen.paper'),
  compliance: (t) => t('shell.screen.compliance'),
  import: (t) => t('shell.screen.import'),
  accounts: (t) => t('shell.screen.accounts'),
  health: (t) => t('shell.screen.health'),
  settings: (t) => t('shell.screen.settings'),
};

export const helpScreens = Object.keys(helpTitles) as Screen[];

/** Chunks of the program's own bundle: there without a network, and fetched only when somebody asks for help. */
const texts: Record<Language, () => Promise<[screens: string, guide: string]>> = {
  pl: async () => [
    (await import('../../../docs/user-guide/screens-pl.md?raw')).default,
    (await import('../../../docs/user-guide/pl.md?raw')).default,
  ],
  en: async () => [
    (await import('../../../docs/user-guide/screens-en.md?raw')).default,
    (await import('../../../docs/user-guide/en.md?raw')).default,
  ],
};

export async function readHelpBook(language: Language, t: Translate): Promise<HelpBook> {
  const [screens, guide] = (await texts[language]()).map(sectionsOf) as [Section[], Section[]];
  const named = new Map(screens.map((section) => [section.title, section]));
  const ofScreens = helpScreens.flatMap((screen) => {
    const section = named.get(helpTitles[screen](t));
    return section ? [[`screen:${screen}` as TopicId, section] as const] : [];
  });
  const ofGuide = guide.map((section, index) => [`task:${index}` as TopicId, section] as const);
  return {
    topics: new Map([...ofScreens, ...ofGuide]),
    follow: (to, from) => {
      const [file = '', slug = ''] = to.split('#');
      const inGuide = file === '' ? from.startsWith('task:') : !file.startsWith('screens-');
      const among = inGuide ? ofGuide : ofScreens;
      return among.find(([, section]) => section.slug === decodeURI(slug))?.[0] ?? null;
    },
  };
}

/** Null until it is wanted and read; that takes one local file. */
export function useHelpBook(wanted = true): HelpBook | null {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return (
    useQuery({
      // As the desk's own queries are named: what follows changes looks at all of them.
      queryKey: [['help', 'book'], { input: language }],
      // The titles in the language of the book, whatever is switched meanwhile.
      enabled: wanted,
      queryFn: () => readHelpBook(language, i18n.getFixedT(language) as Translate),
    }).data ?? null
  );
}

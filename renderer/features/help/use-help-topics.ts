import { useTranslation } from 'react-i18next';
import { useMayShow } from '../../app/may-show.ts';
import { plain, typedWords, wordsMatch } from '../../app/palette/words-match.ts';
import type { Screen } from '../../app/routes.ts';
import type { Section } from './guide-text.ts';
import { type HelpBook, type TopicId, useHelpBook } from './help-book.ts';

/** Of topics that only mention what was typed, the first so many. */
const mentionedLimit = 5;

/** Topics for the palette (Ctrl+K): those named so first, then those that speak of it. Nothing typed, nothing found. */
export function useHelpTopics(typed: string): { id: TopicId; title: string }[] {
  const { t } = useTranslation();
  const mayShow = useMayShow();
  const book = useHelpBook(typed.trim() !== '');
  if (!book) return [];
  return topicsFor(book, typed, t('help.group')).filter(
    ({ id }) => !id.startsWith('screen:') || mayShow(id.slice('screen:'.length) as Screen),
  );
}

/** `group`: the word that brings all of them (`pomoc`). */
export function topicsFor(book: HelpBook, typed: string, group: string): { id: TopicId; title: string }[] {
  const asked = plain(typed.trim());
  if (typedWords(asked).length === 0) return [];
  const all = [...book.topics].map(([id, section]) => ({ id, title: section.title, section }));
  const named = all.filter(({ title }) => wordsMatch(asked, `${group} ${title}`));
  const mentioned = asked.length < 4 ? [] : all.filter((one) => !named.includes(one) && speaksOf(one.section, asked));
  return [...named, ...mentioned.slice(0, mentionedLimit)].map(({ id, title }) => ({ id, title }));
}

const speaksOf = (section: Section, asked: string): boolean => wordsMatch(asked, `${section.title} ${section.plain}`);

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { screenKeys } from '../../app/screen-list.ts';
import { shortcutGroups, shownKey } from '../../app/shortcut-list.ts';
import { en } from '../../messages/en/index.ts';
import { createI18n, type Language, type Translate } from '../../messages/i18n.ts';
import { pl } from '../../messages/pl/index.ts';
import type { Block, Inline, Section } from './guide-text.ts';
import { type HelpBook, helpScreens, helpTitles, readHelpBook, type TopicId } from './help-book.ts';
import { drawnMarks } from './help-text.tsx';
import { topicsFor } from './use-help-topics.ts';

const guideFolder = join(import.meta.dirname, '../../../docs/user-guide');
const languages = ['pl', 'en'] as const;
const books = {} as Record<Language, HelpBook>;
beforeAll(async () => {
  for (const language of languages) books[language] = await readHelpBook(language, createI18n(language).t as Translate);
});

const screenOf = (language: Language, screen: (typeof helpScreens)[number]): Section => {
  const section = books[language].topics.get(`screen:${screen}`);
  if (!section) throw new Error(`docs/user-guide/screens-${language}.md has no section for the screen ${screen}`);
  return section;
};
const linesOf = (block: Block): Inline[][] => {
  switch (block.is) {
    case 'heading':
      return [];
    case 'paragraph':
      return [block.text];
    case 'list':
      return block.items.flatMap(({ text, inner }) => [text, ...inner]);
    case 'table':
      return block.rows.flat();
  }
};
const inlines = (section: Section): Inline[] => section.blocks.flatMap(linesOf).flat();
/** The lists under the three headings: acts, signs, troubles. */
const listsOf = (section: Section): number[] =>
  section.blocks.flatMap((block) => (block.is === 'list' ? [block.items.length] : []));

describe.each(languages)('help in %s', (language) => {
  describe.each(helpScreens)('of the screen %s', (screen) => {
    it('says what the screen is for, the 3 to 5 acts with their keys, the signs, and what to do when something is wrong', () => {
      const section = screenOf(language, screen);
      expect(section.blocks[0]?.is).toBe('paragraph');
      const headings = section.blocks.flatMap((block) => (block.is === 'heading' ? [block.text] : []));
      expect(headings).toEqual(
        language === 'pl'
          ? ['Co tu zrobisz', 'Co widać', 'Gdy coś jest nie tak']
          : ['What you do here', 'What you see', 'When something is wrong'],
      );
      const [acts = 0, signs = 0, troubles = 0] = listsOf(section);
      expect(acts).toBeGreaterThanOrEqual(3);
      expect(acts).toBeLessThanOrEqual(5);
      expect(signs).toBeGreaterThanOrEqual(2);
      expect(troubles).toBeGreaterThanOrEqual(2);
    });

    it('says as much as in the other language', () => {
      const signs = (section: Section) => inlines(section).flatMap((part) => (part.is === 'mark' ? [part.name] : []));
      const links = (section: Section) => inlines(section).filter(({ is }) => is === 'link').length;
      const [one, other] = languages.map((each) => screenOf(each, screen)) as [Section, Section];
      expect(listsOf(one)).toEqual(listsOf(other));
      expect(signs(one)).toEqual(signs(other));
      expect(links(one)).toBe(links(other));
    });
  });

  it('every text that it quotes from the program stands in the program', () => {
    const quoted = [...books[language].topics].flatMap(([id, section]) =>
      inlines(section).flatMap((part) => (part.is === 'name' ? part.text.split(' → ').map((text) => ({ topic: id, text })) : [])),
    );
    expect(quoted.length).toBeGreaterThan(100);
    expect(quoted.filter(({ text }) => !isInProgram(language, text)).map(({ topic, text }) => `${topic}: ${text}`)).toEqual([]);
  });

  it('every key that it names does something', () => {
    const words = { ctrl: 'Ctrl', space: language === 'pl' ? 'Spacja' : 'Space' };
    const known = new Set([
      ...[
        ...screenKeys.map(({ key }) => key),
        ...shortcutGroups.flatMap(({ rows }) => rows.flatMap(({ keys }) => [...keys])),
      ].map((key: string) => shownKey(key, words)),
      // Of the thing that has the focus: a field, a block of hours; of the window: its zoom.
      ...['Delete', 'Shift', 'Ctrl +'],
    ]);
    const named = [...books[language].topics].flatMap(([id, section]) =>
      inlines(section).flatMap((part) => (part.is === 'key' && !known.has(part.text) ? [`${id}: ${part.text}`] : [])),
    );
    expect(named).toEqual([]);
  });

  it('no link leads nowhere, and every sign can be drawn and lies beside the guide', () => {
    for (const [id, section] of books[language].topics)
      for (const part of inlines(section)) {
        if (part.is === 'link') expect(books[language].follow(part.to, id), `${id} → ${part.to}`).not.toBeNull();
        if (part.is !== 'mark') continue;
        expect(drawnMarks, id).toContain(part.name);
        expect(existsSync(join(guideFolder, 'marks', `${part.name}.svg`)), part.name).toBe(true);
      }
  });

  it('the sections of the guide keep their places, so that a topic stays the same when the language is switched', () => {
    expect([...books[language].topics.keys()]).toEqual([...books.pl.topics.keys()]);
  });
});

describe('Ctrl+K finds help', () => {
  const found = (typed: string): TopicId[] => topicsFor(books.pl, typed, 'Pomoc').map(({ id }) => id);

  it('by the title, without Polish letters', () => {
    expect(found('przyjecie')).toContain('screen:reception');
    expect(found('brak pradu')[0]).toMatch(/^task:/);
  });

  it('"pomoc" brings all of it, nothing typed brings nothing', () => {
    expect(found('pomoc')).toHaveLength(books.pl.topics.size);
    expect(found('pomoc grafiki')[0]).toBe('screen:schedules');
    expect(found('')).toEqual([]);
  });

  it('by what a topic speaks of, named ones first', () => {
    const topics = found('ulotka');
    expect(topics.length).toBeGreaterThan(0);
    expect(topics.length).toBeLessThanOrEqual(5);
    expect(found('ul')).toEqual([]);
  });
});

it('every screen of the program has a title for its help', () => {
  expect(new Set(helpScreens.map((screen) => helpTitles[screen](createI18n('pl').t as Translate))).size).toBe(helpScreens.length);
});

const texts = { pl: textsOf(pl), en: textsOf(en) };

function textsOf(tree: object): string[] {
  return Object.values(tree).flatMap((value: unknown) => (typeof value === 'string' ? [value] : textsOf(value as object)));
}

/** As it stands, or with what the program fills in; of a long sentence its beginning will do. */
function isInProgram(language: Language, text: string): boolean {
  const bare = text.replace(/[:.]$/, '');
  return texts[language].some((message) => {
    if (message === text || message === bare || message === `${bare}:`) return true;
    // A message that is nearly all filled in would be anything.
    const own = message.split(/\{\{\w+\}\}/);
    if (own.join('').length < 8) return false;
    const filled = own.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
    const rest = message.slice(bare.length);
    const begins = message.startsWith(bare) && (bare.split(' ').length >= 3 || /^( \(?\{\{|[:.])/.test(rest));
    return begins || new RegExp(`^${filled}[:.]?$`).test(bare);
  });
}

it('a quoted text is really looked for', () => {
  expect(isInProgram('pl', 'Tego w programie nie ma')).toBe(false);
  expect(isInProgram('pl', 'trzymany do 10:42')).toBe(true);
});

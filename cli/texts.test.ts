import { describe, expect, it } from 'vitest';
import { systemLanguage, textsOf } from './texts.ts';
import { english } from './texts-en.ts';
import { polish } from './texts-pl.ts';

describe('the language of the command line', () => {
  it.each([
    [{ LANG: 'pl_PL.UTF-8' }, polish],
    [{ LC_ALL: 'pl', LANG: 'en_GB.UTF-8' }, polish],
    [{ LC_ALL: '', LC_MESSAGES: 'pl_PL', LANG: 'C' }, polish],
    [{ LC_ALL: 'C.UTF-8', LANG: 'pl_PL.UTF-8' }, english],
    [{ LANG: 'plt_MG' }, english],
    [{ LANG: 'de_DE' }, english],
  ])('%j', (env, texts) => expect(textsOf(systemLanguage(env))).toBe(texts));

  it('names the same commands and options in both', () => {
    const words = (usage: string) => new Set([...usage.matchAll(/^ {2}([a-z]+)|(--[a-z-]+)/gm)].map(([word]) => word.trim()));
    expect(words(polish.usage)).toEqual(words(english.usage));
  });
});

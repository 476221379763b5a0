import { describe, expect, it } from 'vitest';
import { refusalCodes } from '../../core/domain/refusal.ts';
import { en } from './en/index.ts';
import { createI18n } from './i18n.ts';
import { pl } from './pl/index.ts';

const flat = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value as object, `${path}${key}.`),
  );
const polish = flat(pl);
const english = new Map(flat(en));
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted(byText);
const byText = (a: string | undefined, b: string | undefined) => (a ?? '').localeCompare(b ?? '');
const isManyForm = (key: string) => /_(few|many)$/.test(key);

it('English has every key of Polish, the Polish plural forms apart', () => {
  expect([...english.keys()].toSorted(byText)).toEqual(
    polish
      .map(([key]) => key)
      .filter((key) => !isManyForm(key))
      .toSorted(byText),
  );
});

it('both languages say the same facts: the placeholders agree', () => {
  const differing = polish.filter(([key, text]) => {
    const other = english.get(key);
    return other !== undefined && placeholders(other).join() !== placeholders(text).join();
  });
  expect(differing.map(([key]) => key)).toEqual([]);
});

it('no sentence is empty', () => {
  expect([...polish, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
});

it('every count has all its forms', () => {
  const stems = polish.filter(([key]) => key.endsWith('_one')).map(([key]) => key.slice(0, -4));
  const keys = new Set(polish.map(([key]) => key));
  expect(stems.flatMap((stem) => ['_few', '_many', '_other'].map((form) => stem + form)).filter((key) => !keys.has(key))).toEqual(
    [],
  );
});

it.each(refusalCodes)('refusal %s says what happened and what to do, in both languages', (code) => {
  for (const language of [pl, en]) {
    expect(language.refusals.code[code].what).toMatch(/[.!]$/);
    expect(language.refusals.code[code].act).toMatch(/[.!]$/);
  }
});

describe('Polish counts in its four forms', () => {
  const { t } = createI18n('pl');
  it.each([
    [0, '0 wizyt'],
    [1, '1 wizyta'],
    [2, '2 wizyty'],
    [5, '5 wizyt'],
    [12, '12 wizyt'],
    [22, '22 wizyty'],
    [105, '105 wizyt'],
  ])('%i', (count, text) => {
    expect(t('calendar.visits', { count })).toBe(text);
  });
});

it('English apostrophes are those of print, in every screen alike', () => {
  expect([...english].filter(([, text]) => /\w'/.test(text)).map(([key]) => key)).toEqual([]);
});

it('central e-registration is called so, as in docs/glossary.md', () => {
  expect(polish.filter(([, text]) => /\bcentral(a|i|ę|o|ą)\b/i.test(text)).map(([key]) => key)).toEqual([]);
});

it('no "we" in the Polish screen, no program talk', () => {
  const forbidden =
    /\b(nasz|naszej|naszym|naszych|jesteśmy|mamy|możemy|trzymamy|wyślemy|zapiszemy|robimy|prosimy|error|null|undefined)\b/i;
  expect(polish.filter(([, text]) => forbidden.test(text)).map(([key]) => key)).toEqual([]);
});

import { expect, it } from 'vitest';
import { wordsMatch } from './words-match.ts';

it.each([
  ['motyw ciemny', 'Motyw ciemny'],
  ['ciem mot', 'Motyw ciemny'],
  ['przyjecie', 'Przyjęcie'],
  ['wylogu', 'Wyloguj'],
  ['łączność', 'Laczność'],
  ['', 'Dzień'],
])('"%s" finds "%s"', (typed, text) => {
  expect(wordsMatch(typed, text)).toBe(true);
});

it.each([
  ['emny', 'Motyw ciemny'], // the beginning of a word, not its middle
  ['motyw jasny', 'Motyw ciemny'],
])('"%s" does not find "%s"', (typed, text) => {
  expect(wordsMatch(typed, text)).toBe(false);
});

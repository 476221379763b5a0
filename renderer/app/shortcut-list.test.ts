import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { screenKeys } from './screen-list.ts';
import { ariaKey, shortcutGroups, shownKey } from './shortcut-list.ts';

const renderer = join(import.meta.dirname, '..');
const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|shortcut-list/.test(path))
  .map((path) => readFileSync(join(renderer, path), 'utf8'));

/** Keys in the calls of `useShortcuts`, as their source says them. */
const heard = new Set(sources.flatMap((source) => callsIn(source)).flatMap(keysIn));

describe('the list of `?` and what the window listens to agree', () => {
  const listed = shortcutGroups.flatMap(({ rows }) => rows.filter(({ heard }) => heard === 'window').flatMap(({ keys }) => keys));
  it.each([...listed])('%s is heard', (key) => {
    expect(heard).toContain(key);
  });
  it('nothing else is heard (beside Alt and a digit)', () => {
    expect([...heard].filter((key) => !(listed as string[]).includes(key))).toEqual([]);
  });
});

it('Alt and a digit opens the screens in the order of the rail', () => {
  expect(screenKeys.map(({ key, entry }) => `${key} ${entry.screen}`).slice(0, 3)).toEqual([
    'alt+1 day',
    'alt+2 book',
    'alt+3 reception',
  ]);
});

it.each([
  ['mod+k', 'Ctrl K', 'Control+K'],
  ['alt+1', 'Alt 1', 'Alt+1'],
  ['arrowleft', '←', 'ARROWLEFT'],
])('%s is shown as %s', (key, shown, aria) => {
  expect(shownKey(key, { ctrl: 'Ctrl', space: 'Spacja' })).toBe(shown);
  expect(ariaKey(key)).toBe(aria);
});

function callsIn(source: string): string[] {
  return source
    .split('useShortcuts(')
    .slice(1)
    .map((rest) => {
      let depth = 1;
      let at = 0;
      while (at < rest.length && depth > 0) depth += { '(': 1, ')': -1 }[rest[at++] ?? ''] ?? 0;
      return rest.slice(0, at);
    })
    .filter((call) => !call.startsWith('shortcuts: Shortcuts'));
}

function keysIn(call: string): string[] {
  return [...call.matchAll(/(?:^|[{,])\s*'?([a-z0-9+?]+)'?: (?:\(|[a-z]+[,\s}])/gi)].flatMap((match) => match[1] ?? []);
}

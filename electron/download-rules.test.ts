import { expect, it } from 'vitest';
import { mayDownload } from './download-rules.ts';

const own = 'blob:app://okienko/0b0f9c1e';

it.each([
  [own, 'okienko-2026-11-23T1042.json', true, true],
  [own, 'okienko-2026-11-23T1042.zip', true, true],
  [own, 'okienko-audit.csv', true, true],
  [own, 'okienko-2026-11-23T1042.okienko', true, true],
  [own, 'okienko-osoba-2026-11-23T1042.html', true, true],
  [own, 'okienko-audit.csv', false, false],
  [own, 'okienko.exe', true, false],
  [own, 'okienko.csv.exe', true, false],
  [own, 'x.json', true, false],
  [own, '../okienko.json', true, false],
  ['blob:https://example.org/0b0f9c1e', 'okienko.json', true, false],
  ['https://example.org/okienko.json', 'okienko.json', true, false],
  ['app://okienko/okienko.json', 'okienko.json', true, false],
  ['blob:app://okienko.example/x', 'okienko.json', true, false],
])('%s as %s, clicked: %s: %s', (url, name, byPerson, allowed) => {
  expect(mayDownload({ url, name, byPerson })).toBe(allowed);
});

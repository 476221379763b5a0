import { describe, expect, it } from 'vitest';
import { appPath, isAppPage, isOwnExport, isOwnRequest } from './app-address.ts';

describe("the page's own address", () => {
  it.each(['app://okienko/index.html', 'app://okienko/assets/a.js', 'app://okienko/?x#y'])('%s is ours', (url) => {
    expect(isAppPage(url)).toBe(true);
  });

  it.each([
    'https://okienko/index.html',
    'app://elsewhere/index.html',
    'app://okienko.example/',
    'app://okienko:8080/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'about:blank',
    'app:okienko',
    '',
  ])('%s is not', (url) => {
    expect(isAppPage(url)).toBe(false);
  });

  it('names a file of the renderer', () => {
    expect(appPath('app://okienko/')).toBe('/index.html');
    expect(appPath('app://okienko/assets/a%20b.js?x')).toBe('/assets/a b.js');
    expect(appPath('app://okienko/%E0%A4%A')).toBeNull();
    expect(appPath('https://okienko/')).toBeNull();
  });
});

describe('requests of the page', () => {
  it.each(['app://okienko/assets/a.js', 'data:image/png;base64,AA', 'devtools://devtools/bundled/x.js'])(
    '%s goes through',
    (url) => {
      expect(isOwnRequest(url)).toBe(true);
    },
  );

  it.each([
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://127.0.0.1/',
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:https://x/1',
  ])('%s is cancelled', (url) => {
    expect(isOwnRequest(url)).toBe(false);
  });
});

describe('what the page may save', () => {
  it.each([
    ['blob:app://okienko/1', 'text/csv;charset=utf-8', true],
    ['blob:app://okienko/1', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', true],
    ['blob:app://okienko/1', 'application/octet-stream', false],
    ['blob:app://okienko/1', '', false],
    ['blob:https://x/1', 'text/csv', false],
    ['https://x/a.csv', 'text/csv', false],
  ])('%s of type %s: %s', (url, type, may) => {
    expect(isOwnExport(url, type)).toBe(may);
  });
});

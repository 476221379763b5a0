import { expect, it } from 'vitest';
import { isAllowedLink } from './link-rules.ts';

it.each(['https://pacjent.gov.pl/', 'https://www.gov.pl/web/zdrowie', 'https://rejestr.ezdrowie.gov.pl/x?y=1'])(
  '%s may be opened',
  (url) => {
    expect(isAllowedLink(url)).toBe(true);
  },
);

it.each([
  'http://pacjent.gov.pl/',
  'https://pacjent.gov.pl.example.org/',
  'https://evilgov.pl/',
  'https://gov.pl@example.org/',
  'https://user:secret@pacjent.gov.pl/',
  'https://pacjent.gov.pl:8443/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'ms-settings:',
  'not an address',
])('%s may not', (url) => {
  expect(isAllowedLink(url)).toBe(false);
});

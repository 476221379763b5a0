import { describe, expect, test } from 'vitest';
import { shortPersonName } from '../../components/short-person-name.ts';
import { en } from '../../messages/en/index.ts';
import { pl } from '../../messages/pl/index.ts';
import { entitlementsOn } from './entitlements.ts';

describe.each([
  ['pl', pl],
  ['en', en],
])('%s', (_, words) => {
  test('every entitlement has its words', () => {
    expect(entitlementsOn('2026-11-23').filter((code) => !words.booking.entitlement[code])).toEqual([]);
  });
});

test('entitlements hold from their first day', () => {
  expect(entitlementsOn('2024-08-25')).toEqual([]);
  expect(entitlementsOn('2024-08-26')).toContain('pregnancy');
});

test.each([
  ['dr n. med. M. Kalinowska', 'M. Kalinowska'],
  ['lek. Ż. Żak', 'Ż. Żak'],
  ['położna K. Sokołowska', 'K. Sokołowska'],
  ['Mammograf 1', 'Mammograf 1'],
  ['mammograf 1', 'mammograf 1'],
])('%s fits as %s', (name, short) => expect(shortPersonName(name)).toBe(short));

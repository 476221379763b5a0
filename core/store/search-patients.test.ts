import { describe, expect, test } from 'vitest';
import type { Patient } from '../domain/patient.ts';
import { aContact, aPatient } from '../domain/test-builders.ts';
import { fold, searchPrefixes } from './search-text.ts';
import { aDataFolder, anIntent } from './test-store.ts';

const people: Patient[] = [
  aPatient({ id: 'halina', familyName: 'Wiśniewska', givenName: 'Halina', pesel: '58031200021' }),
  aPatient({
    id: 'lukasz',
    familyName: 'Żółć-Nowak',
    givenName: 'Łukasz Jan',
    pesel: '85010112345',
    contact: aContact({ phone: '+48501222333' }),
  }),
  aPatient({
    id: 'jan',
    familyName: 'Nowak',
    givenName: 'Jan',
    pesel: null,
    contact: aContact({ phone: '+420777888999', secondPhone: '+48600100200' }),
  }),
];
const folderWithPeople = () => {
  const folder = aDataFolder();
  const store = folder.open();
  store.copy.applyEvents(
    'e1',
    [
      {
        event: 1,
        at: '2026-11-23T07:00:00Z',
        intentId: null,
        changes: people.map((row) => ({ entity: 'patient', key: row.id, row })),
      },
    ],
    1,
  );
  return {
    folder,
    store,
    find: (text: string) => store.read.searchPatients(text, 10).map(({ id }) => id),
    [Symbol.dispose]: folder[Symbol.dispose],
  };
};

describe('a patient is found', () => {
  test.each([
    ['the beginning of the family name', 'wis', ['halina']],
    ['without Polish marks', 'zolc', ['lukasz']],
    ['with them', 'ŻÓŁ', ['lukasz']],
    ['the second part of a double name', 'nowak', ['jan', 'lukasz']],
    ['names in any order', 'jan now', ['jan', 'lukasz']],
    ['both, one of them whole', 'Nowak Łukasz', ['lukasz']],
    ['a PESEL begun', '580312', ['halina']],
    ['a phone in groups', '501 222 333', ['lukasz']],
    ['a phone with the country', '+48 501-222', ['lukasz']],
    ['a foreign phone', '+420 777', ['jan']],
    ['the second phone', '600100', ['jan']],
    ['name and number', 'nowak 501', ['lukasz']],
    ['nobody', 'kowalski', []],
    ['nothing typed', '  ', []],
    ['quotes and operators', '" OR nowak*) NEAR', []],
  ])('by %s', (_, text, expected) => {
    using world = folderWithPeople();
    expect(world.find(text)).toEqual(expected);
  });

  test('under the name of now: changed here, not yet at central', () => {
    using world = folderWithPeople();
    const { store, find } = world;
    store.journal.append([anIntent({ kind: 'change-patient', patient: { ...(people[0] as Patient), familyName: 'Zielińska' } })]);
    expect([find('wisniewska'), find('zielinska')]).toEqual([[], ['halina']]);
    expect(store.read.searchPatients('halina', 1)).toMatchObject([{ family_name: 'Zielińska', truth: 'local' }]);
  });

  test('under the name of now: changed by the feed, deleted by the feed', () => {
    using world = folderWithPeople();
    const { store, find } = world;
    const at = '2026-11-23T07:00:00Z';
    const row = { ...(people[0] as Patient), familyName: 'Zielińska', version: 2 };
    store.copy.applyEvents('e1', [{ event: 2, at, intentId: null, changes: [{ entity: 'patient', key: 'halina', row }] }], 2);
    expect([find('wisniewska'), find('zielinska')]).toEqual([[], ['halina']]);
    store.copy.applyEvents(
      'e1',
      [{ event: 3, at, intentId: null, changes: [{ entity: 'patient', key: 'halina', row: null }] }],
      3,
    );
    expect(find('halina')).toEqual([]);
  });
});

test('folding', () => {
  expect(fold('  Żółć-Gęślą  O’Hara ')).toBe('zolc gesla o hara');
  expect(searchPrefixes('Kowal 730 181 148 an')).toEqual(['kowal', '730181148', 'an']);
});

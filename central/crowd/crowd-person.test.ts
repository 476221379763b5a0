import { expect, test } from 'vitest';
import { parsePesel } from '../../core/domain/pesel.ts';
import { ageOn } from '../../core/domain/time.ts';
import { anyCriteria } from '../../core/domain/waiting-entry.ts';
import entitlements from '../../resources/entitlements.json' with { type: 'json' };
import { Random } from '../seed/random.ts';
import { chosenCriteria, crowdPeople, widened } from './crowd-person.ts';

const today = '2026-01-05';
const places = [
  { clinicId: 'a', town: 'Radom', voivodeship: '14', latitude: 51.4, longitude: 21.15 },
  { clinicId: 'b', town: null, voivodeship: null, latitude: null, longitude: null },
];

test('people are valid, each with a number, phone and referral of their own, and the same for the same seed', () => {
  const people = crowdPeople(7, 2_000, today);
  const distinct = (of: (one: (typeof people)[number]) => string | null) => new Set(people.map(of)).size;
  expect(people.every(({ person }) => parsePesel(person.pesel).ok)).toBe(true);
  expect([distinct((one) => one.person.pesel), distinct((one) => one.person.contact.phone)]).toEqual([2_000, 2_000]);
  expect(distinct((one) => one.referral)).toBe(2_000);
  expect(people.every(({ referral }) => /^\d{44}$/.test(referral))).toBe(true);
  const facts = (all: typeof people) =>
    all.map(({ person, referral, urgent, entitlement }) => ({ person, referral, urgent, entitlement }));
  expect(facts(crowdPeople(7, 2_000, today))).toEqual(facts(people));
  expect(facts(crowdPeople(8, 20, today))).not.toEqual(facts(people.slice(0, 20)));
});

test('some are children, some urgent, some entitled by a code that there is', () => {
  const people = crowdPeople(3, 3_000, today);
  const share = (is: (one: (typeof people)[number]) => boolean) => people.filter(is).length / people.length;
  const minors = people.filter(({ person }) => ageOn(person.birthDate ?? '', today) < 18);
  expect(minors.length / people.length).toBeCloseTo(0.06, 1);
  expect(minors.every(({ person }) => person.contact.relation === 'guardian')).toBe(true);
  expect(share(({ urgent }) => urgent)).toBeCloseTo(0.2, 1);
  expect(share(({ entitlement }) => entitlement !== null)).toBeGreaterThan(0.02);
  const codes = entitlements.map(({ code }) => code);
  expect(people.every(({ entitlement }) => entitlement === null || codes.includes(entitlement))).toBe(true);
});

test('criteria are of every kind, and name only places where there are clinics', () => {
  const random = new Random(1);
  const all = Array.from({ length: 2_000 }, () => chosenCriteria(random, places));
  const some = (is: (one: (typeof all)[number]) => boolean) => all.filter(is).length;
  for (const count of [
    some((one) => one.clinicIds.length > 0),
    some((one) => one.town === 'Radom' && one.radiusKm === 60),
    some((one) => one.voivodeship === '14'),
    some((one) => one.weekdays.length > 0),
    some((one) => one.fromTime !== null),
    some((one) => JSON.stringify(one) === JSON.stringify(anyCriteria)),
  ])
    expect(count).toBeGreaterThan(20);
  expect(some((one) => one.town !== null && one.town !== 'Radom')).toBe(0);
  expect(chosenCriteria(new Random(2), [])).toMatchObject({ clinicIds: [], town: null, voivodeship: null });
});

test('R24: widening ends with no criteria at all', () => {
  const random = new Random(4);
  for (let n = 0; n < 200; n++) {
    let criteria = chosenCriteria(random, places);
    for (let times = 0; times < 3; times++) criteria = widened(criteria);
    expect(criteria).toEqual(anyCriteria);
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pilotPolicy } from '../policy-values.ts';
import { anyCriteria, type SearchCriteria } from '../waiting-entry.ts';
import { assignSlots } from './assign-slots.ts';
import type { AssignmentRules, Candidate, OpenSlot, Place } from './candidate.ts';
import { type Forecaster, forecaster } from './forecaster.ts';
import { type IsNear, naiveCompare, naiveMatch, naiveRun } from './naive-run.ts';

const cities: Place[] = [
  { clinicId: 'radom', town: 'Radom', voivodeship: '14', latitude: 51.4, longitude: 21.15 },
  { clinicId: 'warszawa', town: 'Warszawa', voivodeship: '14', latitude: 52.23, longitude: 21.01 },
  { clinicId: 'lodz', town: 'Łódź', voivodeship: '10', latitude: 51.76, longitude: 19.46 },
  { clinicId: 'krakow', town: 'Kraków', voivodeship: '12', latitude: 50.06, longitude: 19.94 },
  { clinicId: 'nowhere', town: null, voivodeship: null, latitude: null, longitude: null },
];
/** Kilometres by road atlas rulers: nobody here lives between 90 and 110, or 60 and 80 km from another. */
const within100km: Record<string, string[]> = {
  Radom: ['Radom', 'Warszawa'],
  Warszawa: ['Warszawa', 'Radom'],
  Łódź: ['Łódź'],
  Kraków: ['Kraków'],
};

const isNear: IsNear = ({ town }, { town: wanted, radiusKm }) =>
  town !== null && wanted !== null && radiusKm === 100 && (within100km[wanted]?.includes(town) ?? false);

const now = '2026-10-21T08:00:00Z';
const codes = ['1100', '1101', '1102', '1103', '1104', '1105'];
const townCentre = (town: string) => {
  const found = cities.find((city) => city.town === town);
  return found?.latitude != null && found.longitude !== null ? { latitude: found.latitude, longitude: found.longitude } : null;
};
const rulesWith = (some: Partial<AssignmentRules> = {}): AssignmentRules => ({
  now,
  windowTo: '2026-11-30',
  shortNoticeHours: 48,
  order: 'category-first',
  coveredCodes: pilotPolicy.coveredCodes,
  townCentre,
  ...some,
});

const nullable = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: null, freq });
/** Around now + 48 h, the autumn change (25 October), and the end of the window; few distinct ones, so that many compete. */
const start = fc
  .tuple(
    fc.constantFrom(
      '2026-10-22',
      '2026-10-23',
      '2026-10-24',
      '2026-10-25',
      '2026-10-30',
      '2026-11-02',
      '2026-11-30',
      '2026-12-01',
    ),
    fc.constantFrom('00:00', '00:30', '01:00', '01:30', '07:40', '07:59', '08:00', '08:01', '09:30', '15:00', '22:30', '23:30'),
  )
  .map(([date, time]) => `${date}T${time}:00Z`);
const slot = fc.record({
  clinicCode: fc.constantFrom(...codes),
  actorId: fc.constantFrom('a1', 'a2', 'a3'),
  startsAt: start,
  place: fc.constantFrom(...cities),
});
const date = fc.constantFrom('2026-10-23', '2026-10-25', '2026-10-30', '2026-11-30');
const time = fc.constantFrom('00:00', '02:00', '02:30', '09:00', '10:30', '16:00', '23:59');
const criteria: fc.Arbitrary<SearchCriteria> = fc.record({
  clinicIds: fc.oneof({ weight: 3, arbitrary: fc.constant([] as string[]) }, fc.subarray(cities.map(({ clinicId }) => clinicId))),
  actorIds: fc.oneof({ weight: 4, arbitrary: fc.constant([] as string[]) }, fc.subarray(['a1', 'a2', 'a4'])),
  voivodeship: nullable(fc.constantFrom('14', '10', '32'), 4),
  town: nullable(fc.constantFrom('Radom', 'Warszawa', 'Łódź', 'Kraków', 'Ustka'), 3),
  radiusKm: nullable(fc.constantFrom(0, 100)),
  from: nullable(date, 4),
  to: nullable(date, 4),
  weekdays: fc.oneof(
    { weight: 3, arbitrary: fc.constant([] as (1 | 2 | 4 | 5 | 6 | 7)[]) },
    fc.subarray([1, 2, 4, 5, 6, 7] as (1 | 2 | 4 | 5 | 6 | 7)[]),
  ),
  fromTime: nullable(time, 4),
  toTime: nullable(time, 4),
});
/** Adults, children, and those who turn 18 within the window. */
const birthDate = fc.constantFrom(
  '1958-03-12',
  '1990-01-01',
  '2015-06-06',
  '2008-10-25',
  '2008-11-02',
  '2008-12-31',
  '2008-02-29',
  null,
);
const person = fc.record({
  clinicCodes: fc.subarray(codes, { minLength: 1 }),
  birthDate,
  criteria: fc.oneof({ weight: 1, arbitrary: fc.constant(anyCriteria) }, { weight: 3, arbitrary: criteria }),
  category: fc.constantFrom('urgent' as const, 'stable' as const),
  entitled: fc.boolean(),
  submittedAt: fc.constantFrom(
    '2026-09-01T08:00:00Z',
    '2026-09-01T08:00:00.001Z',
    '2026-10-01T10:00:00Z',
    '2026-10-21T07:00:00Z',
  ),
  cancelled: fc.array(fc.nat(40), { maxLength: 4 }),
});
const clinics = fc
  .record({
    slots: fc.array(slot, { maxLength: 40 }),
    people: fc.array(person, { maxLength: 40 }),
    order: fc.constantFrom('category-first' as const, 'entitlement-first' as const),
    windowTo: nullable(fc.constant('2026-11-30'), 5),
  })
  .map(({ slots, people, ...rest }) => {
    const open: OpenSlot[] = slots.map((one, n) => ({ ...one, id: `s${n}` }));
    const candidates: Candidate[] = people.map(({ cancelled, ...one }, n) => ({
      ...one,
      id: `e${(n * 7) % 41}`,
      cancelledSlotIds: cancelled.map((k) => `s${k}`),
    }));
    return { open, candidates, rules: rulesWith(rest) };
  });

const pairs = (assigned: ReturnType<typeof assignSlots>) =>
  assigned.map(({ candidate, slot: { id } }): [string, string] => [candidate.id, id]);

test('R22, R23: the fast run gives each patient the slot that the naive one gives', () =>
  fc.assert(
    fc.property(clinics, ({ open, candidates, rules }) => {
      expect(pairs(assignSlots(candidates, open, rules))).toEqual(naiveRun(candidates, open, rules, isNear));
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 3_000) },
  ));

test('I4: after a run no waiting patient is passed over for a matching slot by one who stands lower, nor by a live search', () =>
  fc.assert(
    fc.property(clinics, ({ open, candidates, rules }) => {
      const assigned = assignSlots(candidates, open, rules);
      const got = new Map(assigned.map(({ candidate, slot: one }) => [candidate.id, one]));
      const owner = new Map(assigned.map(({ candidate, slot: one }) => [one.id, candidate]));
      for (const candidate of candidates) {
        for (const one of open.filter((each) => naiveMatch(candidate, each, rules, isNear))) {
          const other = owner.get(one.id);
          const mine = got.get(candidate.id);
          // What is left free is open to live search: nobody who matches may be waiting still.
          if (other === undefined) expect(mine !== undefined && !(one.startsAt < mine.startsAt)).toBe(true);
          else if (mine === undefined) expect(naiveCompare(other, candidate, rules.order)).toBeLessThanOrEqual(0);
        }
      }
      expect(new Set(assigned.map(({ slot: { id } }) => id)).size).toBe(assigned.length);
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 1_000) },
  ));

function toItsEnd(steps: Generator<void, Forecaster>): { value: Forecaster; turns: number } {
  for (let turns = 0; ; turns++) {
    const { done, value } = steps.next();
    if (done) return { value, turns };
  }
}

test('R25: one run answers every question as a run of its own would: in the queue, with other criteria, or thinking of entering', () =>
  fc.assert(
    fc.property(clinics, person, fc.nat(45), ({ open, candidates, rules }, other, n) => {
      const { slotFor } = toItsEnd(forecaster(candidates, open, rules)).value;
      const cancelledSlotIds = other.cancelled.map((k) => `s${k}`);
      const asking: Candidate = { ...other, id: 'asking', cancelledSlotIds };
      const known = candidates[n];
      const changed = known && { ...known, criteria: other.criteria, cancelledSlotIds };
      for (const one of [asking, known, changed]) {
        if (one === undefined) continue;
        const alone = assignSlots([...candidates.filter(({ id }) => id !== one.id), one], open, rules);
        expect(slotFor(one)?.id ?? null).toBe(alone.find(({ candidate }) => candidate.id === one.id)?.slot.id ?? null);
      }
    }),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 1_500) },
  ));

test('R25: a run of many lets others in between, a small one is done in one go', () => {
  const candidate = (n: number): Candidate => ({
    ...{
      id: `e${n}`,
      clinicCodes: ['1100'],
      birthDate: '1958-03-12',
      criteria: anyCriteria,
      category: 'stable',
      entitled: false,
    },
    ...{ submittedAt: `2026-10-01T08:00:00.${String(n).padStart(6, '0')}Z`, cancelledSlotIds: [] },
  });
  const many = Array.from({ length: 7_000 }, (_, n) => candidate(n));
  expect(toItsEnd(forecaster(many, [], rulesWith())).turns).toBe(14);
  expect(toItsEnd(forecaster(many.slice(0, 100), [], rulesWith())).turns).toBe(0);
});

describe('by example', () => {
  const aCandidate = (some: Partial<Candidate> = {}): Candidate => ({
    id: 'e1',
    clinicCodes: ['1100'],
    birthDate: '1958-03-12',
    criteria: anyCriteria,
    category: 'stable',
    entitled: false,
    submittedAt: '2026-10-01T08:00:00Z',
    cancelledSlotIds: [],
    ...some,
  });
  const open = (some: Partial<OpenSlot> = {}): OpenSlot => ({
    id: 's1',
    clinicCode: '1100',
    actorId: 'a1',
    startsAt: '2026-10-30T09:00:00Z',
    place: cities[0] as Place,
    ...some,
  });
  const run = (candidates: Candidate[], slots: OpenSlot[], some: Partial<AssignmentRules> = {}) =>
    pairs(assignSlots(candidates, slots, rulesWith(some)));

  test.each([
    ['2026-10-23T08:00:00Z', []],
    ['2026-10-23T08:00:01Z', [['e1', 's1']]],
    ['2026-10-23T07:59:00Z', []],
  ])('R34: a slot at %s, seen 48 h 0 min before', (startsAt, expected) => {
    expect(run([aCandidate()], [open({ startsAt })])).toEqual(expected);
  });

  test('R22: the last day of the window is assigned, the next is not', () => {
    expect(run([aCandidate()], [open({ startsAt: '2026-11-30T22:30:00Z' })])).toEqual([['e1', 's1']]);
    expect(run([aCandidate()], [open({ startsAt: '2026-11-30T23:30:00Z' })])).toEqual([]);
  });

  test('R23: urgent before entitled by category first, the other way round by entitlement first', () => {
    const urgent = aCandidate({ id: 'urgent', category: 'urgent', submittedAt: '2026-10-20T08:00:00Z' });
    const entitled = aCandidate({ id: 'entitled', entitled: true });
    expect(run([entitled, urgent], [open()])).toEqual([['urgent', 's1']]);
    expect(run([entitled, urgent], [open()], { order: 'entitlement-first' })).toEqual([['entitled', 's1']]);
  });

  test('R23: earlier submission first, then the id', () => {
    const later = aCandidate({ id: 'a', submittedAt: '2026-10-02T08:00:00Z' });
    expect(run([later, aCandidate({ id: 'b' })], [open()])).toEqual([['b', 's1']]);
    expect(run([aCandidate({ id: 'c' }), aCandidate({ id: 'b' })], [open()])).toEqual([['b', 's1']]);
  });

  test('R28: the slot that its patient cancelled goes to the next one; the entry keeps waiting', () => {
    const cancelled = aCandidate({ id: 'a', category: 'urgent', cancelledSlotIds: ['s1'] });
    expect(run([cancelled], [open()])).toEqual([]);
    expect(run([cancelled, aCandidate({ id: 'b' })], [open()])).toEqual([['b', 's1']]);
  });

  test('R48: who turns 18 on the day of the visit is no child any more', () => {
    const young = aCandidate({ clinicCodes: ['1100', '1101'], birthDate: '2008-10-30' });
    expect(run([young], [open({ clinicCode: '1101' })])).toEqual([]);
    expect(run([young], [open()])).toEqual([['e1', 's1']]);
    expect(run([{ ...young, birthDate: '2008-10-31' }], [open()])).toEqual([]);
  });
});

/** The run of the waiting room, 1,000,000 entries × 1,000,000 slots in memory, against sorting both lists. */
import { pilotPolicy } from '../../core/domain/policy-values.ts';
import type { Weekday } from '../../core/domain/time.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { assignSlots } from '../../core/domain/waiting-room/assign-slots.ts';
import type { AssignmentRules, Candidate, OpenSlot, Place } from '../../core/domain/waiting-room/candidate.ts';
import { instantText } from '../../core/domain/wall-clock.ts';
import towns from '../../resources/towns.json' with { type: 'json' };
import type { Measurement } from './measurement.ts';

const now = '2026-11-23T08:00:00Z';
const nowMs = Date.parse(now);
const dayMs = 86_400_000;
const clinics = 250;
const rounds = 3;
/** The budget is for the last; the others show how it grows. */
const sizes = [10_000, 100_000, 1_000_000];

export async function measure(): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const size of sizes) {
    const { candidates, slots } = region(size);
    const times: number[] = [];
    const floors: number[] = [];
    let assigned = 0;
    for (let round = 0; round < rounds; round++) {
      floors.push(timed(() => sortBoth(candidates, slots)));
      times.push(timed(() => (assigned = assignSlots(candidates, slots, rules).length)));
    }
    results.push({
      what: `run of the waiting room, ${size.toLocaleString('en')} entries × slots`,
      unit: 'ms',
      value: Math.min(...times),
      floor: { what: 'sorting both lists', value: Math.min(...floors) },
      budget: size === sizes.at(-1) ? 5 : 20,
      samples: rounds,
      remark: `${assigned.toLocaleString('en')} assigned`,
    });
  }
  const megabytes = process.resourceUsage().maxRSS / 1024;
  results.push({
    what: 'the same, most memory of the process',
    unit: 'MB',
    value: megabytes,
    floor: null,
    budget: 2048,
    samples: 1,
  });
  return results;
}

const rules: AssignmentRules = {
  now,
  windowTo: '2027-01-02',
  shortNoticeHours: 48,
  order: 'category-first',
  coveredCodes: pilotPolicy.coveredCodes,
  townCentre: (name) => towns.find((town) => town.name === name) ?? null,
};

/** The floor: what any run must do at least, with plain comparisons. */
function sortBoth(candidates: readonly Candidate[], slots: readonly OpenSlot[]): void {
  candidates.toSorted(
    (a, b) =>
      Number(b.category === 'urgent') - Number(a.category === 'urgent') ||
      Number(b.entitled) - Number(a.entitled) ||
      compare(a.submittedAt, b.submittedAt) ||
      compare(a.id, b.id),
  );
  slots.toSorted((a, b) => compare(a.startsAt, b.startsAt) || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function timed(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

/** 250 clinics in all the towns; the same in each run. */
function region(size: number): { candidates: Candidate[]; slots: OpenSlot[] } {
  const random = generator(4);
  const int = (below: number) => Math.floor(random() * below);
  const pick = <T>(all: readonly T[]): T => all[int(all.length)] as T;
  const id = (n: number) =>
    `${((n * 2_654_435_761) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const places = Array.from({ length: clinics }, (_, n): Place => {
    const { name, voivodeship, latitude, longitude } = towns[n % towns.length] as (typeof towns)[number];
    return { clinicId: `clinic-${n}`, town: name, voivodeship, latitude, longitude };
  });
  const slots = Array.from({ length: size }, (_, n): OpenSlot => {
    const clinic = int(clinics);
    const startMs = nowMs + int(42) * dayMs + (int(30) - 4) * 20 * 60_000;
    const [clinicCode] = codesOf(random());
    return {
      id: id(n),
      clinicCode: clinicCode as string,
      actorId: `actor-${clinic}-${int(8)}`,
      startsAt: instantText(startMs),
      place: places[clinic] as Place,
    };
  });
  const candidates = Array.from({ length: size }, (_, n): Candidate => {
    const clinic = int(clinics);
    const clinicCodes = codesOf(random());
    const isChild = ['1101', '1103', '1105'].includes(clinicCodes[0] as string);
    return {
      id: id(n),
      clinicCodes,
      birthDate: `${isChild ? 2009 + int(15) : 1930 + int(78)}-0${1 + int(9)}-1${int(9)}`,
      criteria: criteriaOf(random, int, pick, places[clinic] as Place, clinic),
      category: random() < 0.15 ? 'urgent' : 'stable',
      entitled: random() < 0.05,
      submittedAt: new Date(nowMs - int(180 * 24 * 60) * 60_000).toISOString(),
      cancelledSlotIds: random() < 0.03 ? [id(int(size)), id(int(size))] : [],
    };
  });
  return { candidates, slots };
}

/** Adults mostly; a tenth of the referrals allow two clinics. */
function codesOf(dice: number): string[] {
  if (dice < 0.1) return ['1100', '1104'];
  if (dice < 0.65) return ['1100'];
  if (dice < 0.75) return ['1102'];
  if (dice < 0.88) return ['1104'];
  return dice < 0.95 ? ['1101'] : dice < 0.98 ? ['1103'] : ['1105'];
}

function criteriaOf(
  random: () => number,
  int: (below: number) => number,
  pick: <T>(all: readonly T[]) => T,
  place: Place,
  clinic: number,
): SearchCriteria {
  const dice = random();
  const criteria: SearchCriteria = { ...anyCriteria };
  if (dice < 0.45) criteria.clinicIds = [place.clinicId];
  else if (dice < 0.55) criteria.actorIds = [`actor-${clinic}-${int(8)}`];
  else if (dice < 0.7) criteria.town = place.town;
  else if (dice < 0.85) Object.assign(criteria, { town: place.town, radiusKm: pick([10, 25, 50, 100]) });
  else if (dice < 0.95) criteria.voivodeship = place.voivodeship;
  if (random() < 0.2) criteria.weekdays = pick<Weekday[]>([[1], [5], [1, 3, 5], [2, 4]]);
  if (random() < 0.15) criteria.fromTime = pick(['10:00', '12:00', '14:00']);
  if (random() < 0.1) criteria.toTime = pick(['10:00', '12:00']);
  if (random() < 0.1) criteria.from = '2026-12-07';
  if (random() < 0.1) criteria.to = '2026-12-20';
  return criteria;
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

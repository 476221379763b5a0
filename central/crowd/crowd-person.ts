/** Who is in the crowd. Pure: the same seed and day give the same people. */
import type { Patient } from '../../core/domain/patient.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { Place } from '../../core/domain/waiting-room/candidate.ts';
import { DemoPatients } from '../seed/demo-patients.ts';
import { Random } from '../seed/random.ts';
import { habits } from './profile.ts';

export interface CrowdPerson {
  person: Patient & { pesel: string };
  /** 44 digits. */
  referral: string;
  /** Told at a clinic's desk, where the waiting room is entered too; the others do everything in the account. */
  urgent: boolean;
  /** Code of resources/entitlements.json; null = none. */
  entitlement: string | null;
  /** Everything else that this person decides. */
  random: Random;
}

const entitlements = ['considerable-disability', 'blood-donor', 'transplant-donor'] as const;

/** `count` invented people with valid PESELs; no two share a number, a phone or a referral. */
export function crowdPeople(seed: number, count: number, today: string): CrowdPerson[] {
  const random = new Random(seed);
  const patients = new DemoPatients(random, today);
  const phones = new Set<string>();
  return Array.from({ length: count }, (_, n) => {
    const minor = random.chance(habits.minor);
    const entitled = random.chance(habits.entitled);
    const made = patients.make({ minAge: minor ? 3 : 25, maxAge: minor ? 16 : 92, sex: null });
    let { phone } = made.contact;
    while (phone === null || phones.has(phone)) phone = `+48501${random.digits(6)}`;
    phones.add(phone);
    return {
      person: { ...made, pesel: made.pesel ?? '', version: 0, contact: { ...made.contact, phone, secondPhone: null } },
      referral: `${String(seed % 1_000_000).padStart(6, '0')}${String(n).padStart(6, '0')}${random.digits(32)}`,
      urgent: random.chance(habits.urgent),
      entitlement: entitled && !minor ? random.pick(entitlements) : null,
      random: new Random(Math.floor(random.next() * 4_294_967_296)),
    };
  });
}

/** R19: mostly near home, some anywhere, some one clinic, some with days and hours. `places`: where there are clinics at all. */
export function chosenCriteria(random: Random, places: readonly Place[]): SearchCriteria {
  const near = places.length === 0 ? null : random.pick(places);
  const kind = random.next();
  const when: Partial<SearchCriteria> = random.chance(0.15)
    ? { weekdays: random.chance(0.5) ? [1, 2, 3] : [4, 5] }
    : random.chance(0.12)
      ? { fromTime: '09:00', toTime: '15:00' }
      : {};
  const wanted = { ...anyCriteria, ...when };
  if (near === null || kind < 0.2) return wanted;
  if (kind < 0.45) return { ...wanted, voivodeship: near.voivodeship };
  if (kind < 0.8 && near.town !== null) return { ...wanted, town: near.town, radiusKm: random.pick([null, 30, 60]) };
  return { ...wanted, clinicIds: [near.clinicId] };
}

/** R24: fewer criteria, earlier date. */
export function widened({ voivodeship, town, radiusKm, clinicIds, ...criteria }: SearchCriteria): SearchCriteria {
  const anyTime = { ...criteria, weekdays: [], fromTime: null, toTime: null };
  if (clinicIds.length > 0) return { ...anyTime, voivodeship, town, radiusKm, clinicIds: [] };
  return town !== null && (radiusKm ?? 0) < 60
    ? { ...anyTime, voivodeship: null, town, radiusKm: 60, clinicIds: [] }
    : { ...anyTime, voivodeship: null, town: null, radiusKm: null, clinicIds: [] };
}

import { localDateOf } from '../../core/domain/time.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { Place } from '../../core/domain/waiting-room/candidate.ts';
import type { Central } from '../central.ts';
import { Random } from '../seed/random.ts';
import { Agenda } from './agenda.ts';
import { type CrowdCounts, noCounts } from './crowd-counts.ts';
import { CrowdInbox } from './crowd-inbox.ts';
import { type CrowdPerson, chosenCriteria, crowdPeople } from './crowd-person.ts';
import { awake, type Fate } from './fate.ts';
import type { CrowdProfile } from './profile.ts';

export interface CrowdOptions {
  patients: number;
  profile: CrowdProfile;
  seed: number;
  /** They come one after the other within so many hours of central's clock. */
  hours: number;
  /** The crowd also plays the clinics: it writes down who came and who did not. */
  outcomes: boolean;
  /** Whoever began it calls `act`; otherwise central's own pace does. */
  byHand?: boolean;
}

export type Step =
  | { do: 'search'; tries: number }
  | { do: 'act-on-visit'; visitId: string }
  | { do: 'come' | 'performed' | 'miss'; visitId: string }
  | { do: 'delete-entry'; by: 'ikp' | 'sms' }
  | { do: 'change-criteria' };

/** Not yet searching · found nothing so far · in the waiting room · with a date ahead · done with it. */
export type MemberState = 'toCome' | 'looking' | 'waiting' | 'booked' | 'done';

export interface Member extends CrowdPerson {
  number: number;
  code: string;
  criteria: SearchCriteria;
  state: MemberState;
  /** Dates ahead that the person knows of, by central's id. */
  dates: Map<string, { startsAt: string; fate: Fate; booking: Booking }>;
  /** Answers sent so far. */
  sms: number;
}

/** What became of one booking. */
export interface Booking {
  /** As it was first booked. */
  startsAt: string;
  became: 'moved' | 'cancelled' | 'came' | 'missed' | null;
}

/** One crowd from its beginning to its end. */
export interface CrowdRun {
  on: boolean;
  options: CrowdOptions;
  startedAt: string;
  members: Member[];
  byPhone: Map<string, Member>;
  phones: ReadonlySet<string>;
  agenda: Agenda<{ member: Member; step: Step }>;
  inbox: CrowdInbox;
  counts: CrowdCounts;
  bookings: Booking[];
  /** Where there are clinics, as of some minutes ago. */
  places: Place[];
  placesUntilMs: number;
}

const hourMs = 3_600_000;

export function newCrowdRun(options: CrowdOptions, { clock, database }: Pick<Central, 'clock' | 'database'>): CrowdRun {
  const { seed, patients, hours } = options;
  const [now, startedAt] = [clock.nowMs(), clock.now()];
  const spread = new Random(seed ^ 0x5eed);
  const members = crowdPeople(seed, patients, localDateOf(startedAt)).map((person, number): Member => {
    const undecided = { code: '', criteria: chosenCriteria(person.random, []), dates: new Map(), sms: 0 };
    return { ...person, ...undecided, number, state: 'toCome' };
  });
  const agenda: CrowdRun['agenda'] = new Agenda();
  for (const member of members) {
    const atMs = now + spread.next() * hours * hourMs;
    // A crowd for an evening's show comes in the evening.
    const comesMs = hours < 24 ? atMs : awake(atMs, Number.POSITIVE_INFINITY);
    agenda.add(comesMs, { member, step: { do: 'search', tries: 0 } });
  }
  const byPhone = new Map(members.map((member) => [member.person.contact.phone ?? '', member]));
  return {
    on: true,
    options,
    startedAt,
    members,
    byPhone,
    phones: new Set(byPhone.keys()),
    agenda,
    inbox: new CrowdInbox(database),
    counts: noCounts(),
    bookings: [],
    places: [],
    placesUntilMs: 0,
  };
}

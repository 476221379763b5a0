import type { Policy } from '../../core/domain/policy.ts';
import { addDays, instantOf, localDateOf } from '../../core/domain/time.ts';
import type { Forecast } from '../../core/domain/waiting-entry.ts';
import type { FoundSlot } from '../booking/find-slots.ts';
import { liveSearch } from '../booking/live-search.ts';
import { readStops } from '../booking/mobile-days.ts';
import type { Central } from '../central.ts';
import type { Queryable } from '../db/database.ts';
import { listedClinics } from './read-clinics.ts';
import type { SearchForm } from './search-form.ts';

/** On one page. */
const mostSlots = 60;

export type OfferedSlot = FoundSlot & { town: string | null };

export interface FoundSlots {
  slots: OfferedSlot[];
  more: boolean;
  /** R12. */
  waitingRoom: { forecast: Forecast | null } | null;
}

/** I8: the same search as every desk's. */
export async function searchSlots(
  central: Central,
  { code, criteria }: SearchForm,
  birthDate: string,
  windowDays = central.policy.searchWindowDays,
): Promise<FoundSlots> {
  const now = central.clock.now();
  const today = localDateOf(now);
  const { found, waitingRoom } = await liveSearch(central, {
    criteria,
    birthDate,
    category: 'stable',
    entitled: false,
    ownClinicId: null,
    clientId: null,
    from: now,
    to: instantOf(addDays(today, windowDays + 1), '00:00'),
    clinicCodes: [code],
    limit: mostSlots + 1,
  });
  return { slots: found.slice(0, mostSlots), more: found.length > mostSlots, waitingRoom };
}

export interface SearchChoices {
  towns: string[];
  clinics: { id: string; name: string }[];
  actors: { key: string; name: string }[];
}

/** R4, R19: only clinics that patients see, and who works there under this code. */
export async function searchChoices(database: Queryable, code: string, policy: Policy, now: string): Promise<SearchChoices> {
  const clinics = (await listedClinics(database, policy, now)).filter(({ codes }) => codes.some((each) => each.code === code));
  const actors = await database.query<{ key: string; name: string }>(
    `select distinct actor_key as key, row->'actor'->>'name' as name from schedule
     where clinic_code = $1 and clinic_id = any($2::uuid[]) order by name limit 300`,
    [code, clinics.map(({ id }) => id)],
  );
  const ids = new Set(clinics.map(({ id }) => id));
  const stops = (await readStops(database)).filter(
    ({ clinicId, clinicCode, to }) => clinicCode === code && ids.has(clinicId) && to >= localDateOf(now),
  );
  const all = [...clinics.flatMap(({ town }) => town ?? []), ...stops.map(({ town }) => town)];
  const towns = [...new Set(all)].sort((a, b) => a.localeCompare(b, 'pl'));
  return { towns, clinics, actors };
}

/** Names for what an entry asks for, also of clinics that nobody sees just now. */
export async function clinicNames(database: Queryable): Promise<Pick<SearchChoices, 'clinics' | 'actors'>> {
  const clinics = await database.query<{ id: string; name: string }>('select id, name from clinic');
  const actors = await database.query<{ key: string; name: string }>(
    `select distinct actor_key as key, row->'actor'->>'name' as name from schedule`,
  );
  return { clinics, actors };
}

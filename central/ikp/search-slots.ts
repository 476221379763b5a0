import type { Policy } from '../../core/domain/policy.ts';
import { addDays, instantOf, localDateOf } from '../../core/domain/time.ts';
import { type FoundSlot, findSlots } from '../booking/find-slots.ts';
import type { Queryable } from '../db/database.ts';
import { listedClinics } from './read-clinics.ts';
import type { SearchForm } from './search-form.ts';

/** On one page. */
export const mostSlots = 60;
/** Read before the town is looked at. */
const mostRead = 3000;

/** I8: the same free slots that every desk finds, with the patient's wishes laid over them. */
export async function searchSlots(
  database: Queryable,
  { code, criteria }: SearchForm,
  policy: Policy,
  now: string,
): Promise<{ slots: FoundSlot[]; more: boolean }> {
  const today = localDateOf(now);
  const from = criteria.from !== null && criteria.from > today ? criteria.from : today;
  const to = criteria.to ?? addDays(today, policy.searchWindowDays);
  const towns =
    criteria.town === null ? null : new Map((await listedClinics(database, policy, now)).map(({ id, town }) => [id, town]));
  const found = await findSlots(database, {
    now,
    policy,
    ownClinicId: null,
    clientId: null,
    from: instantOf(from, '00:00'),
    to: instantOf(addDays(to, 1), '00:00'),
    clinicCodes: [code],
    clinicIds: criteria.clinicIds.length === 0 ? null : criteria.clinicIds,
    criteria,
    limit: mostRead,
  });
  const wanted = found.filter(({ clinicId }) => towns === null || towns.get(clinicId) === criteria.town);
  return { slots: wanted.slice(0, mostSlots), more: wanted.length > mostSlots };
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
  const towns = [...new Set(clinics.flatMap(({ town }) => town ?? []))].sort((a, b) => a.localeCompare(b, 'pl'));
  return { towns, clinics, actors };
}

import { z } from 'zod';
import type { Policy } from '../../core/domain/policy.ts';
import { coveredCode } from '../../core/domain/policy-values.ts';
import { addDays, ageOn, localDateOf, type Weekday } from '../../core/domain/time.ts';
import { anyCriteria, type SearchCriteria } from '../../core/domain/waiting-entry.ts';
import type { AccountPerson } from './account.ts';

/** What the search page asks, as it stands in the address: a search can be kept and repeated. */
export interface SearchForm {
  code: string;
  criteria: SearchCriteria;
}

const date = z.iso.date().nullish().catch(null);
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullish()
  .catch(null);
const name = z.string().trim().min(1).max(120).nullish().catch(null);
const radius = z.coerce.number().int().min(1).max(500).nullish().catch(null);
const fields = z.object({
  kod: z.string().max(8).nullish(),
  miejscowosc: name,
  promien: radius,
  przychodnia: z.uuid().nullish().catch(null),
  lekarz: name,
  od: date,
  do: date,
  godzod: time,
  godzdo: time,
});

/** Whatever cannot be read is left out: a search never fails. */
export function readSearchForm(query: URLSearchParams, codes: readonly string[]): SearchForm {
  const { kod, miejscowosc, promien, przychodnia, lekarz, od, do: to, godzod, godzdo } = fields.parse(Object.fromEntries(query));
  const weekdays = query
    .getAll('dzien')
    .map(Number)
    .filter((day): day is Weekday => day >= 1 && day <= 7);
  return {
    code: kod && codes.includes(kod) ? kod : (codes[0] ?? ''),
    criteria: {
      ...anyCriteria,
      clinicIds: przychodnia ? [przychodnia] : [],
      actorIds: lekarz ? [lekarz] : [],
      town: miejscowosc ?? null,
      radiusKm: miejscowosc && promien ? promien : null,
      from: od ?? null,
      to: to ?? null,
      weekdays,
      fromTime: godzod ?? null,
      toTime: godzdo ?? null,
    },
  };
}

/** R2, R48: clinic codes that take somebody of this age today or within the window. */
export function codesFor({ birthDate }: Pick<AccountPerson, 'birthDate'>, policy: Policy, now: string): string[] {
  const today = localDateOf(now);
  const ages = [ageOn(birthDate, today), ageOn(birthDate, addDays(today, policy.searchWindowDays))];
  return [...new Set(policy.coveredCodes.map(({ code }) => code))].filter((code) => {
    const covered = coveredCode(policy, code, today);
    if (covered?.service !== 'cardiology') return false;
    return ages.some((age) => age >= (covered.minAge ?? 0) && age <= (covered.maxAge ?? Number.POSITIVE_INFINITY));
  });
}

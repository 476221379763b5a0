import type { Policy } from '../../core/domain/policy.ts';
import { addDays, localDateOf } from '../../core/domain/time.ts';
import type { SearchCriteria } from '../../core/domain/waiting-entry.ts';
import { type Html, html } from '../pages/html.ts';
import type { SearchChoices } from './search-slots.ts';
import { dateText, weekdayNames } from './time-texts.ts';

/** R19: all optional. The same fields for a search and for an entry to the waiting room (R24). */
export function criteriaFields(criteria: SearchCriteria, choices: SearchChoices, policy: Policy | null, now: string): Html {
  const hour = (name: string, label: string, value: string | null) =>
    html`<div><label for="${name}">${label}</label><input type="time" id="${name}" name="${name}" value="${value}"></div>`;
  return html`
    ${placeFields(criteria, choices, ['Lekarz', 'dowolny'])}
    ${dayFields(criteria, now, policy?.searchWindowDays ?? null)}
    ${hour('godzod', 'Od godziny', criteria.fromTime)}${hour('godzdo', 'Do godziny', criteria.toTime)}`;
}

/** R38: location; clinic or mobile unit; date. */
export function examFields(criteria: SearchCriteria, choices: SearchChoices, policy: Policy, now: string): Html {
  return html`
    ${placeFields(criteria, choices, ['Pracownia albo mammobus', 'dowolna'])}
    ${dayFields(criteria, now, policy.examWindowDays)}`;
}

function placeFields(criteria: SearchCriteria, { towns, clinics, actors }: SearchChoices, [who, any]: [string, string]): Html {
  const [clinic, actor] = [criteria.clinicIds[0] ?? null, criteria.actorIds[0] ?? null];
  return html`
    ${
      towns.length > 0 &&
      select(
        'miejscowosc',
        'Miejscowość',
        criteria.town,
        towns.map((town) => [town, town]),
        'cała Polska',
      )
    }
    ${
      towns.length > 0 &&
      select(
        'promien',
        'W promieniu',
        criteria.radiusKm === null ? null : String(criteria.radiusKm),
        radii,
        'tylko ta miejscowość',
      )
    }
    ${select(
      'przychodnia',
      'Przychodnia',
      clinic,
      clinics.map(({ id, name }) => [id, name]),
      'dowolna',
    )}
    ${select(
      'lekarz',
      who,
      actor,
      actors.map(({ key, name }) => [key, name]),
      any,
    )}`;
}

function dayFields(criteria: SearchCriteria, now: string, windowDays: number | null): Html {
  const today = localDateOf(now);
  const last = windowDays === null ? null : addDays(today, windowDays);
  const day = (name: string, label: string, value: string | null) =>
    html`<div><label for="${name}">${label}</label><input type="date" id="${name}" name="${name}" min="${today}"${
      last && html` max="${last}"`
    } value="${value}"></div>`;
  return html`${day('od', 'Od dnia', criteria.from)}${day('do', 'Do dnia', criteria.to)}`;
}

const radii: [string, string][] = ['10', '25', '50', '100'].map((km) => [km, `${km} km`]);

export function weekdayFields({ weekdays }: SearchCriteria): Html {
  return html`<fieldset><legend>Dni tygodnia</legend><div class="days">${weekdayNames.map((name, n) => {
    const day = n + 1;
    const checked = weekdays.some((chosen) => chosen === day) && html` checked`;
    return html`<span class="check"><input type="checkbox" id="dzien-${day}" name="dzien" value="${day}"${checked}><label for="dzien-${day}">${name}</label></span>`;
  })}</div></fieldset>`;
}

export function select(name: string, label: string, value: string | null, options: [string, string][], any: string | null): Html {
  return html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}">
    ${any !== null && html`<option value="">${any}</option>`}
    ${options.map(([key, text]) => html`<option value="${key}"${key === value && html` selected`}>${text}</option>`)}
  </select></div>`;
}

/** What an entry asks for, in words; empty = anything. */
export function criteriaWords(
  criteria: SearchCriteria,
  { clinics, actors }: Pick<SearchChoices, 'clinics' | 'actors'>,
): string[] {
  const { clinicIds, actorIds, town, radiusKm, from, to, weekdays, fromTime, toTime } = criteria;
  const words: string[] = [];
  if (town !== null) words.push(radiusKm === null ? `miejscowość: ${town}` : `${town} i ${radiusKm} km wokół`);
  for (const id of clinicIds) words.push(`przychodnia: ${clinics.find((clinic) => clinic.id === id)?.name ?? 'wybrana'}`);
  for (const key of actorIds) words.push(`lekarz: ${actors.find((actor) => actor.key === key)?.name ?? 'wybrany'}`);
  if (from !== null) words.push(`od: ${dateText(from)}`);
  if (to !== null) words.push(`do: ${dateText(to)}`);
  if (weekdays.length > 0) words.push(`dni: ${weekdays.map((day) => weekdayNames[day - 1]).join(', ')}`);
  if (fromTime !== null) words.push(`od godz. ${fromTime}`);
  if (toTime !== null) words.push(`do godz. ${toTime}`);
  return words;
}

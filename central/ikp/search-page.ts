import { stopText } from '../../core/domain/mobile-stops.ts';
import type { Policy } from '../../core/domain/policy.ts';
import { localDateOf } from '../../core/domain/time.ts';
import type { PatientVisit } from '../ikp-api/patient-visits.ts';
import { type Html, html } from '../pages/html.ts';
import { criteriaFields, select, weekdayFields } from './criteria-fields.ts';
import { accountPage, type View } from './layout.ts';
import type { SearchForm } from './search-form.ts';
import type { OfferedSlot, SearchChoices } from './search-slots.ts';
import { codeNames } from './texts.ts';
import { clockText, dateText, whenText } from './time-texts.ts';

interface SearchParts {
  form: SearchForm;
  codes: readonly string[];
  choices: SearchChoices;
  /** null = not asked yet. */
  found: { slots: readonly OfferedSlot[]; more: boolean } | null;
  /** R31: the visit that is to be moved. */
  moving: PatientVisit | null;
  policy: Policy;
  now: string;
  /** R12: offered when nothing is found. */
  waitingRoom: Html | null;
}

/** R11, R12, R19: search by criteria, slots by day. */
export function searchPage(view: View, parts: SearchParts): Html {
  const { moving, found, policy } = parts;
  return accountPage(
    view,
    moving === null ? 'Umów pierwszą wizytę' : 'Zmień termin',
    html`${
      moving === null
        ? html`<p>Terminy na najbliższe ${policy.searchWindowDays} dni. Potrzebne jest e-skierowanie. Wizytę kontrolną umawia się w przychodni.</p>`
        : html`<div class="note"><p>Teraz: <strong>${whenText(moving.startsAt)}</strong>, ${moving.actorName}, ${moving.clinicName}. Ten termin zostaje, dopóki nowy nie jest potwierdzony.</p></div>`
    }
${searchFields(parts)}
${found && results(parts, found)}`,
  );
}

function searchFields({ form: { code, criteria }, codes, choices, moving, now, policy }: SearchParts): Html {
  return html`<form method="get" action="/ikp/szukaj#wyniki" class="card" role="search" aria-label="Kryteria">
  ${moving && html`<input type="hidden" name="zmiana" value="${moving.id}">`}
  <div class="fields">
    ${select(
      'kod',
      'Poradnia',
      code,
      codes.map((each) => [each, codeNames[each] ?? each]),
      null,
    )}
    ${criteriaFields(criteria, choices, policy, now)}
  </div>
  ${weekdayFields(criteria)}
  <input type="hidden" name="pokaz" value="1">
  <div class="acts"><button>Pokaż terminy</button><a class="button quiet" href="/ikp/przychodnie#dlaczego">Dlaczego nie mogę wybrać przychodni?</a></div>
</form>`;
}

function results({ moving, waitingRoom }: SearchParts, { slots, more }: NonNullable<SearchParts['found']>): Html {
  if (slots.length === 0) {
    return html`<section aria-labelledby="wyniki"><h2 id="wyniki">Nie ma pasujących terminów</h2>
<p>Mniej kryteriów daje więcej terminów: usuń przychodnię, lekarza albo godziny.</p>${waitingRoom}</section>`;
  }
  return html`<section aria-labelledby="wyniki"><h2 id="wyniki">Wolne terminy</h2>
${slotsByDay({ slots, more }, (slotId) => (moving === null ? `/ikp/umow/${slotId}` : `/ikp/zmien/${moving.id}/${slotId}`))}${waitingRoom}</section>`;
}

export function slotsByDay({ slots, more }: NonNullable<SearchParts['found']>, hrefOf: (slotId: string) => string): Html {
  const days = Map.groupBy(slots, ({ slot }) => localDateOf(slot.startsAt));
  return html`${[...days].map(([day, ofDay]) => daySlots(day, ofDay, hrefOf))}
${more && html`<p class="hint">To pierwsze terminy. Późniejsze pokaże data w polu „Od dnia”.</p>`}`;
}

function daySlots(day: string, slots: readonly OfferedSlot[], hrefOf: (slotId: string) => string): Html {
  return html`<section class="day"><h3>${dateText(day)}</h3><ul class="slots">${slots.map(
    ({ slot, actor, clinicName, town, stop }) => {
      const place = stop ? `${clinicName}; postój: ${stopText(stop)}` : `${clinicName}${town ? `, ${town}` : ''}`;
      return html`<li><span class="hour">${clockText(slot.startsAt)}</span><span>${actor.name}<small>${place}</small></span>
    <a class="button quiet" href="${hrefOf(slot.id)}" aria-label="Wybierz: ${clockText(slot.startsAt)}, ${actor.name}, ${place}">Wybierz</a></li>`;
    },
  )}</ul></section>`;
}

import { localDateOf } from '../../core/domain/time.ts';
import type { Forecast, WaitingEntry } from '../../core/domain/waiting-entry.ts';
import { type Html, html } from '../pages/html.ts';
import type { Account } from './account.ts';
import type { BookFields } from './book-fields.ts';
import { contactFields } from './contact-fields.ts';
import { criteriaFields, criteriaWords, weekdayFields } from './criteria-fields.ts';
import { accountPage, note, tokenField, type View } from './layout.ts';
import type { OpenEntry } from './own-entries.ts';
import type { SearchForm } from './search-form.ts';
import type { SearchChoices } from './search-slots.ts';
import { codeNames, type Explained } from './texts.ts';
import { dateText } from './time-texts.ts';

/** R25: never a place in the queue, a date only. */
export function forecastText(forecast: Forecast | null): string {
  if (forecast === null) return 'Prognoza jest właśnie liczona; za chwilę będzie po odświeżeniu strony.';
  if (forecast.date === null) return 'Nie ma jeszcze prognozy: przychodnie nie opublikowały grafików na tak odległy czas.';
  return `Prognozowany termin: ${dateText(forecast.date)}. Prawdziwy termin może być wcześniejszy.`;
}

/** R12, R13: offered when the search found nothing. */
export function waitingOffer(forecast: Forecast | null, query: string): Html {
  return html`<section class="note" aria-labelledby="poczekalnia"><h2 id="poczekalnia">Poczekalnia</h2>
<p>Zgłoszenie z tymi kryteriami będzie codziennie szukać terminu. ${forecastText(forecast)} Mniej kryteriów to bliższy termin.</p>
<div class="acts"><a class="button" href="/ikp/poczekalnia?${query}">Zapisz się do poczekalni</a></div></section>`;
}

interface EnterParts {
  form: SearchForm;
  choices: SearchChoices;
  fields: BookFields;
  account: Account;
  faults: readonly Explained[];
  query: string;
}

export function enterPage(view: View, { form, choices, fields, account, faults, query }: EnterParts): Html {
  return accountPage(
    view,
    'Zapis do poczekalni',
    html`${faults.map((fault) => note(fault, 'stop'))}
<section class="card"><h2>${codeNames[form.code] ?? form.code}</h2>${wordsList(criteriaWords(form.criteria, choices))}
  <p><a href="/ikp/szukaj?${query}">Zmień kryteria</a></p></section>
<div class="note"><p>Gdy znajdzie się termin, wizyta umówi się sama i przyjdzie wiadomość. Termin, który nie pasuje, można zmienić albo odwołać. Kto nie chce już czekać, usuwa zgłoszenie.</p></div>
<form method="post" action="/ikp/poczekalnia?${query}" class="card">
  ${tokenField(view.formToken)}
  ${contactFields(fields, account)}
  <div class="acts"><button>Zapisz się do poczekalni</button></div>
</form>`,
  );
}

/** R20–R29 as the patient sees them: what is asked for, the forecast, and the ways out. */
export function entryCards(entries: readonly OpenEntry[], names: Pick<SearchChoices, 'clinics' | 'actors'>): Html | null {
  if (entries.length === 0) return null;
  return html`<h2>Poczekalnia</h2><ul class="cards">${entries.map(({ entry }) => entryCard(entry, names))}</ul>`;
}

function entryCard(entry: WaitingEntry, names: Pick<SearchChoices, 'clinics' | 'actors'>): Html {
  const codes = entry.clinicCodes.map((code) => codeNames[code] ?? code).join(', ');
  return html`<li class="card"><h3>${codes}</h3>
  <p><span class="mark${entry.status === 'assigned' && html` ok`}">${entry.status === 'assigned' ? 'termin przydzielony' : 'czeka na termin'}</span></p>
  <p>${
    entry.status === 'assigned'
      ? 'Termin jest na liście wizyt powyżej. Można go zmienić, odwołać (zgłoszenie znów czeka) albo usunąć zgłoszenie razem z terminem.'
      : forecastText(entry.forecast)
  }</p>
  ${wordsList(criteriaWords(entry.criteria, names))}
  <p class="hint">Zgłoszenie z dnia: ${dateText(localDateOf(entry.submittedAt))}.</p>
  <div class="acts">
    <a class="button quiet" href="/ikp/poczekalnia/${entry.id}">Zmień kryteria</a>
    <a class="button quiet" href="/ikp/poczekalnia/${entry.id}/usun">Usuń zgłoszenie</a>
  </div></li>`;
}

interface ChangeParts {
  entry: WaitingEntry;
  choices: SearchChoices;
  now: string;
  faults: readonly Explained[];
}

/** R24: at any time; fewer criteria, earlier date. */
export function criteriaPage(view: View, { entry, choices, now, faults }: ChangeParts): Html {
  return accountPage(
    view,
    'Kryteria zgłoszenia',
    html`${faults.map((fault) => note(fault, 'stop'))}
<p>${entry.status === 'waiting' && forecastText(entry.forecast)} Mniej kryteriów to bliższy termin.</p>
<form method="post" action="/ikp/poczekalnia/${entry.id}" class="card">
  ${tokenField(view.formToken)}
  <div class="fields">${criteriaFields(entry.criteria, choices, null, now)}</div>
  ${weekdayFields(entry.criteria)}
  <div class="acts"><button>Zapisz kryteria</button><a class="button quiet" href="/ikp/wizyty">Zostaw bez zmian</a></div>
</form>`,
  );
}

/** R27, R29. */
export function leavePage(view: View, entry: WaitingEntry, faults: readonly Explained[]): Html {
  return accountPage(
    view,
    'Usunięcie zgłoszenia',
    html`${faults.map((fault) => note(fault, 'stop'))}
<div class="note warn"><p>${
      entry.status === 'assigned'
        ? 'Razem ze zgłoszeniem zostanie odwołany przydzielony termin. Zgłoszenie nie wróci do poczekalni.'
        : 'Zgłoszenie przestanie czekać na termin. Nowe będzie liczone od chwili nowego zapisu.'
    }</p></div>
<form method="post" action="/ikp/poczekalnia/${entry.id}/usun">
  ${tokenField(view.formToken)}
  <div class="acts"><button class="stop">Usuń zgłoszenie</button><a class="button quiet" href="/ikp/wizyty">Zostaw zgłoszenie</a></div>
</form>`,
  );
}

function wordsList(words: readonly string[]): Html {
  return words.length === 0
    ? html`<p>Bez dodatkowych kryteriów: dowolne miejsce, lekarz i czas.</p>`
    : html`<ul>${words.map((word) => html`<li>${word}</li>`)}</ul>`;
}

import { localDateTimeOf } from '../../core/domain/time.ts';
import { type Html, html } from '../pages/html.ts';
import { page } from '../pages/page.ts';
import type { CrowdStatus } from './crowd.ts';
import { mostPatients } from './crowd-options.ts';
import { crowdProfiles } from './profile.ts';

/** What the crowd does, and a form to begin or end it. Plain, as all of central's pages. */
export function crowdPage(status: CrowdStatus, now: string, hasRealGateway: boolean): Html {
  const content = html`
<p class="hint">Wymyśleni pacjenci szukają terminów, umawiają się, czekają w poczekalni, zmieniają i odwołują wizyty i przychodzą
albo nie przychodzą. Kto co zrobi, wynika z ziarna; kiedy, z zegara centrali: ${time(now)}.</p>
${
  hasRealGateway &&
  html`<p class="note stop">Wiadomości wychodzą stąd przez prawdziwą bramkę, dlatego tłumu nie można włączyć: wymyślone numery mogą należeć do prawdziwych osób.</p>`
}
${status.startedAt !== null && standing(status)}
<section class="card" aria-labelledby="nowy"><h2 id="nowy">${status.on ? 'Zacznij od nowa' : 'Włącz tłum'}</h2>
<form method="post" action="/tlum">
  <div class="fields">
    <p><label for="osoby">Liczba pacjentów</label>
      <input id="osoby" name="osoby" inputmode="numeric" required value="${status.patients || 60}" pattern="[0-9]{1,5}" title="Od 1 do ${mostPatients}"></p>
    <p><label for="godziny">Przyjdą w ciągu godzin</label>
      <input id="godziny" name="godziny" inputmode="decimal" required value="8" pattern="[0-9]{1,4}([.][0-9]+)?" title="Na przykład 8 albo 0.5"></p>
    <p><label for="ziarno">Ziarno</label>
      <input id="ziarno" name="ziarno" inputmode="numeric" required value="${status.seed ?? 1}" pattern="[0-9]{1,9}"></p>
  </div>
  <p><label for="profil">Zachowanie</label>
    <select id="profil" name="profil">${crowdProfiles.map(
      ({ id, name }) => html`<option value="${id}"${id === status.profile && html` selected`}>${name}</option>`,
    )}</select></p>
  <p class="check"><input type="checkbox" id="przychodnie" name="przychodnie" value="tak" checked>
    <label for="przychodnie">Przychodnie odnotowują, kto przyszedł (wyłącz, gdy robi to osoba przy stanowisku)</label></p>
  <div class="acts"><button${hasRealGateway && html` disabled`}>${status.on ? 'Zastąp tłum nowym' : 'Włącz'}</button></div>
</form></section>
<section aria-labelledby="skad"><h2 id="skad">Skąd te liczby</h2>
${crowdProfiles.map(
  ({ name, published, assumed }) =>
    html`<h3>${name}</h3><ul>${published.map(
      ({ what, source }) => html`<li>${what} <small>(${source})</small></li>`,
    )}${assumed.map((what) => html`<li>założenie: ${what}</li>`)}</ul>`,
)}</section>`;
  return page({ title: 'Tłum pacjentów', content });
}

function standing({ on, people, counts, patients, nextAt, startedAt }: CrowdStatus): Html {
  const done = counts.came + counts.missed;
  const row = (name: string, value: number, of: number | null = null) =>
    html`<tr><th scope="row">${name}</th><td>${value}</td><td>${of !== null && share(value, of)}</td></tr>`;
  return html`<section class="card" aria-labelledby="stan"><h2 id="stan">${on ? 'Tłum działa' : 'Tłum wyłączony'}</h2>
<p class="hint">Pacjentów: ${patients}, od ${time(startedAt ?? '')}. ${
    on && (nextAt === null ? 'Nikt nie ma już nic do zrobienia.' : html`Następna czynność: ${time(nextAt)}.`)
  }</p>
<table class="figures" aria-labelledby="stan">
<tbody>
${row('Jeszcze nie szukali', people.toCome)}${row('Szukają dalej', people.looking)}${row('Czekają w poczekalni', people.waiting)}${row('Mają termin', people.booked)}
${row('Umówione wizyty', counts.booked)}${row('w tym przydzielone przez poczekalnię', counts.assigned, counts.booked)}${row('w tym badania profilaktyczne', counts.exams, counts.booked)}
${row('Zmienione', counts.moved, counts.booked)}${row('Odwołane', counts.cancelled, counts.booked)}
${row('w tym odpowiedzią na SMS', counts.cancelledBySms, counts.cancelled)}
${row('Wpisy do poczekalni', counts.entered)}${row('Zmienione kryteria', counts.criteriaChanged)}${row('Usunięte wpisy', counts.entriesDeleted)}
${row('Przyszli', counts.came, done)}${row('Nie przyszli', counts.missed, done)}
</tbody></table>
${
  on &&
  html`<form method="post" action="/tlum" class="acts"><input type="hidden" name="co" value="koniec"><a class="button quiet" href="/tlum">Odśwież</a><button class="quiet">Wyłącz tłum</button></form>`
}</section>`;
}

const share = (value: number, of: number): string => (of === 0 ? '' : `${((100 * value) / of).toFixed(1).replace('.', ',')} %`);

const time = (instant: string): string => localDateTimeOf(instant).replace('T', ' ');

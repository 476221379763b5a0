import type { PatientVisit } from '../ikp-api/patient-visits.ts';
import { type Html, html } from '../pages/html.ts';
import { accountPage, type View } from './layout.ts';
import { codeNames, statusNames } from './texts.ts';
import { whenText } from './time-texts.ts';

interface VisitsParts {
  visits: readonly PatientVisit[];
  now: string;
  /** Cards of the waiting room. */
  waiting: Html | null;
}

/** R6: every visit of the patient, also one that was booked before the clinic joined. */
export function visitsPage(view: View, { visits, now, waiting }: VisitsParts): Html {
  const isAhead = ({ startsAt, status }: PatientVisit) =>
    Date.parse(startsAt) > Date.parse(now) && (status === 'booked' || status === 'arrived');
  const ahead = visits.filter(isAhead).sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const others = visits.filter((visit) => !isAhead(visit));
  return accountPage(
    view,
    'Wizyty',
    html`${
      ahead.length === 0
        ? html`<p>Nie ma umówionych wizyt.</p><div class="acts"><a class="button" href="/ikp/szukaj">Umów wizytę</a></div>`
        : html`<ul class="cards">${ahead.map(card)}</ul>`
    }
${waiting}
${
  others.length > 0 &&
  html`<h2>Wcześniejsze i odwołane</h2><div class="scroll" tabindex="0" role="region" aria-label="Wcześniejsze i odwołane wizyty"><table>
<thead><tr><th scope="col">Kiedy</th><th scope="col">Gdzie</th><th scope="col">Stan</th></tr></thead>
<tbody>${others.map(
    (visit) =>
      html`<tr><td>${whenText(visit.startsAt)}</td><td>${visit.actorName}, ${visit.clinicName}</td><td>${statusNames[visit.status]}</td></tr>`,
  )}</tbody></table></div>`
}`,
  );
}

function card(visit: PatientVisit): Html {
  return html`<li class="card">
    <p class="when">${whenText(visit.startsAt)}</p>
    ${visitFacts(visit)}
    ${visit.kind === 'continuation' && html`<p class="hint">Termin ${isExam(visit) ? 'tego badania' : 'wizyty kontrolnej'} zmienia tylko przychodnia. Tutaj można ${isExam(visit) ? 'je' : 'ją'} odwołać.</p>`}
    <div class="acts">
      ${isMovable(visit) && html`<a class="button quiet" href="/ikp/szukaj?zmiana=${visit.id}">Zmień termin</a>`}
      ${isRebookable(visit) && html`<a class="button quiet" href="/ikp/badania/zmien/${visit.id}">Zmień termin</a>`}
      <a class="button quiet" href="/ikp/odwolaj/${visit.id}">Odwołaj ${isExam(visit) ? 'badanie' : 'wizytę'}</a>
    </div>
  </li>`;
}

export function visitFacts({ actorName, clinicName, clinicCode, kind, service, stop }: PatientVisit): Html {
  return html`<dl>
    <dt>Przychodnia</dt><dd>${clinicName}</dd>
    <dt>${service === 'cardiology' ? 'Lekarz' : 'Pracownia'}</dt><dd>${actorName}</dd>
    ${stop && html`<dt>Postój</dt><dd>${stop}</dd>`}
    <dt>Rodzaj</dt><dd>${codeNames[clinicCode] ?? clinicCode}, ${
      service !== 'cardiology' ? 'badanie profilaktyczne' : kind === 'first' ? 'pierwsza wizyta' : 'wizyta kontrolna'
    }</dd>
  </dl>`;
}

export const isExam = ({ service }: Pick<PatientVisit, 'service'>): boolean => service !== 'cardiology';

/** R31: an exam is cancelled and booked anew; R39: a repeat exam is the clinic's to book. */
export const isRebookable = (visit: PatientVisit): boolean => isExam(visit) && visit.kind === 'first';

/** R31, R35: the patient moves first cardiology visits only. */
export const isMovable = ({ kind, service }: PatientVisit): boolean => kind === 'first' && service === 'cardiology';

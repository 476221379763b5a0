import { localDateOf } from '../../core/domain/time.ts';
import { type Html, html } from '../pages/html.ts';
import { accountPage, note, type View } from './layout.ts';
import type { ListedClinic, WhyNot } from './read-clinics.ts';
import { codeNames } from './texts.ts';
import { dateText } from './time-texts.ts';

interface ClinicsParts {
  clinics: readonly ListedClinic[];
  /** Asked name and the answers to it. */
  asked: string;
  answers: readonly WhyNot[] | null;
}

/** R4: the public list, and why a clinic is not on it. */
export function clinicsPage(view: View, { clinics, asked, answers }: ClinicsParts): Html {
  return accountPage(
    view,
    'Przychodnie w centralnej e-rejestracji',
    html`<p>Przychodnie, które dołączyły i mają teraz wolne terminy. Listę można dostać także w przychodni.</p>
${
  clinics.length === 0
    ? html`<p>Żadna przychodnia nie ma teraz wolnych terminów.</p>`
    : html`<ul class="cards clinics">${clinics.map(clinicCard)}</ul>`
}
<h2 id="dlaczego">Dlaczego nie mogę wybrać tej przychodni?</h2>
<form method="get" action="/ikp/przychodnie#dlaczego" class="card">
  <label for="nazwa">Nazwa przychodni</label>
  <input id="nazwa" name="nazwa" value="${asked}" maxlength="120" autocomplete="off">
  <div class="acts"><button class="quiet">Sprawdź</button></div>
</form>
${answers && answerNotes(asked, answers)}`,
  );
}

function clinicCard({ name, town, codes }: ListedClinic): Html {
  return html`<li class="card"><h2>${name}</h2>${town && html`<p>${town}</p>`}<p class="hint">Najbliższe wolne terminy:</p>
  <dl>${codes.map(({ code, first }) => html`<dt>${codeNames[code] ?? code}</dt><dd>${dateText(localDateOf(first))}</dd>`)}</dl></li>`;
}

function answerNotes(asked: string, answers: readonly WhyNot[]): Html {
  if (answers.length === 0) {
    return note(
      {
        what: `Przychodni „${asked}” nie ma w centralnej e-rejestracji.`,
        act: 'Nie dołączyła jeszcze albo nie ma umowy z NFZ na te świadczenia. Umów się bezpośrednio w niej albo wybierz inną z listy.',
      },
      'warn',
    );
  }
  return html`${answers.map((answer) => note(explanation(answer), answer.reason === 'listed' ? 'ok' : 'warn'))}`;
}

function explanation({ name, reason }: WhyNot): { what: string; act: string } {
  switch (reason) {
    case 'listed':
      return { what: `${name} ma wolne terminy.`, act: 'Można ją wybrać przy umawianiu wizyty.' };
    case 'nothing-published':
      return { what: `${name} dołączyła, ale nie udostępniła jeszcze terminów.`, act: 'Gdy to zrobi, pojawi się na liście.' };
    case 'no-free':
      return {
        what: `${name} nie ma teraz wolnych terminów, na które można się umówić.`,
        act: 'Wróci na listę, gdy ktoś odwoła wizytę albo przychodnia doda terminy. Można też zapisać się do poczekalni z wybraną tą przychodnią.',
      };
    case 'continuation-only':
      return { what: `${name} ma teraz wolne tylko terminy wizyt kontrolnych.`, act: 'Umawia je sama przychodnia.' };
    default:
      return reason satisfies never;
  }
}

import { type Html, html } from '../pages/html.ts';
import { page } from '../pages/page.ts';
import type { Account, AccountPerson } from './account.ts';
import { openExams } from './exam-chances.ts';
import { type Explained, successes } from './texts.ts';

export interface View {
  account: Account | null;
  formToken: string;
  /** Path of the page, to mark it among the ways. */
  path: string;
  /** Word of a form that has just succeeded. */
  success?: string | null;
}

/** R36: the exams are among them only for whom a programme takes. */
function waysOf({ exams }: Account): [path: string, name: string][] {
  return [
    ['/ikp/wizyty', 'Wizyty'],
    ['/ikp/szukaj', 'Umów wizytę'],
    ...(openExams(exams).length > 0 ? [['/ikp/badania', 'Badania'] as [string, string]] : []),
    ['/ikp/wiadomosci', 'Wiadomości'],
  ];
}
const publicWays: [path: string, name: string][] = [
  ['/ikp/przychodnie', 'Przychodnie'],
  ['/ikp/zasady', 'Zasady'],
];

/** A page of the account, with who is signed in and whom it is about. */
export function accountPage(view: View, title: string, content: Html): Html {
  const { account, path, success } = view;
  const done = success ? successes[success] : undefined;
  return page({
    title,
    header: html`${navigation(account === null ? publicWays : [...waysOf(account), ...publicWays], path)}${account && who(view, account)}${
      account === null && path !== '/ikp/logowanie' && html`<p class="who"><a href="/ikp/logowanie">Zaloguj się</a></p>`
    }`,
    content: html`${done && note(done, 'ok')}${account && account.person !== account.holder && actingNote(account.person)}${content}`,
  });
}

function navigation(links: [string, string][], path: string): Html {
  return html`<nav aria-label="Główna"><ul class="ways">${links.map(
    ([href, name]) => html`<li><a class="way" href="${href}"${path === href && html` aria-current="page"`}>${name}</a></li>`,
  )}</ul></nav>`;
}

function who({ formToken }: View, { holder, person, children }: Account): Html {
  return html`<div class="who">
    ${
      children.length > 0 &&
      html`<form method="post" action="/ikp/osoba" class="person">
      ${tokenField(formToken)}
      <label for="osoba">Konto:</label>
      <select id="osoba" name="osoba">
        ${[holder, ...children].map(
          (each, n) =>
            html`<option value="${n}"${each.pesel === person.pesel && html` selected`}>${nameOf(each)}${n > 0 && ' (dziecko)'}</option>`,
        )}
      </select>
      <button class="quiet">Przełącz</button>
    </form>`
    }
    ${children.length === 0 && html`<span>${nameOf(holder)}</span>`}
    <form method="post" action="/ikp/wyloguj">${tokenField(formToken)}<button class="link">Wyloguj</button></form>
  </div>`;
}

const actingNote = (person: AccountPerson): Html =>
  html`<p class="note">Konto dziecka: <strong>${nameOf(person)}</strong>. Działa za nie rodzic albo opiekun.</p>`;

export const nameOf = ({ givenName, familyName }: AccountPerson): string => `${givenName} ${familyName}`.trim() || 'Moje konto';

export const tokenField = (formToken: string): Html => html`<input type="hidden" name="token" value="${formToken}">`;

/** What happened, and what can be done now. */
export function note({ what, act }: Explained, kind: 'ok' | 'stop' | 'warn'): Html {
  return html`<div class="note ${kind}" role="${kind === 'stop' ? 'alert' : 'status'}"><p><strong>${what}</strong> ${act}</p></div>`;
}

import { type Html, html } from '../pages/html.ts';
import type { TestIdentity } from './account.ts';
import { accountPage, note, type View } from './layout.ts';
import type { Explained } from './texts.ts';

/** Test identities sign in by PESEL alone; in the real world this is the national login's business. */
export function loginPage(view: View, identities: readonly TestIdentity[], fault: Explained | null): Html {
  return accountPage(
    view,
    'Logowanie',
    html`${fault && note(fault, 'stop')}
<p>To wersja pokazowa. Prawdziwe konto otwiera się w pacjent.gov.pl profilem zaufanym, e-dowodem albo aplikacją.</p>
${
  identities.length > 0 &&
  html`<h2>Tożsamości testowe</h2>
<ul class="cards">${identities.map(identityCard)}</ul>`
}
<h2>Inny numer PESEL</h2>
<form method="post" action="/ikp/logowanie" class="card">
  <label for="pesel">PESEL</label>
  <input id="pesel" name="pesel" inputmode="numeric" autocomplete="off" maxlength="14" required${fault && html` aria-invalid="true"`}>
  <div class="acts"><button>Zaloguj się</button></div>
</form>`,
  );
}

function identityCard({ pesel, name, label }: TestIdentity): Html {
  return html`<li class="card"><form method="post" action="/ikp/logowanie">
    <h3>${name}</h3><p>${label}</p>
    <input type="hidden" name="pesel" value="${pesel}">
    <button class="quiet">Zaloguj się: ${name}</button>
  </form></li>`;
}

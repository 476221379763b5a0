import { type Html, html } from '../pages/html.ts';
import type { Account } from './account.ts';
import type { BookFields } from './book-fields.ts';

/** R15, R18, R48: the referral (exams need none), the name when nobody knows it yet, and how the patient or the parent is reached. */
export function contactFields(fields: BookFields, { person }: Account, { referral = true } = {}): Html {
  return html`<div class="fields">
    ${
      referral &&
      html`<div>
      <label for="skierowanie">E-skierowanie</label>
      <input id="skierowanie" name="skierowanie" value="${fields.referral}" inputmode="numeric" autocomplete="off" maxlength="80" required aria-describedby="skierowanie-opis">
      <small id="skierowanie-opis">4-cyfrowy kod z SMS-a albo 44-cyfrowy klucz z wydruku.</small>
    </div>`
    }
    ${
      person.familyName === '' &&
      html`<div><label for="imie">Imię</label><input id="imie" name="imie" value="${fields.givenName}" maxlength="80" autocomplete="off" required></div>
    <div><label for="nazwisko">Nazwisko</label><input id="nazwisko" name="nazwisko" value="${fields.familyName}" maxlength="80" autocomplete="off" required></div>`
    }
    <div><label for="telefon">Telefon${person.minor && ' rodzica albo opiekuna'}</label>
      <input id="telefon" name="telefon" type="tel" value="${fields.phone}" maxlength="40" aria-describedby="kontakt-opis">
      <small id="kontakt-opis">Wystarczy telefon albo e-mail. Tu przyjdą potwierdzenie i przypomnienia.</small></div>
    <div><label for="email">E-mail</label><input id="email" name="email" type="email" value="${fields.email}" maxlength="120"></div>
  </div>
  ${
    !person.minor &&
    html`<p class="check"><input type="checkbox" id="bliski" name="bliski" value="1"${fields.relation === 'relative' && html` checked`}><label for="bliski">To kontakt bliskiej osoby</label></p>`
  }`;
}

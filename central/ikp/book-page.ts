import { stopText } from '../../core/domain/mobile-stops.ts';
import type { PatientVisit } from '../ikp-api/patient-visits.ts';
import { type Html, html } from '../pages/html.ts';
import type { Account } from './account.ts';
import type { BookFields } from './book-fields.ts';
import { contactFields } from './contact-fields.ts';
import { accountPage, note, tokenField, type View } from './layout.ts';
import type { SlotShown } from './read-slot.ts';
import { codeNames, type Explained } from './texts.ts';
import { whenText } from './time-texts.ts';
import { isExam } from './visits-page.ts';

interface BookParts {
  slot: SlotShown;
  fields: BookFields;
  account: Account;
  faults: readonly Explained[];
}

/** R15, R17, R18: referral, and how the patient is reached. An exam needs no referral. */
export function bookPage(view: View, { slot, fields, account, faults }: BookParts): Html {
  const exam = isExam(slot);
  const title = exam ? 'Umów badanie' : 'Umów wizytę';
  return accountPage(
    view,
    title,
    html`${faults.map((fault) => note(fault, 'stop'))}
${slotCard(slot)}
<form method="post" action="/ikp/umow/${slot.id}" class="card">
  ${tokenField(view.formToken)}
  ${contactFields(fields, account, { referral: !exam })}
  <div class="acts"><button>${title}</button><a class="button quiet" href="/ikp/${exam ? 'badania' : 'szukaj'}?kod=${slot.clinicCode}&amp;pokaz=1">Inny termin</a></div>
</form>`,
  );
}

/** R31: from the old date to the new one in one step. */
export function movePage(view: View, visit: PatientVisit, slot: SlotShown, faults: readonly Explained[]): Html {
  return accountPage(
    view,
    'Zmień termin',
    html`${faults.map((fault) => note(fault, 'stop'))}
<p>Dotychczasowy termin: ${whenText(visit.startsAt)}, ${visit.actorName}, ${visit.clinicName}.</p>
${slotCard(slot)}
<form method="post" action="/ikp/zmien/${visit.id}/${slot.id}">
  ${tokenField(view.formToken)}
  <div class="acts"><button>Zmień na ten termin</button><a class="button quiet" href="/ikp/szukaj?zmiana=${visit.id}">Inny termin</a><a class="button quiet" href="/ikp/wizyty">Zostaw dotychczasowy</a></div>
</form>`,
  );
}

export function slotCard({ startsAt, actorName, clinicName, clinicCode, service, room, stop }: SlotShown): Html {
  const exam = isExam({ service });
  return html`<section class="card"><p class="when">${whenText(startsAt)}</p><dl>
    <dt>${exam ? 'Pracownia' : 'Lekarz'}</dt><dd>${actorName}</dd><dt>Przychodnia</dt><dd>${clinicName}</dd>
    <dt>Rodzaj</dt><dd>${codeNames[clinicCode] ?? clinicCode}, ${exam ? 'badanie profilaktyczne' : 'pierwsza wizyta na miejscu'}</dd>
    ${stop && html`<dt>Postój</dt><dd>${stopText(stop)}</dd>`}
    ${room && html`<dt>Gabinet</dt><dd>${room}</dd>`}
  </dl></section>`;
}

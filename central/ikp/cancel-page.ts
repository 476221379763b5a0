import { afterCancel } from '../../core/domain/after-cancel.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Referral } from '../../core/domain/visit.ts';
import { patientReasons } from '../ikp-api/patient-reasons.ts';
import type { PatientVisit } from '../ikp-api/patient-visits.ts';
import { type Html, html } from '../pages/html.ts';
import { accountPage, note, tokenField, type View } from './layout.ts';
import { type Explained, reasonNames } from './texts.ts';
import { whenText } from './time-texts.ts';
import { isExam, visitFacts } from './visits-page.ts';

interface CancelParts {
  visit: PatientVisit & { legacy: boolean; referral: Referral | null };
  now: string;
  policy: Policy;
  fault: Explained | null;
}

/** R30: the reason is chosen from a list; what follows is said before (R27, R29, R33–R35, R47). */
export function cancelPage(view: View, { visit, now, policy, fault }: CancelParts): Html {
  return accountPage(
    view,
    isExam(visit) ? 'Odwołanie badania' : 'Odwołanie wizyty',
    html`${fault && note(fault, 'stop')}
<section class="card"><p class="when">${whenText(visit.startsAt)}</p>${visitFacts(visit)}</section>
<div class="note"><p>${consequence({ visit, now, policy })}</p></div>
<form method="post" action="/ikp/odwolaj/${visit.id}">
  ${tokenField(view.formToken)}
  <fieldset><legend>Powód odwołania</legend>
    ${patientReasons.map(
      (code) =>
        html`<p class="check"><input type="radio" id="powod-${code}" name="powod" value="${code}" required><label for="powod-${code}">${reasonNames[code] ?? code}</label></p>`,
    )}
  </fieldset>
  <div class="acts"><button class="stop">Odwołaj ${isExam(visit) ? 'badanie' : 'wizytę'}</button><a class="button quiet" href="/ikp/wizyty">Zostaw ${isExam(visit) ? 'badanie' : 'wizytę'}</a></div>
</form>`,
  );
}

function consequence({ visit, now, policy }: Omit<CancelParts, 'fault'>): string {
  const facts = { ...visit, slotId: 'any' };
  const { slotGoesTo, patientReturnsToWaitingRoom } = afterCancel({ visit: facts, now, policy, by: 'patient' });
  if (visit.kind === 'continuation')
    return 'Po odwołaniu wizyty kontrolnej nowy termin ustala się z przychodnią. Nie można go umówić w IKP.';
  if (isExam(visit)) return 'Odwołany termin może wziąć każdy. Nowe badanie można umówić w IKP albo w przychodni.';
  const slot =
    slotGoesTo === 'waiting-room'
      ? 'Zwolniony termin dostanie osoba z poczekalni, a gdy nikomu nie pasuje, może go wziąć każdy.'
      : `Do wizyty zostało najwyżej ${policy.shortNoticeHours} godz., więc zwolniony termin może wziąć każdy, kto właśnie szuka.`;
  return patientReturnsToWaitingRoom
    ? `${slot} Zgłoszenie wraca do poczekalni i znów czeka na termin. Kto tego nie chce, musi je potem usunąć na stronie Wizyty.`
    : `${slot} Nowy termin można umówić w przychodni.`;
}

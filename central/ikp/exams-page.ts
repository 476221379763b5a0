import type { Policy } from '../../core/domain/policy.ts';
import type { PatientVisit } from '../ikp-api/patient-visits.ts';
import { type Html, html } from '../pages/html.ts';
import { slotCard } from './book-page.ts';
import { examFields, select } from './criteria-fields.ts';
import type { ExamChance } from './exam-chances.ts';
import { accountPage, note, tokenField, type View } from './layout.ts';
import type { SlotShown } from './read-slot.ts';
import type { SearchForm } from './search-form.ts';
import { slotsByDay } from './search-page.ts';
import type { FoundSlots, SearchChoices } from './search-slots.ts';
import { codeNames, type Explained, explain } from './texts.ts';
import { whenText } from './time-texts.ts';

interface ExamsParts {
  form: SearchForm;
  /** Programmes that take her. */
  codes: readonly string[];
  choices: SearchChoices;
  /** null = not asked yet. */
  found: Pick<FoundSlots, 'slots' | 'more'> | null;
  /** R31: the exam that is to be given up for another date. */
  changing: PatientVisit | null;
  policy: Policy;
  now: string;
}

/** R36, R38: location; clinic or mobile unit; date; no waiting room. */
export function examsPage(view: View, parts: ExamsParts): Html {
  const { form, codes, choices, found, changing, policy, now } = parts;
  const path = changing === null ? '/ikp/badania' : `/ikp/badania/zmien/${changing.id}`;
  return accountPage(
    view,
    changing === null ? 'Badania profilaktyczne' : 'Zmień termin badania',
    html`${changing === null ? intro(policy) : currentDate(changing)}
<form method="get" action="${path}#wyniki" class="card" role="search" aria-label="Kryteria">
  <div class="fields">
    ${select(
      'kod',
      'Badanie',
      form.code,
      codes.map((each) => [each, codeNames[each] ?? each]),
      null,
    )}
    ${examFields(form.criteria, choices, policy, now)}
  </div>
  <input type="hidden" name="pokaz" value="1">
  <div class="acts"><button>Pokaż terminy</button></div>
</form>
${found && results(found, (slotId) => (changing === null ? `/ikp/umow/${slotId}` : `${path}/${slotId}`))}`,
  );
}

const intro = ({ examWindowDays }: Policy): Html =>
  html`<p>Bezpłatne badania z programów profilaktycznych, na najbliższe ${examWindowDays} dni. Skierowanie nie jest potrzebne.</p>`;

const currentDate = ({ startsAt, actorName, clinicName }: PatientVisit): Html =>
  html`<div class="note"><p>Teraz: <strong>${whenText(startsAt)}</strong>, ${actorName}, ${clinicName}.</p>
<ol><li>Wybierz nowy termin.</li><li>Potwierdź: obecny termin zostanie odwołany, a nowy umówiony od razu po nim.</li></ol>
<p>Do potwierdzenia obecny termin zostaje.</p></div>`;

function results(found: NonNullable<ExamsParts['found']>, hrefOf: (slotId: string) => string): Html {
  return found.slots.length === 0
    ? html`<section aria-labelledby="wyniki"><h2 id="wyniki">Nie ma pasujących terminów</h2>
<p>Usuń część kryteriów albo wybierz większy promień. Badania nie mają poczekalni: nowe terminy pojawiają się codziennie.</p></section>`
    : html`<section aria-labelledby="wyniki"><h2 id="wyniki">Wolne terminy</h2>${slotsByDay(found, hrefOf)}</section>`;
}

interface RebookParts {
  visit: PatientVisit;
  slot: SlotShown;
  faults: readonly Explained[];
}

/** R31: both steps are said before they are done. */
export function rebookPage(view: View, { visit, slot, faults }: RebookParts): Html {
  const path = `/ikp/badania/zmien/${visit.id}`;
  return accountPage(
    view,
    'Zmień termin badania',
    html`${faults.map((fault) => note(fault, 'stop'))}
<p>Ten termin zostanie odwołany: <strong>${whenText(visit.startsAt)}</strong>, ${visit.actorName}, ${visit.clinicName}.</p>
<h2>Nowy termin</h2>
${slotCard(slot)}
<form method="post" action="${path}/${slot.id}">
  ${tokenField(view.formToken)}
  <div class="acts"><button>Odwołaj obecny i umów nowy</button><a class="button quiet" href="${path}?kod=${slot.clinicCode}&amp;pokaz=1">Inny termin</a><a class="button quiet" href="/ikp/wizyty">Zostaw obecny</a></div>
</form>`,
  );
}

/** R36 D: no section, but an answer to whoever comes by the address. */
export function notQualifiedPage(view: View, chances: readonly ExamChance[]): Html {
  return accountPage(
    view,
    'Badania profilaktyczne',
    html`<p>Na te badania nie można się teraz umówić. Uprawnienia są sprawdzane codziennie od nowa w systemach eWUŚ i SIMP.</p>
${chances.map(
  ({ clinicCode, refusals }) =>
    html`<section class="card"><h2 class="first">${capital(codeNames[clinicCode] ?? clinicCode)}</h2>
${refusals.map((refusal) => note(explain(refusal), 'warn'))}</section>`,
)}
<div class="acts"><a class="button quiet" href="/ikp/wizyty">Wróć do wizyt</a></div>`,
  );
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

import type { PatientHeld } from '../../../core/contract/safety-views.ts';
import { displayName } from '../../../core/domain/name.ts';
import { formatPhone } from '../../../core/domain/phone.ts';
import { actorWord, actWord, changedFields, type Words } from '../history/audit-words.ts';

/** What is held about one person as a page of its own, to be printed or sent: no script, nothing from elsewhere. */
export function patientFilePage(held: PatientHeld, words: Words, language: string): string {
  const { t, format } = words;
  const at = (instant: string) => format.instant(instant);
  const table = (title: string, heads: string[], rows: (string | null)[][]) =>
    section(title, heads, rows, t('patients.file.nothing'));
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(t('patients.file.title'))}</title>`,
    `<style>${style}</style></head><body>`,
    `<h1>${escaped(t('patients.file.title'))}</h1>`,
    `<p>${escaped(t('patients.file.lead', { clinic: held.clinicName, at: at(held.madeAt) }))}</p>`,
    table(t('patients.file.person'), [], personRows(held, words)),
    table(
      t('patients.file.visits'),
      [
        t('patients.file.when'),
        t('history.field.scheduleId'),
        t('history.field.status'),
        t('patients.file.contact'),
        t('patients.file.more'),
      ],
      held.visits.map((visit) => [
        at(visit.startsAt),
        `${visit.actorName}, ${visit.clinicCode}`,
        [t(`common.status.${visit.status}`), visit.cancelReason && t(`common.cancelReason.${visit.cancelReason}`)]
          .filter(Boolean)
          .join(', '),
        [visit.contact.phone && formatPhone(visit.contact.phone), visit.contact.email].filter(Boolean).join(', '),
        [visit.note, visit.referral?.key ?? visit.referral?.code, visit.entitlement?.document, visit.course?.eventNumber]
          .filter(Boolean)
          .join(' · '),
      ]),
    ),
    table(
      t('patients.file.waiting'),
      [t('patients.file.question'), t('history.field.status')],
      held.waiting.map(({ question, status }) => [
        question && Object.values(question).filter(Boolean).join(' '),
        status?.entry.status ?? null,
      ]),
    ),
    table(
      t('patients.file.calls'),
      [t('patients.file.when'), t('patients.file.who'), t('patients.file.more')],
      held.tasks.flatMap(({ calls }) => calls.map((call) => [at(call.at), call.author, t(`patients.file.call.${call.outcome}`)])),
    ),
    table(
      t('history.title'),
      [t('patients.file.when'), t('patients.file.who'), t('patients.file.what'), t('patients.file.more')],
      held.history.map((entry) => [
        at(entry.at),
        actorWord(entry.author, words),
        actWord(entry, words),
        changedFields(entry, words)
          .map(({ name, from, to }) => `${name}: ${from ?? '–'} → ${to ?? '–'}`)
          .join('; '),
      ]),
    ),
    held.historyIsComplete ? '' : `<p>${escaped(t('history.thisDeskOnly'))}</p>`,
    held.unsent.length > 0 ? `<p>${escaped(t('patients.file.unsent', { count: held.unsent.length }))}</p>` : '',
    table(
      t('patients.file.looks'),
      [t('patients.file.when'), t('patients.file.who'), t('patients.file.what')],
      held.looks.map(({ at: when, author, what }) => [at(when), author, t(`patients.file.look.${lookOf(what)}`)]),
    ),
    '</body></html>',
  ].join('\n');
}

const lookOf = (what: string) => (what === 'reveal-contact' ? 'contact' : what === 'export-patient' ? 'file' : 'record');

function personRows({ person, duplicates }: PatientHeld, { t, format }: Words): (string | null)[][] {
  const { contact, document } = person;
  const phones = [contact.phone, contact.secondPhone].filter((phone) => phone !== null).map(formatPhone);
  return [
    [t('patients.file.name'), displayName(person)],
    [t('history.field.pesel'), person.pesel],
    [t('history.field.document'), document && `${document.kind} ${document.number}`],
    [t('history.field.birthDate'), person.birthDate && format.fullDate(person.birthDate)],
    [t('history.field.sex'), person.sex && t(`patients.person.${person.sex}`)],
    [t('patients.file.contact'), [...phones, contact.email].filter(Boolean).join(', ')],
    [t('history.field.relation'), t(`common.relation.${contact.relation}`)],
    [t('patients.file.duplicates'), duplicates.length === 0 ? t('common.none') : String(duplicates.length)],
  ];
}

function section(title: string, heads: string[], rows: (string | null)[][], nothing: string): string {
  const cells = (row: (string | null)[]) => row.map((cell) => `<td>${escaped(cell ?? '')}</td>`).join('');
  const head =
    heads.length > 0 ? `<thead><tr>${heads.map((each) => `<th scope="col">${escaped(each)}</th>`).join('')}</tr></thead>` : '';
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n');
  const content = rows.length > 0 ? `<table>${head}<tbody>${body}</tbody></table>` : `<p>${escaped(nothing)}</p>`;
  return `<h2>${escaped(title)}</h2>${content}`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);

const style = `body{font:11pt/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h1{font-size:18pt}h2{font-size:13pt;margin:1.6em 0 .4em;break-after:avoid}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #ccc;padding:.3em .6em .3em 0;text-align:left;vertical-align:top}th{font-weight:600}tr{break-inside:avoid}`;

import type { Queryable } from '../db/database.ts';
import type { Medium } from '../notifications/communication.ts';
import { type Html, html } from '../pages/html.ts';
import { accountPage, tokenField, type View } from './layout.ts';
import { whenText } from './time-texts.ts';

export interface SentMessage {
  medium: Medium;
  text: string;
  at: Date;
}

const most = 50;

/** What was sent about this patient's visits, the newest first. */
export function sentMessages(database: Queryable, pesel: string): Promise<SentMessage[]> {
  return database.query<SentMessage>(
    `select c.medium, c.text, c.at from patient p join communication c on c.patient_id = p.id
     where p.pesel = $1 and c.status = 'completed' order by c.number desc limit ${most}`,
    [pesel],
  );
}

const mediumNames: Record<Medium, string> = { sms: 'SMS', email: 'e-mail', push: 'aplikacja' };

/** R40: what was sent, and whether the app is told too. */
export function messagesPage(view: View, messages: readonly SentMessage[], push: boolean): Html {
  return accountPage(
    view,
    'Wiadomości',
    html`<form method="post" action="/ikp/wiadomosci" class="card">
  ${tokenField(view.formToken)}
  <p>SMS i e-mail przychodzą na kontakt podany przy wizycie. Powiadomienia w aplikacji są ${push ? 'włączone' : 'wyłączone'}.</p>
  <input type="hidden" name="push" value="${push ? '0' : '1'}">
  <button class="quiet">${push ? 'Wyłącz' : 'Włącz'} powiadomienia w aplikacji</button>
</form>
${messages.length === 0 ? html`<p>Nie wysłano jeszcze żadnej wiadomości.</p>` : html`<ul class="cards">${messages.map(messageCard)}</ul>`}`,
  );
}

const messageCard = ({ medium, text, at }: SentMessage): Html =>
  html`<li class="card"><p class="text">${text}</p><small>${mediumNames[medium]}, ${whenText(at.toISOString())}</small></li>`;

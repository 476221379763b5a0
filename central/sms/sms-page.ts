import { randomUUID } from 'node:crypto';
import { maskPhone } from '../../core/domain/phone.ts';
import { localDateTimeOf } from '../../core/domain/time.ts';
import { smsLength } from '../notifications/sms-length.ts';
import { type Html, html } from '../pages/html.ts';
import { page } from '../pages/page.ts';
import type { Mailbox, MailboxMessage, MailboxThread } from './read-mailbox.ts';

const mediumNames = { sms: 'SMS', email: 'E-mail', push: 'Aplikacja' };

/** The development mailbox: on the left who was written to, on the right the conversation. */
export function smsPage({ threads, open, waiting }: Mailbox, now: string): Html {
  const content = html`
<p class="hint">Skrzynka pokazowa: wiadomości nie wychodzą z tego komputera. Czas centrali: ${time(now)}. Czeka na wysłanie: ${waiting}.</p>
<div class="mailbox">
  <nav class="threads" aria-label="Odbiorcy">
    ${threads.length === 0 && html`<p>Nie wysłano jeszcze żadnej wiadomości.</p>`}
    <ul class="plain">${threads.map((thread) => threadLine(thread, thread.address === open?.address))}</ul>
  </nav>
  ${open && conversation(open)}
</div>`;
  return page({ title: 'Wysłane wiadomości', wide: true, content });
}

function threadLine({ address, medium, names, messages, last }: MailboxThread, isOpen: boolean): Html {
  return html`<li><a class="thread" href="/sms?address=${encodeURIComponent(address)}#rozmowa"${isOpen ? html` aria-current="page"` : null}>
    <strong>${names.join(', ') || 'Nieznana osoba'}</strong>
    <span class="thread-line">${mediumNames[medium]} ${addressText(address, medium)}</span>
    <span class="thread-line">${time(last.toISOString())}, wiadomości: ${messages}</span></a></li>`;
}

function conversation({ address, medium, names, messages }: NonNullable<Mailbox['open']>): Html {
  return html`<section class="conversation" id="rozmowa" aria-labelledby="rozmowa-kto">
    <h2 id="rozmowa-kto">${names.join(', ') || 'Nieznana osoba'} <small>${addressText(address, medium)}</small></h2>
    <ol class="messages">${messages.map(messageLine)}</ol>
    ${
      medium === 'sms' &&
      html`<form method="post" action="/sms/reply" class="reply">
      <input type="hidden" name="from" value="${address}">
      <input type="hidden" name="id" value="${randomUUID()}">
      <label for="text">Odpowiedź pacjenta</label>
      <input id="text" name="text" maxlength="300" autocomplete="off" required>
      <button>Wyślij</button>
    </form>`
    }
  </section>`;
}

function messageLine({ medium, fromPatient, subject, text, at }: MailboxMessage): Html {
  const { units, segments } = smsLength(text);
  return html`<li class="${fromPatient ? 'theirs' : 'ours'}">
    ${subject && html`<strong>${subject}</strong>`}
    <p class="text">${text}</p>
    <small>${fromPatient ? 'Pacjent' : mediumNames[medium]}, ${time(at.toISOString())}${
      !fromPatient && medium === 'sms' && ` · znaków: ${units}, części: ${segments}`
    }</small></li>`;
}

const addressText = (address: string, medium: MailboxThread['medium']): string =>
  medium === 'sms' ? maskPhone(address) : medium === 'push' ? '' : address;

const time = (instant: string): string => localDateTimeOf(instant).replace('T', ' ');

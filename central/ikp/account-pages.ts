import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { normalisePhone } from '../../core/domain/phone.ts';
import type { Policy } from '../../core/domain/policy.ts';
import type { Central } from '../central.ts';
import { bookAsPatient, cancelAsPatient, moveAsPatient } from '../ikp-api/patient-acts.ts';
import { patientReasons } from '../ikp-api/patient-reasons.ts';
import { type OwnVisit, patientVisits } from '../ikp-api/patient-visits.ts';
import type { Html } from '../pages/html.ts';
import { isOwnPage, sendPage } from '../pages/send-page.ts';
import { type Account, openAccount, savePush } from './account.ts';
import { type BookFields, bookPage, movePage } from './book-page.ts';
import { cancelPage } from './cancel-page.ts';
import { faultsOf, formOf } from './forms.ts';
import type { View } from './layout.ts';
import { messagesPage, sentMessages } from './messages-page.ts';
import { readSlot } from './read-slot.ts';
import { codesFor, readSearchForm } from './search-form.ts';
import { searchPage } from './search-page.ts';
import { searchChoices, searchSlots } from './search-slots.ts';
import { keepSession, readSession, type Session } from './session.ts';
import { type Explained, explain } from './texts.ts';
import { isMovable, visitsPage } from './visits-page.ts';

interface Visitor {
  session: Session;
  account: Account;
  view: View;
  now: string;
  policy: Policy;
}

/** The pages behind the sign-in. Every form carries the session's token; every change answers with a redirect. */
export function registerAccountPages(pages: FastifyInstance, central: Central): void {
  const { database, tokens, clock, policy } = central;

  /** null: already answered (signed out, or a form that is not ours). */
  async function visitor(request: FastifyRequest, reply: FastifyReply): Promise<Visitor | null> {
    const session = await readSession(tokens, request);
    const account = session && (await openAccount(database, session, clock.now()));
    const forged = request.method === 'POST' && (!isOwnPage(request) || formOf(request).get('token') !== session?.formToken);
    if (session === null || account === null || forged) {
      await reply.redirect('/ikp/logowanie', 303);
      return null;
    }
    await keepSession(tokens, reply, session);
    const { ok } = request.query as { ok?: unknown };
    const path = request.url.split('?')[0] ?? '';
    const view: View = { account, formToken: session.formToken, path, success: typeof ok === 'string' ? ok : null };
    return { session, account, view, now: clock.now(), policy };
  }

  const page = (
    path: string,
    draw: (who: Visitor, request: FastifyRequest, reply: FastifyReply) => Promise<Html | FastifyReply>,
  ) =>
    pages.get(path, async (request, reply) => {
      const who = await visitor(request, reply);
      if (who === null) return reply;
      const drawn = await draw(who, request, reply);
      return 'text' in drawn ? sendPage(reply, drawn) : drawn;
    });
  const form = (
    path: string,
    act: (who: Visitor, form: URLSearchParams, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
  ) =>
    pages.post(path, async (request, reply) => {
      const who = await visitor(request, reply);
      return who === null ? reply : act(who, formOf(request), request, reply);
    });
  const visitOf = async ({ account }: Visitor, request: FastifyRequest): Promise<OwnVisit | null> => {
    const { visit } = request.params as { visit: string };
    return (await patientVisits(database, account.person.pesel)).find(({ id }) => id === visit) ?? null;
  };
  const gone = (reply: FastifyReply) => reply.redirect('/ikp/wizyty', 303);

  form('/ikp/osoba', async ({ session, account }, fields, _request, reply) => {
    const chosen = [account.holder, ...account.children][Number(fields.get('osoba'))] ?? account.holder;
    await keepSession(tokens, reply, { ...session, actingFor: chosen.pesel });
    return reply.redirect('/ikp/wizyty', 303);
  });

  page('/ikp/wizyty', async ({ account, view, now }) => {
    const visits = await patientVisits(database, account.person.pesel);
    return visitsPage(view, { visits, now, waiting: null });
  });

  page('/ikp/szukaj', async (who, request) => {
    const query = new URL(request.url, 'http://ikp').searchParams;
    const moving = (await patientVisits(database, who.account.person.pesel)).find(({ id }) => id === query.get('zmiana')) ?? null;
    const movable = moving !== null && isMovable(moving) ? moving : null;
    const codes = movable === null ? codesFor(who.account.person, policy, who.now) : [movable.clinicCode];
    const searched = readSearchForm(query, codes);
    const choices = await searchChoices(database, searched.code, policy, who.now);
    const asked = query.has('pokaz') || movable !== null;
    const found = asked ? await searchSlots(database, searched, await central.waitingRoom.livePolicy(), who.now) : null;
    return searchPage(who.view, {
      form: searched,
      codes,
      choices,
      found,
      moving: movable,
      policy,
      now: who.now,
      waitingRoom: null,
    });
  });

  page('/ikp/umow/:slot', async (who, request, reply) => {
    const slot = await readSlot(database, (request.params as { slot: string }).slot);
    if (slot === null) return reply.redirect('/ikp/szukaj', 303);
    return bookPage(who.view, { slot, account: who.account, fields: blankFields(who.account), faults: [] });
  });
  form('/ikp/umow/:slot', async (who, sent, request, reply) => {
    const slot = await readSlot(database, (request.params as { slot: string }).slot);
    if (slot === null) return reply.redirect('/ikp/szukaj', 303);
    const fields = bookFields(sent, who.account);
    const again = (faults: Explained[], status: number) =>
      sendPage(reply, bookPage(who.view, { slot, account: who.account, fields, faults }), status);
    const phone = fields.phone === '' ? null : normalisePhone(fields.phone);
    if (phone !== null && !phone.ok) return again(phone.refusals.map(explain), 422);
    const booked = await bookAsPatient(central, who.account.person.pesel, {
      slotId: slot.id,
      referral: fields.referral,
      contact: { phone: phone?.value ?? null, secondPhone: null, email: fields.email || null, relation: fields.relation },
      person: { familyName: fields.familyName, givenName: fields.givenName },
    });
    if (!booked.ok) return again(booked.refusals.map(explain), 422);
    const refused = faultsOf(central, booked.value);
    return refused === null ? reply.redirect('/ikp/wizyty?ok=umowiona', 303) : again(refused.faults, refused.status);
  });

  page('/ikp/zmien/:visit/:slot', async (who, request, reply) => {
    const [visit, slot] = [await visitOf(who, request), await readSlot(database, (request.params as { slot: string }).slot)];
    return visit === null || slot === null ? gone(reply) : movePage(who.view, visit, slot, []);
  });
  form('/ikp/zmien/:visit/:slot', async (who, _sent, request, reply) => {
    const [visit, slot] = [await visitOf(who, request), await readSlot(database, (request.params as { slot: string }).slot)];
    if (visit === null || slot === null) return gone(reply);
    const refused = faultsOf(central, await moveAsPatient(central, visit, slot.id));
    if (refused === null) return reply.redirect('/ikp/wizyty?ok=zmieniona', 303);
    return sendPage(reply, movePage(who.view, visit, slot, refused.faults), refused.status);
  });

  page('/ikp/odwolaj/:visit', async (who, request, reply) => {
    const visit = await visitOf(who, request);
    return visit === null ? gone(reply) : cancelPage(who.view, { visit, now: who.now, policy, fault: null });
  });
  form('/ikp/odwolaj/:visit', async (who, sent, request, reply) => {
    const visit = await visitOf(who, request);
    if (visit === null) return gone(reply);
    const reason = patientReasons.find((code) => code === sent.get('powod')) ?? null;
    const refused = faultsOf(central, await cancelAsPatient(central, visit, reason));
    if (refused === null) return reply.redirect('/ikp/wizyty?ok=odwolana', 303);
    const fault = refused.faults[0] ?? explain({ code: 'invalid' });
    return sendPage(reply, cancelPage(who.view, { visit, now: who.now, policy, fault }), refused.status);
  });

  page('/ikp/wiadomosci', async ({ account, view }) =>
    messagesPage(view, await sentMessages(database, account.person.pesel), account.push),
  );
  form('/ikp/wiadomosci', async ({ account }, sent, _request, reply) => {
    await savePush(database, account, sent.get('push') === '1');
    return reply.redirect('/ikp/wiadomosci?ok=zapisane', 303);
  });
}

const blankFields = ({ person, phone, email }: Account): BookFields => ({
  referral: '',
  phone,
  email,
  familyName: person.familyName,
  givenName: person.givenName,
  relation: person.minor ? 'guardian' : 'patient',
});

/** R48: for a minor the contact is the parent's. */
function bookFields(sent: URLSearchParams, { person }: Account): BookFields {
  const text = (name: string) => (sent.get(name) ?? '').trim().slice(0, 120);
  return {
    referral: text('skierowanie'),
    phone: text('telefon'),
    email: text('email'),
    familyName: person.familyName || text('nazwisko').slice(0, 80),
    givenName: person.givenName || text('imie').slice(0, 80),
    relation: person.minor ? 'guardian' : sent.has('bliski') ? 'relative' : 'patient',
  };
}

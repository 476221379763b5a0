import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { normalisePhone } from '../../core/domain/phone.ts';
import type { Central } from '../central.ts';
import { bookAsPatient, cancelAsPatient, moveAsPatient } from '../ikp-api/patient-acts.ts';
import { patientReasons } from '../ikp-api/patient-reasons.ts';
import { type OwnVisit, patientVisits } from '../ikp-api/patient-visits.ts';
import { sendPage } from '../pages/send-page.ts';
import { savePush } from './account.ts';
import { accountRoutes, type Visitor } from './account-routes.ts';
import { blankFields, bookFields } from './book-fields.ts';
import { bookPage, movePage } from './book-page.ts';
import { cancelPage } from './cancel-page.ts';
import { notOpen, registerExamPages } from './exam-pages.ts';
import { notQualifiedPage } from './exams-page.ts';
import { faultsOf } from './forms.ts';
import { messagesPage, sentMessages } from './messages-page.ts';
import { ownEntries } from './own-entries.ts';
import { readSlot, type SlotShown } from './read-slot.ts';
import { codesFor, readSearchForm } from './search-form.ts';
import { searchPage } from './search-page.ts';
import { clinicNames, searchChoices, searchSlots } from './search-slots.ts';
import { keepSession } from './session.ts';
import { type Explained, explain } from './texts.ts';
import { isExam, isMovable, visitsPage } from './visits-page.ts';
import { entryCards, waitingOffer } from './waiting-page.ts';
import { registerWaitingPages } from './waiting-pages.ts';

/** The pages behind the sign-in. Every form carries the session's token; every change answers with a redirect. */
export function registerAccountPages(pages: FastifyInstance, central: Central): void {
  const { database, tokens, policy } = central;
  const routes = accountRoutes(pages, central);
  const { page, form } = routes;
  registerWaitingPages(routes, central);
  registerExamPages(routes, central);

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
    const entries = await ownEntries(central, account.person.pesel);
    const waiting = entries.length === 0 ? null : entryCards(entries, await clinicNames(database));
    return visitsPage(view, { visits, now, waiting });
  });

  page('/ikp/szukaj', async (who, request) => {
    const query = new URL(request.url, 'http://ikp').searchParams;
    const moving = (await patientVisits(database, who.account.person.pesel)).find(({ id }) => id === query.get('zmiana')) ?? null;
    const movable = moving !== null && isMovable(moving) ? moving : null;
    const codes = movable === null ? codesFor(who.account.person, policy, who.now) : [movable.clinicCode];
    const searched = readSearchForm(query, codes);
    const choices = await searchChoices(database, searched.code, policy, who.now);
    const asked = query.has('pokaz') || movable !== null;
    const found = asked ? await searchSlots(central, searched, who.account.person.birthDate) : null;
    query.delete('pokaz');
    const offer = movable === null && found?.waitingRoom ? waitingOffer(found.waitingRoom.forecast, query.toString()) : null;
    return searchPage(who.view, {
      form: searched,
      codes,
      choices,
      found,
      moving: movable,
      policy,
      now: who.now,
      waitingRoom: offer,
    });
  });

  /** R36: an exam that she may not book is answered with the reason. */
  const closed = ({ account }: Visitor, { service, clinicCode }: SlotShown) =>
    isExam({ service }) ? notOpen(account.exams, clinicCode) : [];
  page('/ikp/umow/:slot', async (who, request, reply) => {
    const slot = await readSlot(database, (request.params as { slot: string }).slot);
    if (slot === null) return reply.redirect('/ikp/szukaj', 303);
    const refused = closed(who, slot);
    if (refused.length > 0) return sendPage(reply, notQualifiedPage(who.view, refused), 403);
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
      referral: isExam(slot) ? null : fields.referral,
      contact: { phone: phone?.value ?? null, secondPhone: null, email: fields.email || null, relation: fields.relation },
      person: { familyName: fields.familyName, givenName: fields.givenName },
      search: null,
    });
    if (!booked.ok) return again(booked.refusals.map(explain), 422);
    const refused = faultsOf(central, booked.value);
    return refused === null
      ? reply.redirect(`/ikp/wizyty?ok=${isExam(slot) ? 'badanie' : 'umowiona'}`, 303)
      : again(refused.faults, refused.status);
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

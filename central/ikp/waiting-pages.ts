import type { FastifyReply } from 'fastify';
import type { Patient } from '../../core/domain/patient.ts';
import { parsePesel } from '../../core/domain/pesel.ts';
import { normalisePhone } from '../../core/domain/phone.ts';
import { parseReferral } from '../../core/domain/referral.ts';
import type { Central } from '../central.ts';
import { enterAsPatient } from '../ikp-api/enter-as-patient.ts';
import { sendPage } from '../pages/send-page.ts';
import { patientActor } from '../waiting-room/patient-actor.ts';
import { changeEntry, leaveEntry } from '../waiting-room/save-entry.ts';
import type { AccountRoutes, Visitor } from './account-routes.ts';
import { type BookFields, blankFields, bookFields } from './book-fields.ts';
import { faultsOf } from './forms.ts';
import { type OpenEntry, ownEntries } from './own-entries.ts';
import { codesFor, readSearchForm } from './search-form.ts';
import { searchChoices } from './search-slots.ts';
import { type Explained, explain } from './texts.ts';
import { criteriaPage, enterPage, leavePage } from './waiting-page.ts';

/** R13, R24, R27, R29: the patient enters the waiting room, changes criteria, deletes the entry. */
export function registerWaitingPages({ page, form }: AccountRoutes, central: Central): void {
  const { database } = central;
  const entryOf = async ({ account }: Visitor, key: unknown): Promise<OpenEntry | null> =>
    (await ownEntries(central, account.person.pesel)).find(({ entry }) => entry.id === key) ?? null;
  const gone = (reply: FastifyReply) => reply.redirect('/ikp/wizyty', 303);

  const enterParts = async (who: Visitor, url: string) => {
    const query = new URL(url, 'http://ikp').searchParams;
    const searched = readSearchForm(query, codesFor(who.account.person, who.policy, who.now));
    const choices = await searchChoices(database, searched.code, who.policy, who.now);
    return { form: searched, choices, account: who.account, query: query.toString() };
  };
  page('/ikp/poczekalnia', async (who, request) =>
    enterPage(who.view, { ...(await enterParts(who, request.url)), fields: blankFields(who.account), faults: [] }),
  );
  form('/ikp/poczekalnia', async (who, sent, request, reply) => {
    const parts = await enterParts(who, request.url);
    const fields = bookFields(sent, who.account);
    const again = (faults: Explained[], status: number) =>
      sendPage(reply, enterPage(who.view, { ...parts, fields, faults }), status);
    const phone = fields.phone === '' ? null : normalisePhone(fields.phone);
    if (phone !== null && !phone.ok) return again(phone.refusals.map(explain), 422);
    const referral = parseReferral(fields.referral, who.account.person.pesel);
    if (!referral.ok) return again(referral.refusals.map(explain), 422);
    const contact = { phone: phone?.value ?? null, secondPhone: null, email: fields.email || null, relation: fields.relation };
    const person = personOf(who, fields, contact, central.newId());
    if (person === null) return again([explain({ code: 'identity-missing' })], 422);
    const { code, criteria } = parts.form;
    const applied = await enterAsPatient(central, person, { referral: referral.value, clinicCodes: [code], criteria, contact });
    const refused = faultsOf(central, applied);
    return refused === null ? reply.redirect('/ikp/wizyty?ok=w-poczekalni', 303) : again(refused.faults, refused.status);
  });

  const choicesOf = ({ entry }: OpenEntry, { policy, now }: Visitor) =>
    searchChoices(database, entry.clinicCodes[0] ?? '', policy, now);
  page('/ikp/poczekalnia/:entry', async (who, request, reply) => {
    const own = await entryOf(who, (request.params as { entry: string }).entry);
    if (own === null) return gone(reply);
    return criteriaPage(who.view, { entry: own.entry, choices: await choicesOf(own, who), now: who.now, faults: [] });
  });
  form('/ikp/poczekalnia/:entry', async (who, sent, request, reply) => {
    const own = await entryOf(who, (request.params as { entry: string }).entry);
    if (own === null) return gone(reply);
    const { entry } = own;
    const { criteria } = readSearchForm(sent, entry.clinicCodes);
    const proof = { key: entry.id, referral: entry.referral, pesel: who.account.person.pesel };
    const applied = await changeEntry(database, { ...proof, criteria }, patientActor(central, 'ikp', entry.version));
    const refused = faultsOf(central, applied);
    if (refused !== null) {
      const choices = await choicesOf(own, who);
      return sendPage(
        reply,
        criteriaPage(who.view, { entry: { ...entry, criteria }, choices, now: who.now, faults: refused.faults }),
        refused.status,
      );
    }
    await central.waitingRoom.serve();
    return reply.redirect('/ikp/wizyty?ok=kryteria', 303);
  });

  page('/ikp/poczekalnia/:entry/usun', async (who, request, reply) => {
    const own = await entryOf(who, (request.params as { entry: string }).entry);
    return own ? leavePage(who.view, own.entry, []) : gone(reply);
  });
  form('/ikp/poczekalnia/:entry/usun', async (who, _sent, request, reply) => {
    const own = await entryOf(who, (request.params as { entry: string }).entry);
    if (own === null) return gone(reply);
    const { entry } = own;
    const proof = { key: entry.id, referral: entry.referral, pesel: who.account.person.pesel };
    const refused = faultsOf(central, await leaveEntry(database, proof, patientActor(central, 'ikp', entry.version)));
    if (refused !== null) return sendPage(reply, leavePage(who.view, entry, refused.faults), refused.status);
    await central.waitingRoom.serve();
    return reply.redirect('/ikp/wizyty?ok=usuniete', 303);
  });
}

/** The patient as the entry carries him: no clinic knows of it (R20). null without a name. */
function personOf({ account: { person } }: Visitor, fields: BookFields, contact: Patient['contact'], id: string): Patient | null {
  const parsed = parsePesel(person.pesel);
  if (!parsed.ok || fields.familyName === '' || fields.givenName === '') return null;
  const { pesel, birthDate, sex } = parsed.value;
  return {
    id,
    version: 0,
    familyName: fields.familyName,
    givenName: fields.givenName,
    pesel,
    document: null,
    birthDate,
    sex,
    contact,
  };
}

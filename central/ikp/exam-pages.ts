import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Central } from '../central.ts';
import { type OwnVisit, patientVisits } from '../ikp-api/patient-visits.ts';
import { rebookExam } from '../ikp-api/rebook-exam.ts';
import { sendPage } from '../pages/send-page.ts';
import type { AccountRoutes, Visitor } from './account-routes.ts';
import { type ExamChance, examChances, openExams } from './exam-chances.ts';
import { examsPage, notQualifiedPage, rebookPage } from './exams-page.ts';
import { faultsOf } from './forms.ts';
import { readSlot } from './read-slot.ts';
import { readSearchForm } from './search-form.ts';
import { searchChoices, searchSlots } from './search-slots.ts';
import { type Explained, explain } from './texts.ts';
import { isRebookable } from './visits-page.ts';

/** R36–R39: mammography and cytology, for whom their programmes take. */
export function registerExamPages({ page, form }: AccountRoutes, central: Central): void {
  const { database, policy } = central;

  const searchParts = async ({ account, now }: Visitor, request: FastifyRequest, codes: string[], always: boolean) => {
    const query = new URL(request.url, 'http://ikp').searchParams;
    const searched = readSearchForm(query, codes);
    const asked = always || query.has('pokaz');
    return {
      form: searched,
      codes,
      choices: await searchChoices(database, searched.code, policy, now),
      found: asked ? await searchSlots(central, searched, account.person.birthDate, policy.examWindowDays) : null,
      policy,
      now,
    };
  };

  page('/ikp/badania', async (who, request, reply) => {
    const asked = new URL(request.url, 'http://ikp').searchParams.get('kod');
    const refused = notOpen(who.account.exams, asked);
    if (refused.length > 0) return sendPage(reply, notQualifiedPage(who.view, refused), 403);
    return examsPage(who.view, { ...(await searchParts(who, request, openExams(who.account.exams), false)), changing: null });
  });

  /** The exam that is to be changed, with what then stands against a new one; null: answered. */
  const changeOf = async (
    { account, view, now }: Visitor,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<OwnVisit | null> => {
    const { visit: id } = request.params as { visit: string };
    const visit = (await patientVisits(database, account.person.pesel)).find((one) => one.id === id);
    if (visit === undefined || !isRebookable(visit) || visit.status !== 'booked' || visit.startsAt <= now) {
      await reply.redirect('/ikp/wizyty', 303);
      return null;
    }
    const refused = notOpen(await examChances(central, account.person, visit.key), visit.clinicCode);
    if (refused.length === 0) return visit;
    await sendPage(reply, notQualifiedPage(view, refused), 403);
    return null;
  };

  page('/ikp/badania/zmien/:visit', async (who, request, reply) => {
    const visit = await changeOf(who, request, reply);
    if (visit === null) return reply;
    return examsPage(who.view, { ...(await searchParts(who, request, [visit.clinicCode], true)), changing: visit });
  });

  const slotOf = (request: FastifyRequest) => readSlot(database, (request.params as { slot: string }).slot);
  page('/ikp/badania/zmien/:visit/:slot', async (who, request, reply) => {
    const visit = await changeOf(who, request, reply);
    if (visit === null) return reply;
    const slot = await slotOf(request);
    return slot === null ? reply.redirect('/ikp/wizyty', 303) : rebookPage(who.view, { visit, slot, faults: [] });
  });
  form('/ikp/badania/zmien/:visit/:slot', async (who, _sent, request, reply) => {
    const visit = await changeOf(who, request, reply);
    if (visit === null) return reply;
    const slot = await slotOf(request);
    if (slot === null || slot.clinicCode !== visit.clinicCode) return reply.redirect('/ikp/wizyty', 303);
    const again = (faults: Explained[], status: number) => sendPage(reply, rebookPage(who.view, { visit, slot, faults }), status);
    const applied = await rebookExam(central, who.account.person.pesel, visit, slot.id);
    if (!applied.ok) return again(applied.refusals.map(explain), 422);
    const refused = faultsOf(central, applied.value);
    return refused === null ? reply.redirect('/ikp/wizyty?ok=badanie-zmienione', 303) : again(refused.faults, refused.status);
  });
}

/** Programmes that do not take her: of the one that is asked for, or of all when none does. Empty = go on. */
export function notOpen(chances: readonly ExamChance[], clinicCode: string | null): readonly ExamChance[] {
  const asked = chances.filter((chance) => chance.clinicCode === clinicCode && chance.refusals.length > 0);
  if (asked.length > 0) return asked;
  return openExams(chances).length === 0 ? chances : [];
}

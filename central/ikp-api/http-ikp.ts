import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { stopText } from '../../core/domain/mobile-stops.ts';
import { parsePesel } from '../../core/domain/pesel.ts';
import { normalisePhone } from '../../core/domain/phone.ts';
import type { Refusal } from '../../core/domain/refusal.ts';
import { addDays, instantOf, localDateOf } from '../../core/domain/time.ts';
import type { CancelReason } from '../../core/domain/visit.ts';
import { anyCriteria } from '../../core/domain/waiting-entry.ts';
import { fhirJson } from '../../core/fhir/systems.ts';
import { criteriaShape } from '../../core/fhir/waiting-shapes.ts';
import { patientOf } from '../auth/bearer.ts';
import { findSlots } from '../booking/find-slots.ts';
import type { Central } from '../central.ts';
import { answerOfWrite } from '../fhir-api/answer-of-write.ts';
import { refusedAnswer } from '../fhir-api/fhir-call.ts';
import { noClinic } from '../waiting-room/patient-actor.ts';
import type { Applied } from '../writes/apply-plans.ts';
import { bookAsPatient, cancelAsPatient, moveAsPatient } from './patient-acts.ts';
import { patientReasons } from './patient-reasons.ts';
import { type OwnVisit, patientVisits, toPatient } from './patient-visits.ts';

const loginBody = z.object({ pesel: z.string() });
const bookBody = z.object({
  slotId: z.uuid(),
  referral: z.string().max(80).nullish(),
  contact: z.object({
    phone: z.string().max(40).nullish(),
    email: z.string().max(120).nullish(),
    relation: z.enum(['patient', 'relative', 'guardian']).default('patient'),
  }),
  search: criteriaShape.nullish(),
  person: z.object({ familyName: z.string().min(1).max(80), givenName: z.string().max(80) }).nullish(),
});
const cancelBody = z.object({ visitId: z.uuid(), reason: z.enum(patientReasons as [CancelReason, ...CancelReason[]]).nullish() });
const moveBody = z.object({ visitId: z.uuid(), slotId: z.uuid() });
const slotsQuery = z.object({
  code: z.string().max(8),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  clinic: z.uuid().optional(),
  actor: z.string().max(80).optional(),
});
const maxSlots = 500;

export interface SignInRules {
  /** Whoever names a PESEL is signed in. */
  testSignIn: boolean;
  loginsAMinute: number;
}

/**
 * `/ikp/api`: the patient's account, as far as booking goes. What is done here reaches the clinic's stream like any other
 * change, without an intent. The sign-in by PESEL alone exists for test identities only.
 */
export function registerIkp(server: FastifyInstance, central: Central, { testSignIn, loginsAMinute }: SignInRules): void {
  if (testSignIn) {
    const limit = { config: { rateLimit: { max: loginsAMinute, timeWindow: '1 minute' } } };
    server.post('/ikp/api/login', limit, async ({ body }, reply) => {
      const parsed = loginBody.safeParse(body);
      const pesel = parsed.success ? parsePesel(parsed.data.pesel) : null;
      if (!pesel?.ok) return refuse(reply, [{ code: 'pesel-invalid', path: 'pesel' }]);
      return { token: await central.tokens.forPatient(pesel.value.pesel) };
    });
  }

  server.get('/ikp/api/slots', async (request, reply) => {
    const pesel = await patientOf(central.tokens, request);
    if (pesel === null) return unauthorised(reply);
    const query = slotsQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, [{ code: 'invalid', path: 'query' }]);
    const { code, from, to, clinic, actor } = query.data;
    const now = central.clock.now();
    const found = await findSlots(central.database, {
      now,
      policy: await central.waitingRoom.livePolicy(),
      ownClinicId: null,
      clientId: null,
      from: from ? instantOf(from, '00:00') : now,
      to: instantOf(addDays(to ?? addDays(localDateOf(now), 366), 1), '00:00'),
      clinicCodes: [code],
      clinicIds: clinic === undefined ? null : [clinic],
      criteria: { ...anyCriteria, actorIds: actor === undefined ? [] : [actor] },
      limit: maxSlots,
    });
    return {
      slots: found.map(({ slot, clinicId, clinicName, actor: { name }, stop }) => ({
        slotId: slot.id,
        startsAt: slot.startsAt,
        durationMinutes: slot.durationMinutes,
        clinicId,
        clinicName,
        actorName: name,
        clinicCode: slot.clinicCode,
        service: slot.service,
        room: slot.room,
        stop: stop && stopText(stop),
      })),
    };
  });

  server.get('/ikp/api/visits', async (request, reply) => {
    const pesel = await patientOf(central.tokens, request);
    if (pesel === null) return unauthorised(reply);
    await noteOwn(central, pesel);
    return { visits: (await patientVisits(central.database, pesel)).map(toPatient) };
  });

  server.post('/ikp/api/book', async (request, reply) => {
    const pesel = await patientOf(central.tokens, request);
    if (pesel === null) return unauthorised(reply);
    const form = bookBody.safeParse(request.body);
    if (!form.success) return refuse(reply, [{ code: 'invalid', path: form.error.issues[0]?.path.join('.') ?? 'body' }]);
    const { slotId, referral, contact, person, search } = form.data;
    const phone = contact.phone ? normalisePhone(contact.phone) : null;
    if (phone !== null && !phone.ok) return refuse(reply, phone.refusals);
    const booked = await bookAsPatient(central, pesel, {
      slotId,
      referral: referral ?? null,
      contact: { phone: phone?.value ?? null, secondPhone: null, email: contact.email ?? null, relation: contact.relation },
      person: person ?? null,
      search: search ?? null,
    });
    return booked.ok ? done(central, reply, booked.value, pesel) : refuse(reply, booked.refusals);
  });

  server.post('/ikp/api/cancel', async (request, reply) => {
    const pesel = await patientOf(central.tokens, request);
    if (pesel === null) return unauthorised(reply);
    const form = cancelBody.safeParse(request.body);
    if (!form.success) return refuse(reply, [{ code: 'reason-missing', rule: 'R30', path: 'reason' }]);
    const visit = await ownVisit(central, pesel, form.data.visitId);
    if (visit === null) return refuse(reply, [{ code: 'not-found', path: 'visit' }]);
    return done(central, reply, await cancelAsPatient(central, visit, form.data.reason ?? null), pesel, visit.id);
  });

  server.post('/ikp/api/move', async (request, reply) => {
    const pesel = await patientOf(central.tokens, request);
    if (pesel === null) return unauthorised(reply);
    const form = moveBody.safeParse(request.body);
    if (!form.success) return refuse(reply, [{ code: 'invalid', path: 'slotId' }]);
    const visit = await ownVisit(central, pesel, form.data.visitId);
    if (visit === null) return refuse(reply, [{ code: 'not-found', path: 'visit' }]);
    return done(central, reply, await moveAsPatient(central, visit, form.data.slotId), pesel);
  });
}

/** The patient looks at what is known of himself. */
async function noteOwn({ accesses }: Central, pesel: string): Promise<void> {
  await accesses.add({ clinicId: noClinic, client: 'ikp', author: pesel, act: 'account', type: 'Patient', shown: [pesel] });
}

async function ownVisit({ database }: Central, pesel: string, visitId: string): Promise<OwnVisit | null> {
  return (await patientVisits(database, pesel)).find(({ id }) => id === visitId) ?? null;
}

/** The visit as it is now, or the OperationOutcome of the refusal. */
async function done(central: Central, reply: FastifyReply, applied: Applied, pesel: string, visitId?: string): Promise<unknown> {
  const { status, body, location } = answerOfWrite(central, applied);
  if (status >= 400) return reply.code(status).type(fhirJson).send(body);
  const id = visitId ?? location?.split('/')[1] ?? '';
  await noteOwn(central, pesel);
  const visit = await ownVisit(central, pesel, id);
  return reply.code(status).send({ visit: visit && toPatient(visit) });
}

function refuse(reply: FastifyReply, refusals: Refusal[]): FastifyReply {
  const { status, body } = refusedAnswer(refusals);
  return reply.code(status).type(fhirJson).send(body);
}

function unauthorised(reply: FastifyReply): FastifyReply {
  return reply
    .code(401)
    .header('WWW-Authenticate', 'Bearer')
    .type(fhirJson)
    .send(refusedAnswer([{ code: 'forbidden' }], 401).body);
}

import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { demoClients } from '../auth/clients.ts';
import type { Central } from '../central.ts';
import { plainOutcome } from '../fhir-api/fhir-call.ts';
import { forDesks } from '../p1/p1-address.ts';
import { insertDemoAccounts } from '../seed/demo-accounts.ts';
import { cancelReferral } from './cancel-referral.ts';
import { isLocal } from './is-local.ts';
import { makeClinic } from './make-clinic.ts';
import { saveExamRecord } from './save-exam-record.ts';

const clockBody = z.union([
  z.object({ now: z.iso.datetime({ offset: true }) }),
  z.object({ advance: z.number().min(-525_600).max(525_600) }),
]);
const clinicBody = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  desks: z.int().min(1).max(20).optional(),
  accounts: z.boolean().optional(),
});

const recordBody = z.object({
  pesel: z.string().regex(/^\d{11}$/),
  insured: z.boolean().optional(),
  exams: z
    .array(
      z.object({
        service: z.enum(['mammography', 'cytology']),
        lastExamOn: z.iso.date().nullable(),
        exclusions: z.array(z.string().max(40)).max(20),
      }),
    )
    .max(2)
    .optional(),
});

const referralBody = z.union([
  z.object({ key: z.string().regex(/^\d{44}$/) }),
  z.object({ code: z.string().regex(/^\d{4}$/), pesel: z.string().regex(/^\d{11}$/) }),
]);

/** `/admin`: demo and training only, from this computer only, and never from a page of another site in a browser. */
export function registerAdmin(server: FastifyInstance, central: Central): void {
  server.register(
    (admin, _options, done) => {
      admin.addHook('onRequest', async (request, reply) => {
        if (!isLocal(request) || request.headers.origin !== undefined)
          return reply.code(403).send(plainOutcome('forbidden', 'Only from this computer.'));
      });
      admin.get('/clock', () => ({ now: central.clock.now() }));
      admin.post('/clock', async ({ body }, reply) => {
        const parsed = clockBody.safeParse(body);
        if (!parsed.success) return wrong(reply);
        await ('now' in parsed.data ? central.clock.set(parsed.data.now) : central.clock.advance(parsed.data.advance));
        return { now: central.clock.now() };
      });
      admin.post('/clinics', async ({ body }, reply) => {
        const parsed = clinicBody.safeParse(body ?? {});
        if (!parsed.success) return wrong(reply);
        const made = await makeClinic(central.database, parsed.data.name ?? 'Pusta przychodnia', parsed.data.desks ?? 2);
        const clients = await forDesks(central, made);
        // With the published accounts of the demo; without them its first desk makes the first one.
        if (parsed.data.accounts) await insertDemoAccounts(central.database, clients[0]?.clinic ?? '', central.clock.now());
        return reply.code(201).send({ clinic: clients[0]?.clinic, clinicName: clients[0]?.clinicName, clients });
      });
      admin.put('/exam-records', async ({ body }, reply) => {
        const parsed = recordBody.safeParse(body);
        if (!parsed.success) return wrong(reply);
        await saveExamRecord(central.database, parsed.data);
        return reply.code(204).send();
      });
      admin.post('/referrals/cancel', async ({ body }, reply) => {
        const parsed = referralBody.safeParse(body);
        if (!parsed.success) return wrong(reply);
        const { key = null, code = null, pesel = null } = { key: null, code: null, pesel: null, ...parsed.data };
        const done = await cancelReferral(central, { key, code, clinicCodes: null }, pesel);
        if (done.outcome === 'performed') return reply.code(409).send(plainOutcome('conflict', 'It has been performed.'));
        return reply.code(204).send();
      });
      admin.get('/clients', async () => ({ clients: await forDesks(central, await demoClients(central.database)) }));
      done();
    },
    { prefix: '/admin' },
  );
}

const wrong = (reply: FastifyReply) => reply.code(400).send(plainOutcome('invalid', 'The body is not what this call takes.'));

import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { normalisePhone } from '../../core/domain/phone.ts';
import { isTooDeep } from '../../core/fhir/json-depth.ts';
import { isLocal } from '../admin/is-local.ts';
import type { Central } from '../central.ts';
import { plainOutcome } from '../fhir-api/fhir-call.ts';
import { isSigned, signatureHeader } from '../notifications/signature.ts';
import { isOwnPage, sendPage } from '../pages/send-page.ts';
import { hasUnstorableEscape } from '../unstorable.ts';
import { handleReply } from './handle-reply.ts';
import { readMailbox } from './read-mailbox.ts';
import { smsPage } from './sms-page.ts';

const inboundBody = z.object({
  id: z.string().min(1).max(200),
  from: z.string().max(40),
  text: z.string().max(4000),
  inReplyTo: z.uuid().nullish(),
});
const inboundLimitBytes = 32 * 1024;

/** `POST /sms/inbound`: answers of patients, brought by a gateway that signs as we do (R41). */
export function registerSmsGateway(server: FastifyInstance, central: Central, secret: string): void {
  server.register((gateway, _options, ready) => {
    // The signature is over the bytes.
    gateway.removeAllContentTypeParsers();
    gateway.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => done(null, text));
    gateway.post('/sms/inbound', { bodyLimit: inboundLimitBytes }, async ({ body, headers }, reply) => {
      const text = typeof body === 'string' ? body : '';
      const signature = headers[signatureHeader];
      const now = Math.floor(Date.now() / 1000);
      if (!isSigned(secret, text, typeof signature === 'string' ? signature : undefined, now)) {
        return reply.code(401).send(plainOutcome('login', 'The signature does not fit.'));
      }
      const parsed = inboundBody.safeParse(jsonOf(text));
      const phone = parsed.success ? normalisePhone(parsed.data.from) : null;
      if (!parsed.success || !phone?.ok)
        return reply.code(400).send(plainOutcome('invalid', 'The body is not what this call takes.'));
      const { id, inReplyTo } = parsed.data;
      return {
        outcome: await handleReply(central, { id, from: phone.value, text: parsed.data.text, inReplyTo: inReplyTo ?? null }),
      };
    });
    ready();
  });
}

function jsonOf(text: string): unknown {
  if (isTooDeep(text) || hasUnstorableEscape(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `/sms`: what the development mailbox holds, with a box to answer in. Demo and training only, from this computer only. */
export function registerMailbox(server: FastifyInstance, central: Central): void {
  server.get('/sms', async (request, reply) => {
    if (!isLocal(request)) return forbidden(reply);
    const { address } = request.query as { address?: string };
    return sendPage(reply, smsPage(await readMailbox(central.database, address ?? null), central.clock.now()));
  });
  server.post('/sms/reply', async (request, reply) => {
    if (!isLocal(request) || !isOwnPage(request)) return forbidden(reply);
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const phone = normalisePhone(form.get('from') ?? '');
    const id = form.get('id');
    if (!phone.ok || !id) return reply.code(400).send(plainOutcome('invalid', 'No number.'));
    // The box has an id of its own for each drawing of the page: sent twice, it counts once.
    const text = (form.get('text') ?? '').slice(0, 1000);
    await handleReply(central, { id: `mailbox ${id}`.slice(0, 200), from: phone.value, text, inReplyTo: null });
    return reply.redirect(`/sms?address=${encodeURIComponent(phone.value)}#rozmowa`, 303);
  });
}

const forbidden = (reply: FastifyReply) => reply.code(403).send(plainOutcome('forbidden', 'Only from this computer.'));
